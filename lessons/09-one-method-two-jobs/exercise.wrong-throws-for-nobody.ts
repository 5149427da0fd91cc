// Caught by query-answers: refuses to answer where there is no such user.
import { IllegalStateError } from 'eventsourcing';
import { database, newId } from 'lab';
import { hash, type User } from './create-user.ts';
import type { CreateUser, Profile } from './split.ts';

export type Users = {
  insert(user: User): Promise<void>;
  find(username: string): Promise<User | undefined>;
  get(id: string): Promise<User | undefined>;
};

/** The command. */
export async function createUser(users: Users, command: CreateUser) {
  const { userId, username, password } = command;
  if (await users.find(username))
    throw new IllegalStateError(`The name ${username} is taken.`);

  const passwordHash = hash(password);
  await users.insert({ id: userId, username, passwordHash });
}

/** The query: what others may see of a user, if there is one. */
export async function profileOf(
  users: Users,
  userId: string,
): Promise<Profile | undefined> {
  const user = await users.get(userId);
  if (!user) throw new IllegalStateError(`There is no user ${userId}.`);
  return { username: user.username, id: user.id };
}

const table = database.table<User>('members', { key: 'id' });
const members: Users = {
  insert: (user) => table.insert(user),
  find: async (username) => (await table.where({ username }))[0],
  get: (id) => table.get(id),
};
const userId = newId();
const command = { userId, username: 'foo', password: 'secret' };
await createUser(members, command);
await profileOf(members, userId);
