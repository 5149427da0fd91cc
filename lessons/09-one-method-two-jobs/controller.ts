import { clock, faults, newId } from 'lab';
import { table, users } from './create-user.ts';
import { createUser, readModel, type CreateUser } from './split.ts';

// The controller has a line for each job.
async function post(command: CreateUser) {
  await createUser(users, command);
  const profile = await readModel.find(command.userId);
  return profile ?? 'Stored. It cannot be shown yet.';
}

// A good day.
const good = { userId: newId(), username: 'dan', password: 'secret' };
await post(good);

// A bad day: the copy is late, and the person clicks twice.
faults.set('stale replica');
const bad = { userId: newId(), username: 'eve', password: 'secret' };
await post(bad);
await post(bad).catch(({ code }) => code);

// Ten seconds later the copy knows of it.
await clock.advance(10_000);
await readModel.find(bad.userId);
export const stored = (await table.where({ username: 'eve' })).length;
stored;
