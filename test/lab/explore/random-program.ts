/** Programs by chance: two or three actors that do this and that, and tell all that they have seen. */
import { createRandom, type Lab, type Message, type Program } from '#lab';

/** What an actor can do, all of it awaited on the lab. */
function stepOf(lab: Lab, by: string, one: <Value>(values: readonly Value[]) => Value): () => Promise<unknown> {
  const rows = rowsOf(lab);
  const { eventStore, broker } = lab;
  const [stream, id] = [one(['s', 't']), one(['a', 'b'])];
  const append = (expectedStreamVersion: 0 | 'NO_CONCURRENCY_CHECK') =>
    eventStore.appendToStream(stream, [{ type: by, data: {} }], { expectedStreamVersion });
  const codeOf = (error: unknown): string => (error as { code: string }).code;
  return one<() => Promise<unknown>>([
    async () => (await eventStore.readStream(stream)).events.map(({ type }) => type),
    async () => (await eventStore.readAll()).events.map(({ type }) => type),
    () => append('NO_CONCURRENCY_CHECK'),
    () => append(0).catch(codeOf),
    () => rows.get(id),
    () => rows.all(),
    () => rows.put({ id, by }),
    () => rows.delete(id),
    () =>
      lab.database
        .transaction(async (tx) => {
          const before = await tx.get(rows, id);
          tx.put(rows, { id, by: `${before?.by ?? ''}${by}` });
        })
        .catch(codeOf),
    () => broker.publish('t', { messageId: by, key: id, type: 'T', body: null }),
    async () => (await broker.messages('t')).map(({ messageId }) => messageId),
    async () => lab.newId(),
  ]);
}

const rowsOf = ({ database }: Lab) => database.table<{ id: string; by: string }>('rows', { key: 'id' });

/** The program of a seed. */
export function randomProgram(seed: number, lab: Lab): Program<unknown> {
  const random = createRandom(seed);
  const one = <Value>(values: readonly Value[]): Value => values[Math.floor(random() * values.length)]!;
  const seen: Record<string, unknown[]> = {};
  const names = one([
    ['A', 'B'],
    ['A', 'B', 'C'],
  ]);
  const most = names.length === 2 ? 3 : 2;
  const actors: Record<string, () => Promise<void>> = {};
  for (const name of names) {
    const count = 1 + Math.floor(random() * most);
    const steps = Array.from({ length: count }, (_, place) => stepOf(lab, `${name}${place}`, one));
    actors[name] = async () => {
      const mine: unknown[] = (seen[name] = []);
      for (const step of steps) mine.push(await step());
    };
  }
  if (random() < 0.3) {
    const handle = ({ messageId }: Message): Promise<void> => rowsOf(lab).put({ id: 'got', by: messageId });
    actors['consumer'] = async () => void lab.broker.subscribe('t', 'c', handle);
  }
  return {
    actors,
    outcome: async (ended) => ({
      ...ended,
      seen,
      rows: await rowsOf(lab).all(),
      log: (await lab.eventStore.readAll()).events.map(({ type }) => type),
      messages: (await lab.broker.messages('t')).map(({ messageId }) => messageId),
    }),
    laws: { 'A saw something': () => (seen['A'] ?? []).some((what) => what !== undefined) },
  };
}
