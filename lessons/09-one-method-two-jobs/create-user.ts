import { database, newId } from 'lab';

export type User = { id: string; username: string; passwordHash: string };
export type UserRepository = {
  insert(user: User): Promise<void>;
  find(username: string): Promise<User | undefined>;
};

// Stands in for a real one, and lets you read what was stored.
export const hash = (password: string) => `hash of ${password}`;

export async function createUser(
  users: UserRepository,
  username: string,
  password: string,
) {
  const passwordHash = hash(password);
  await users.insert({ id: newId(), username, passwordHash });
  const user = await users.find(username);
  return { username, id: user!.id };
}

// A repository over a table of this lesson.
export const table = database.table<User>('users', { key: 'id' });
export const users: UserRepository = {
  insert: (user) => table.insert(user),
  find: async (username) => (await table.where({ username }))[0],
};
