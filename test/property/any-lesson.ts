/** Arbitrary lessons, with cells as learners write them: what works, what is refused, what conflicts, fails, hangs, and what does not even compile. */
import * as fc from 'fast-check';
import { fileAt, type GeneratedCell, type GeneratedLesson } from './lesson.ts';

const anyStream = fc.constantFrom('s', 't', 'u');
const anyKey = fc.constantFrom("'a'", "'b'", '1');
const anyNumber = fc.integer({ min: 0, max: 9 });
const anyExpectation = fc.oneof(
  { weight: 6, arbitrary: fc.constant("'NO_CONCURRENCY_CHECK'") },
  { weight: 1, arbitrary: fc.constantFrom("'STREAM_EXISTS'", "'STREAM_DOES_NOT_EXIST'") },
  { weight: 1, arbitrary: fc.integer({ min: 0, max: 3 }).map(String) },
);
/** Data of an event: what depends on time, chance and the run's own variables. */
const anyData = fc.constantFrom('n: 1', 'n: Math.random()', 'id: newId()', 'at: Date.now()', 'count: (count += 1)');
const anyEvents = fc
  .array(anyData, { minLength: 1, maxLength: 2 })
  .map((all) => `[${all.map((data) => `{ type: 'Happened', data: { ${data} } }`).join(', ')}]`);

const anyAppend = fc
  .tuple(anyStream, anyEvents, anyExpectation)
  .map(
    ([stream, events, expected]) =>
      `eventStore.appendToStream('${stream}', ${events}, { expectedStreamVersion: ${expected} })`,
  );

const anyWrite = fc.oneof(
  { weight: 4, arbitrary: anyAppend },
  { weight: 3, arbitrary: fc.tuple(anyKey, anyNumber).map(([id, n]) => `rows.put({ id: ${id}, n: ${n} })`) },
  { weight: 2, arbitrary: fc.tuple(anyKey, anyNumber).map(([id, n]) => `rows.insert({ id: ${id}, n: ${n} })`) },
  { weight: 2, arbitrary: fc.tuple(anyKey, anyNumber).map(([id, n]) => `rows.update(${id}, { n: ${n} })`) },
  { weight: 1, arbitrary: anyKey.map((id) => `rows.delete(${id})`) },
);

/** A transaction; when `row` is read, changed from outside and written, it conflicts. */
const anyTransaction = fc
  .record({ id: anyKey, n: anyNumber, stream: anyStream, expected: anyExpectation, isRaced: fc.boolean() })
  .map(
    ({ id, n, stream, expected, isRaced }) => `database.transaction(async (tx) => {
  const row: Row | undefined = await tx.get(rows, ${id});${isRaced ? `\n  await rows.put({ id: ${id}, n: ${n} });` : ''}
  tx.put(rows, { id: ${id}, n: (row?.n ?? 0) + ${n} });
  tx.appendToStream('${stream}', [{ type: 'Counted', data: { n: row?.n ?? null } }], { expectedStreamVersion: ${expected} });
  return row?.n ?? 'none';
})`,
  );

const anyRead = fc.oneof(
  anyStream.map((stream) => `(await eventStore.readStream('${stream}')).events.map(({ data }) => data)`),
  anyStream.map(
    (stream) =>
      `await eventStore.aggregateStream('${stream}', { initialState: () => 0, evolve: (sum: number) => sum + 1 })`,
  ),
  fc.constant(
    `(await eventStore.readAll()).events.map(({ globalPosition, recordedAt }) => [globalPosition, recordedAt])`,
  ),
  anyKey.map((id) => `(await rows.get(${id})) ?? 'none'`),
  fc.constant('await rows.all()'),
  anyNumber.map((n) => `await rows.where({ n: ${n} })`),
);

/** What touches nothing outside the cell; also what an imported cell may do. */
const anyPure = fc.oneof(
  fc.constantFrom(
    '[Math.random(), newId(), crypto.randomUUID()];',
    '[clock.now(), new Date().toISOString()];',
    '(count += 1);',
  ),
  anyNumber.map((n) => `const made${n} = { n: ${n} } satisfies { n: number };\nmade${n};`),
);

const anyTimer = fc
  .tuple(fc.integer({ min: 0, max: 5_000 }), fc.oneof(anyAppend, fc.constant('Promise.resolve()')))
  .map(
    ([delay, work]) =>
      `setTimeout(() => void ${work}.then(() => console.log('timer', Date.now()), ({ name }: Error) => console.warn(name)), ${delay});`,
  );

/** What shows the world and moves the clock, and leaves no trace in the journal. */
const anyQuietStatement = fc.oneof(
  { weight: 3, arbitrary: anyRead.map((read) => `${read};`) },
  { weight: 3, arbitrary: anyPure },
  { weight: 3, arbitrary: fc.integer({ min: 0, max: 4_000 }).map((wait) => `await clock.advance(${wait});`) },
);

const anyStatement = fc.oneof(
  { weight: 10, arbitrary: anyWrite.map((write) => `await tried(${write});`) },
  { weight: 2, arbitrary: anyWrite.map((write) => `await ${write};`) },
  { weight: 4, arbitrary: anyTransaction.map((transaction) => `await tried(${transaction});`) },
  { weight: 1, arbitrary: anyTransaction.map((transaction) => `await ${transaction};`) },
  {
    weight: 2,
    arbitrary: fc.tuple(anyWrite, anyWrite).map((both) => `await Promise.all([tried(${both[0]}), tried(${both[1]})]);`),
  },
  { weight: 6, arbitrary: anyRead.map((read) => `${read};`) },
  { weight: 4, arbitrary: anyPure },
  { weight: 3, arbitrary: anyTimer },
  {
    weight: 2,
    arbitrary: fc.integer({ min: 0, max: 4_000 }).map((milliseconds) => `await clock.advance(${milliseconds});`),
  },
  {
    weight: 1,
    arbitrary: fc.integer({ min: 1, max: 9 }).map((second) => `clock.travelTo('2020-05-20T09:00:0${second}Z');`),
  },
  { weight: 2, arbitrary: anyRead.map((read) => `display(${read});`) },
  {
    weight: 1,
    arbitrary: anyPure.map((value) => `console.log('log', ${value.startsWith('[') ? value.slice(0, -1) : '1'});`),
  },
);

/** A subscription that goes on: as the last thing of a cell, or beside the rest of it. */
const anyHearing = fc
  .record({ after: fc.constantFrom("'BEGINNING'", "'END'", '1'), isBeside: fc.boolean() })
  .map(({ after, isBeside }) => {
    const loop = `for await (const { type, globalPosition } of eventStore.subscribeToAll({ after: ${after} })) display([globalPosition, type]);`;
    return isBeside ? `(async () => {\n  ${loop}\n})().catch(({ name }: Error) => console.warn(name));` : loop;
  });

/** How a text ends, besides well. */
const anyEnding = fc.oneof(
  { weight: 16, arbitrary: fc.constant('') },
  { weight: 2, arbitrary: fc.constant("throw new IllegalStateError('No.');") },
  { weight: 1, arbitrary: fc.constant("throw new Error('Broken.');") },
  { weight: 1, arbitrary: fc.constant('await new Promise(() => {});') },
  // What is thrown ends a cell that would wait for ever.
  {
    weight: 1,
    arbitrary: fc.constant("setTimeout(() => {\n  throw new Error('Late.');\n}, 10);\nawait new Promise(() => {});"),
  },
  { weight: 2, arbitrary: anyHearing },
);

const withImport = (statements: readonly string[], imported: number | null): string =>
  [
    ...(imported === null
      ? []
      : [`import { helper as imported } from './${fileAt(imported)}';`, "await tried(imported('from another cell'));"]),
    ...withoutTwins(statements),
  ].join('\n');

const doesNotCompile = fc.constantFrom('const one = ;', 'enum Colour {\n  Red,\n}');

/** What a lesson is like: which of its cells are there to be imported, and whether most of them only look. */
type Kind = Readonly<{ libraries: readonly number[]; isQuiet: boolean }>;

/** A text for a cell of a lesson. */
const anyText = (isLibrary: boolean, { libraries, isQuiet }: Kind): fc.Arbitrary<string> =>
  isLibrary
    ? fc.array(anyPure, { maxLength: 3 }).map((statements) => withImport(statements, null))
    : fc
        .tuple(
          fc.array(isQuiet ? anyQuietStatement : anyStatement, { minLength: 1, maxLength: 5 }),
          libraries.length > 0 ? fc.option(fc.constantFrom(...libraries)) : fc.constant(null),
          anyEnding,
        )
        .map(([statements, imported, ending]) => withImport([...statements, ending], imported));

/** A name can be made once. */
const withoutTwins = (statements: readonly string[]): string[] => [...new Set(statements)];

const anyCell = (index: number, { libraries, isQuiet }: Kind): fc.Arbitrary<GeneratedCell> => {
  const isLibrary = libraries.includes(index);
  const text = anyText(isLibrary, { libraries: libraries.filter((one) => one !== index), isQuiet });
  return fc.record({
    from: fc.oneof(
      { weight: 5, arbitrary: fc.constant('previous' as const) },
      { weight: 1, arbitrary: fc.constant('start' as const) },
    ),
    rerun: fc.oneof(
      { weight: 4, arbitrary: fc.constant('rewind' as const) },
      { weight: 1, arbitrary: fc.constant('continue' as const) },
    ),
    ends: fc.oneof(
      { weight: 4, arbitrary: fc.constant('done' as const) },
      { weight: 1, arbitrary: fc.constant('error' as const) },
    ),
    // A cell that others import may become one that has effects, and is refused there.
    texts: fc.tuple(text, text, anyText(false, { libraries: [], isQuiet }), doesNotCompile),
  });
};

/** A lesson of two to five cells. Its texts import none but its libraries. */
export const anyLesson: fc.Arbitrary<GeneratedLesson> = fc
  .record({
    count: fc.integer({ min: 2, max: 5 }),
    library: fc.option(fc.integer({ min: 0, max: 4 })),
    isQuiet: fc.integer({ min: 0, max: 2 }).map((one) => one === 0),
  })
  .chain(({ count, library, isQuiet }) => {
    const libraries = library === null || library >= count ? [] : [library];
    return fc.tuple(...Array.from({ length: count }, (_, index) => anyCell(index, { libraries, isQuiet })));
  });
