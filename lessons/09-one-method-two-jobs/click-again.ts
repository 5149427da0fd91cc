import { clock, faults } from 'lab';
import { createUser, table, users } from './create-user.ts';

faults.set('stale replica');

async function click() {
  try {
    await createUser(users, 'cleo', 'secret');
    return 'Welcome!';
  } catch {
    return 'That did not work. Please try again.';
  }
}

await click();
await click();

// Ten seconds later the copy knows of both.
await clock.advance(10_000);
export const stored = (await table.where({ username: 'cleo' })).length;
stored;
