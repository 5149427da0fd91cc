/** What cells claim about code, and what they claim it with: the types behind 'test'. */

/** A class of errors. */
export type ErrorKind = abstract new (...args: never[]) => Error;

/** What can be expected of a value. Each throws when it does not hold, and says what was expected and what there is. */
export type Expectation = Readonly<{
  /** The same content, however deep, with the same properties. */
  toEqual(expected: unknown): void;
  /** At least these properties, however deep; a list has these items and no others. */
  toMatchObject(expected: unknown): void;
  /** The very same thing. */
  toBe(expected: unknown): void;
  /** Of a function: it throws when it is called, an error of this class where one is given. */
  toThrow(kind?: ErrorKind): void;
  /** Of a promise: it is rejected, with an error of this class where one is given. */
  toReject(kind?: ErrorKind): Promise<void>;
}>;

/** Values of a kind, drawn by chance. One that breaks a law is made as small as it can be and still break it. */
export interface Arbitrary<Value> {
  map<Mapped>(to: (value: Value) => Mapped): Arbitrary<Mapped>;
  /** Only values for which this is true: few may be left out, or drawing takes for ever. */
  filter(keep: (value: Value) => boolean): Arbitrary<Value>;
  /** Values of a kind that depends on the value drawn before. */
  chain<Next>(to: (value: Value) => Arbitrary<Next>): Arbitrary<Next>;
}

/** Kinds of values to draw from. */
export type AnyValue = Readonly<{
  integer(range?: { min?: number; max?: number }): Arbitrary<number>;
  boolean(): Arbitrary<boolean>;
  string(length?: { minLength?: number; maxLength?: number }): Arbitrary<string>;
  /** One of these values. */
  of<Value>(values: readonly Value[]): Arbitrary<Value>;
  /** A value of one of these kinds. */
  oneOf<Value>(kinds: readonly Arbitrary<Value>[]): Arbitrary<Value>;
  list<Item>(item: Arbitrary<Item>, length?: { minLength?: number; maxLength?: number }): Arbitrary<Item[]>;
  tuple<Items extends readonly unknown[]>(...items: { [At in keyof Items]: Arbitrary<Items[At]> }): Arbitrary<Items>;
  record<Fields extends object>(fields: { [Name in keyof Fields]: Arbitrary<Fields[Name]> }): Arbitrary<Fields>;
  /** All of these items in any order. */
  shuffled<Item>(items: readonly Item[]): Arbitrary<Item[]>;
  /** Some of these items, in their order. */
  some<Item>(items: readonly Item[]): Arbitrary<Item[]>;
}>;

/** What 'test' exports. */
export type Claims = Readonly<{
  /** Claims something: `run` throws when it does not hold. Tests run in their order once the cell has been evaluated. */
  test(name: string, run: () => void | Promise<void>): void;
  /** What is expected of a value. `told` is said beside it where it does not hold. */
  expect(actual: unknown, told?: Readonly<Record<string, unknown>>): Expectation;
  /** Claims something of all values of a kind: it is tried with 100 of them. It does not hold where `holds` throws or gives false. */
  law<Value>(
    name: string,
    any: Arbitrary<Value>,
    holds: (value: Value) => boolean | void | Promise<boolean | void>,
  ): void;
  any: AnyValue;
}>;
