/** The exercise of the lesson on folding: its solution meets every check, its starter none, each wrong answer fails the one it names. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';

type Lead = Readonly<{ status: string; firstName: string; lastName: string; phone: string }>;
type Row = Readonly<{ streamPosition: number; recordedAt: string; type: string; data: unknown }>;
type Answer = Readonly<{
  asOf(list: readonly Row[], version: number): Lead;
  asOfTime(list: readonly Row[], instant: string): Lead;
  seen: Lead;
}>;

const FOLDER = join(import.meta.dirname, '../../lessons/03-fold-seven-events');
/** A cell of the lesson; its types are those of its own project. */
const cell = async <Exports>(name: string): Promise<Exports> => (await import(join(FOLDER, name))) as Exports;
const { lead } = await cell<{ lead: { initialState(): Lead; evolve(state: Lead, event: Row): Lead } }>('lead.ts');
const { rows } = await cell<{ rows: readonly Row[] }>('rows.ts');
const wrong = readdirSync(FOLDER).filter((name) => name.startsWith('exercise.wrong-'));

const details = (lastName: string, phone: string) => ({ firstName: 'Casey', lastName, phone });
const [before, after] = [details('David', '555-2951'), details('Davis', '555-8101')];

/** The state at each version, written down and not computed. */
const VERSIONS: readonly Lead[] = [
  { status: 'unknown', firstName: '', lastName: '', phone: '' },
  { status: 'new', ...before },
  { status: 'contacted', ...before },
  { status: 'follow-up set', ...before },
  { status: 'follow-up set', ...after },
  { status: 'contacted', ...after },
  { status: 'payment pending', ...after },
  { status: 'converted', ...after },
];

const inOrder = rows.toSorted((one, other) => one.streamPosition - other.streamPosition);
const orders = [inOrder, inOrder.toReversed(), rows];

/** The checks that the head of the lesson names. */
const CHECKS: Readonly<Record<string, (answer: Answer) => void>> = {
  'every-version'({ asOf }) {
    for (const [version, state] of VERSIONS.entries()) expect(asOf(inOrder, version)).toEqual(state);
  },
  'any-order'({ asOf }) {
    for (const list of orders)
      for (const [version, state] of VERSIONS.entries()) expect(asOf(list, version)).toEqual(state);
  },
  inclusive({ asOfTime }) {
    expect(asOfTime(inOrder, '2020-05-20T09:52:55.949Z')).toEqual(VERSIONS[0]);
    expect(asOfTime(inOrder, '2020-05-20T09:52:55.950Z')).toEqual(VERSIONS[1]);
    expect(asOfTime(inOrder, '2020-05-27T12:38:44.119Z')).toEqual(VERSIONS[6]);
    expect(asOfTime(inOrder, '2020-05-27T12:38:44.120Z')).toEqual(VERSIONS[7]);
  },
  'whole-appends'({ asOfTime }) {
    for (const list of orders) {
      expect(asOfTime(list, '2020-05-20T12:32:08.239Z')).toEqual(VERSIONS[1]);
      expect(asOfTime(list, '2020-05-20T12:32:08.240Z')).toEqual(VERSIONS[4]);
      expect(asOfTime(list, '2020-05-27T12:02:12.509Z')).toEqual(VERSIONS[4]);
      expect(asOfTime(list, '2020-05-27T12:02:12.510Z')).toEqual(VERSIONS[6]);
    }
  },
  'any-notation'({ asOfTime }) {
    expect(asOfTime(inOrder, '2020-05-20T21:32:08.24+09:00')).toEqual(VERSIONS[4]);
    expect(asOfTime(inOrder, '2020-05-20T12:32:08Z')).toEqual(VERSIONS[1]);
  },
  seen({ seen }) {
    expect(seen).toEqual(VERSIONS[4]);
  },
};

describe.each(Object.keys(CHECKS))('%s', (check) => {
  test('the solution meets it, the starter does not', async () => {
    CHECKS[check]!(await cell<Answer>('exercise.solution.ts'));
    const starter = await cell<Answer>('exercise.ts');
    expect(() => CHECKS[check]!(starter)).toThrow();
  });
});

test.each(wrong)('%s is caught by the check that its first line names', async (name) => {
  const [, check] = /^\/\/ Caught by ([a-z-]+):/.exec(readFileSync(join(FOLDER, name), 'utf8'))!;
  const answer = await cell<Answer>(name);
  expect(() => CHECKS[check!]!(answer)).toThrow();
});

test('the order within an instant never changes the end, and changes versions before it', () => {
  const [e1, e2, e3, e4, e5, e6, e7] = inOrder as [Row, Row, Row, Row, Row, Row, Row];
  const firstTies = [[e2, e3, e4], [e2, e4, e3], [e3, e2, e4], [e3, e4, e2], [e4, e2, e3], [e4, e3, e2]]; // prettier-ignore
  const histories = firstTies.flatMap((tie) => [
    [e1, ...tie, e5, e6, e7],
    [e1, ...tie, e6, e5, e7],
  ]);
  const at = (list: readonly Row[], version: number): Lead =>
    list.slice(0, version).reduce(lead.evolve, lead.initialState());
  expect(histories.map((list) => at(list, 7))).toEqual(histories.map(() => VERSIONS[7]));
  expect(at([e1, e2, e3, e4, e6, e5, e7], 6).status).toBe('contacted');
});
