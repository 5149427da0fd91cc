/** What cells claim about code: tests, expectations and laws. */
export type { Claims } from './claims.ts';
export { createClaims, type ClaimsEnvironment, type Tried } from './create-claims.ts';
