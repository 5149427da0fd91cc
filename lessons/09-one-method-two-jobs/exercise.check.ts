import { isIllegalStateError } from 'eventsourcing';
import { any, expect, law } from 'test';
import { hash, type User } from './create-user.ts';
import { createUser, profileOf, type Users } from './exercise.ts';
import type { CreateUser } from './split.ts';

/** Users in memory. `lookingBack` says what becomes of a read behind the first insert. */
function usersOf(stored: User[], lookingBack: 'answers' | 'fails' = 'answers'): Users {
  let isBehindInsert = false;
  const read = async (isWanted: (user: User) => boolean) => {
    if (isBehindInsert && lookingBack === 'fails') throw new Error('The copy that was to be read does not answer.');
    const user = stored.find(isWanted);
    return user && { ...user };
  };
  return {
    async insert(user) {
      isBehindInsert = true;
      stored.push({ ...user });
    },
    find: (username) => read((user) => user.username === username),
    get: (id) => read((user) => user.id === id),
  };
}

const NAMES = ['foo', 'bar', 'baz', 'qux'] as const;
const anyPassword = any.of(['secret', '1234', 'correct horse']);
const anyCommand = any
  .tuple(any.integer({ min: 1, max: 9 }), any.of(NAMES), anyPassword)
  .map(([number, username, password]): CreateUser => ({ userId: `u-${number}`, username, password }));
/** Commands whose ids and names are all different. */
const anyCommands = any
  .tuple(any.some(NAMES), anyPassword)
  .map(([names, password]) =>
    names.map((username, index): CreateUser => ({ userId: `u-${index + 1}`, username, password })),
  );
const userOf = ({ userId, username, password }: CreateUser): User => ({
  id: userId,
  username,
  passwordHash: hash(password),
});
/** Commands and users as sentences tell them. */
const toldCommand = (data: CreateUser) => ({ type: 'CreateUser', data });
const toldUser = (data: User) => ({ type: 'User', data });

law('stores', anyCommands, async (commands) => {
  const stored: User[] = [];
  const users = usersOf(stored);
  for (const command of commands) await createUser(users, command);
  const right = commands.map(userOf);
  const told = { commands: commands.map(toldCommand), stored: stored.map(toldUser), right: right.map(toldUser) };
  expect(stored, told).toEqual(right);
});

law('answers-nothing', anyCommand, async (command) => {
  const answer: unknown = await createUser(usersOf([]), command);
  expect(answer, { command: toldCommand(command) }).toBe(undefined);
});

law('done-when-stored', anyCommand, async (command) => {
  const stored: User[] = [];
  let hasFailed = false;
  try {
    await createUser(usersOf(stored, 'fails'), command);
  } catch (error) {
    // What fails before anything is stored is another mistake, and says so itself.
    if (stored.length === 0) throw error;
    hasFailed = true;
  }
  expect(hasFailed, { command: toldCommand(command), stored: stored.length }).toBe(false);
});

law('still-decides', any.tuple(anyCommand, anyPassword), async ([first, password]) => {
  const second: CreateUser = { userId: 'u-0', username: first.username, password };
  const stored = [userOf(first)];
  let refused = false;
  let answer = '–';
  try {
    await createUser(usersOf(stored), second);
  } catch (error) {
    refused = isIllegalStateError(error);
    answer = String(error);
  }
  const came = { refused, count: stored.length };
  expect(came, { ...came, answer, first: toldCommand(first), second: toldCommand(second) }).toEqual({ refused: true, count: 1 });
});

const anyQuestion = any
  .tuple(anyCommands, any.integer({ min: 1, max: 5 }))
  .map(([commands, number]) => ({ users: commands.map(userOf), userId: `u-${number}` }));

law('query-answers', anyQuestion, async ({ users, userId }) => {
  const user = users.find(({ id }) => id === userId);
  const right = user && { username: user.username, id: user.id };
  const given = await profileOf(usersOf([...users]), userId);
  expect(given, { users: users.map(toldUser), userId, given, right }).toEqual(right);
});

law('query-changes-nothing', anyQuestion, async ({ users, userId }) => {
  const stored = [...users];
  // Whether it answers is for the check above.
  await Promise.resolve(profileOf(usersOf(stored), userId)).catch(() => {});
  expect(stored, { users: users.map(toldUser), userId, stored: stored.map(toldUser) }).toEqual(users);
});
