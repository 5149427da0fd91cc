/** What a cell can import from 'test', as the editor and the type checker see it. */
import type { AnyValue, Claims } from './claims.ts';

export type { Arbitrary, ErrorKind, Expectation } from './claims.ts';

/** Claims something: `run` throws when it does not hold. Tests run in their order once the cell has been evaluated. */
export declare const test: Claims['test'];

/** What is expected of a value. */
export declare const expect: Claims['expect'];

/** Claims something of all values of a kind. One that breaks it is made as small as it can be and still break it. */
export declare const law: Claims['law'];

/** Kinds of values to draw from. */
export declare const any: AnyValue;
