import { expect, test } from 'test';
import { createUser, type User } from './create-user.ts';

test('createUser stores the user', async () => {
  const inserted: User[] = [];
  await createUser({
    insert: async (user) => { inserted.push(user); },
    find: async () => ({ id: 'x', username: 'x', passwordHash: 'x' }),
  }, 'foo', 'secret');
  expect(inserted).toMatchObject([{ username: 'foo' }]);
});
