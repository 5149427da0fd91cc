/** What cells import as 'test': a module of its own, which comes with the cells that import it, and with checks. */
export { createClaims } from '#checks';
