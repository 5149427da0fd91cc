/** What the lesson on folding says of its seven events, of every order that they may come in within an instant. */
import { join } from 'node:path';
import { expect, test } from 'vitest';

type Lead = Readonly<{ status: string; firstName: string; lastName: string; phone: string }>;
type Row = Readonly<{ streamPosition: number; recordedAt: string; type: string; data: unknown }>;

const FOLDER = join(import.meta.dirname, '../../lessons/03-fold-seven-events');
/** A cell of the lesson; its types are those of its own project. */
const cell = async <Exports>(name: string): Promise<Exports> => (await import(join(FOLDER, name))) as Exports;
const { lead } = await cell<{ lead: { initialState(): Lead; evolve(state: Lead, event: Row): Lead } }>('lead.ts');
const { rows } = await cell<{ rows: readonly Row[] }>('rows.ts');

test('the order within an instant never changes the end, and changes versions before it', () => {
  const inOrder = rows.toSorted((one, other) => one.streamPosition - other.streamPosition);
  const [e1, e2, e3, e4, e5, e6, e7] = inOrder as [Row, Row, Row, Row, Row, Row, Row];
  const firstTies = [[e2, e3, e4], [e2, e4, e3], [e3, e2, e4], [e3, e4, e2], [e4, e2, e3], [e4, e3, e2]]; // prettier-ignore
  const histories = firstTies.flatMap((tie) => [
    [e1, ...tie, e5, e6, e7],
    [e1, ...tie, e6, e5, e7],
  ]);
  const at = (list: readonly Row[], version: number): Lead =>
    list.slice(0, version).reduce(lead.evolve, lead.initialState());
  const last: Lead = { status: 'converted', firstName: 'Casey', lastName: 'Davis', phone: '555-8101' };
  expect(histories.map((list) => at(list, 7))).toEqual(histories.map(() => last));
  expect(at([e1, e2, e3, e4, e6, e5, e7], 6).status).toBe('contacted');
});
