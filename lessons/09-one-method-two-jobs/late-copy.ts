import { faults } from 'lab';
import { createUser, users } from './create-user.ts';

// Until this cell ends, reads come from a copy that is five seconds behind.
faults.set('stale replica');

await createUser(users, 'ben', 'secret');
