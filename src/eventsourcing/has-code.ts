/** Asks an error by its code, whatever copy of its class it is of. */

/** True for anything that carries this code. */
export const hasCode = (error: unknown, code: string): boolean =>
  typeof error === 'object' && error !== null && (error as { code?: unknown }).code === code;
