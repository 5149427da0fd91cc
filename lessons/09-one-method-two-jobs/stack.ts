import { database, explore, type Transaction } from 'lab';

type Stack = { name: string; jobs: string[] };
const stacks = database.table<Stack>('stacks', { key: 'name' });
type Taken = { worker: string; job: string };
const taken = database.table<Taken>('taken', { key: 'worker' });

const jobsIn = async (tx: Transaction) =>
  (await tx.get(stacks, 'todo'))!.jobs;
const keep = (tx: Transaction, jobs: string[]) =>
  tx.put(stacks, { name: 'todo', jobs });

// A query and a command …
const peek = async () => (await stacks.get('todo'))!.jobs.at(-1)!;
const drop = () => database.transaction(async (tx) => {
  keep(tx, (await jobsIn(tx)).slice(0, -1));
});
const peekThenDrop = async () => {
  const job = await peek();
  await drop();
  return job;
};

// … and both in one step.
const pop = () => database.transaction(async (tx) => {
  const jobs = await jobsIn(tx);
  keep(tx, jobs.slice(0, -1));
  return jobs.at(-1)!;
});

const twoWorkers = (take: () => Promise<string>) => explore({
  before: () => stacks.put({ name: 'todo', jobs: ['wash', 'dry', 'iron'] }),
  actors: {
    alice: async () => taken.put({ worker: 'alice', job: await take() }),
    bob: async () => taken.put({ worker: 'bob', job: await take() }),
  },
  outcome: async (ended) => ({
    ...ended,
    taken: (await taken.all()).map(({ job }) => job).join(', '),
    left: (await stacks.get('todo'))!.jobs.join(', '),
  }),
  laws: {
    'no-job-twice': (outcome) => outcome.taken !== 'iron, iron',
  },
});

await twoWorkers(peekThenDrop);
await twoWorkers(pop);
