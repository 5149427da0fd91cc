import { expect, test } from 'test';
import type { User } from './create-user.ts';
import { createUser } from './split.ts';

test('createUser stores the user', async () => {
  const inserted: User[] = [];
  await createUser(
    { insert: async (user) => { inserted.push(user); } },
    { userId: 'u-1', username: 'foo', password: 'secret' },
  );
  expect(inserted).toEqual([
    { id: 'u-1', username: 'foo', passwordHash: 'hash of secret' },
  ]);
});
