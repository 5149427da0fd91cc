import { hash, table, type User } from './create-user.ts';

export type CreateUser =
  { userId: string; username: string; password: string };
export type Profile = { username: string; id: string };

/** The command: it changes something, and answers nothing. */
export async function createUser(
  users: { insert(user: User): Promise<void> },
  { userId, username, password }: CreateUser,
): Promise<void> {
  const passwordHash = hash(password);
  await users.insert({ id: userId, username, passwordHash });
}

/** The queries: they answer, and change nothing. */
export const readModel = {
  async find(userId: string): Promise<Profile | undefined> {
    const user = await table.get(userId);
    return user && { username: user.username, id: user.id };
  },
};
