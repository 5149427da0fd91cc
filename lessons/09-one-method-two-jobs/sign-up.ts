import { createUser, users } from './create-user.ts';

await createUser(users, 'ann', 'secret');
