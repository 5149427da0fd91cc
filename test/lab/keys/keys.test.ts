/** What cells encrypt, and what becomes of it when a person is forgotten. */
import { describe, expect, test } from 'vitest';
import { createRandom, LabError, type Lab, type WorldStorage } from '#lab';
import { createMemoryWorld } from '#lab/in-memory';
import { labOver } from '../../contract/lab-over-world.ts';

const setUp = async (world: WorldStorage = createMemoryWorld(), seed = 1) => ({
  world,
  lab: await labOver(world, seed),
});

/** What a call fails with, by its code and what the error tells. */
async function failure(work: () => Promise<unknown>): Promise<unknown> {
  try {
    await work();
    return null;
  } catch (error) {
    const { code, data } = error as LabError;
    return { code, ...data };
  }
}

const VALUES = ['Ada', '', '김 에이다 🙂', '\ud800 alone', 0, -1.5, true, null, [], { name: 'Ada', tags: ['a', null] }];

describe('encrypting', () => {
  test('K1: every value comes back, from a copy too', async () => {
    const { lab } = await setUp();
    for (const value of VALUES) {
      const encrypted = await lab.keys.encrypt('lead-12', value);
      expect(Object.keys(encrypted)).toEqual(['subject', 'keyId', 'iv', 'text']);
      expect(encrypted.subject).toBe('lead-12');
      const copy = JSON.parse(JSON.stringify({ ...encrypted, other: 1 })) as typeof encrypted;
      expect(await lab.keys.decrypt(copy)).toEqual(value);
    }
  });

  test('K1: texts of any length come back, and are base64', async () => {
    const { lab } = await setUp();
    for (let length = 0; length < 40; length += 1) {
      const value = 'a'.repeat(length);
      const encrypted = await lab.keys.encrypt('lead-12', value);
      expect(await lab.keys.decrypt(encrypted)).toBe(value);
      const bytes = Buffer.from(encrypted.text, 'base64');
      expect(bytes.toString('base64')).toBe(encrypted.text);
      // Two quotes around it, and the tag of AES-GCM behind it.
      expect(bytes).toHaveLength(length + 2 + 16);
    }
  });

  test('K1: it is AES-GCM, as anybody can decrypt it who has the key', async () => {
    const { lab, world } = await setUp();
    const { subject, keyId, iv, text } = await lab.keys.encrypt('lead-12', { name: 'Ada' });
    const kept = JSON.parse((await world.readRow('kept keys', 'lead-12'))!.text) as { key: string };
    const bytes = (base64: string) => Uint8Array.from(Buffer.from(base64, 'base64'));
    const key = await crypto.subtle.importKey('raw', bytes(kept.key), 'AES-GCM', false, ['decrypt']);
    const additionalData = new TextEncoder().encode(JSON.stringify([subject, keyId]));
    const plain = await crypto.subtle.decrypt({ name: 'AES-GCM', iv: bytes(iv), additionalData }, key, bytes(text));
    expect(new TextDecoder().decode(plain)).toBe('{"name":"Ada"}');
    expect(bytes(kept.key)).toHaveLength(32);
  });

  test('K1: what is no JSON, no name or nothing that was encrypted is refused, and no key is made', async () => {
    const { lab, world } = await setUp();
    const { keys } = lab;
    const refused = (field: string, expected: string) =>
      expect.objectContaining({ code: 'invalid-input', field, expected }) as unknown;
    expect(await failure(() => keys.encrypt('lead-12', () => 1))).toEqual(refused('value', 'json'));
    expect(await failure(() => keys.encrypt(' lead', 1))).toEqual(refused('subject', 'stream-name'));
    expect(await failure(() => keys.forget(''))).toEqual(refused('subject', 'stream-name'));
    for (const given of [null, undefined, 'Ada', {}, { subject: 'x', keyId: 'x', iv: 'x', text: 1 }]) {
      expect(await failure(() => keys.decrypt(given as never))).toEqual(refused('encrypted', 'encrypted'));
    }
    for (const text of ['', 'a'.repeat(1_001), 5]) {
      expect(await failure(() => keys.leaks(text as string))).toEqual(refused('text', 'text-to-find'));
    }
    expect((await world.readState()).journalPosition).toBe(0);
  });

  test('K2: a subject has one key, also when several make it at the same time', async () => {
    const { lab, world } = await setUp();
    const other = await labOver(world, 2);
    const all = await Promise.all(
      [lab, other, lab, other].map(({ keys }, index) => keys.encrypt(index === 3 ? 'y' : 'x', index)),
    );
    expect(new Set(all.map(({ keyId }) => keyId)).size).toBe(2);
    expect(await Promise.all(all.map((one) => lab.keys.decrypt(one)))).toEqual([0, 1, 2, 3]);
    expect(await world.countRows('kept keys')).toBe(2);
  });

  test('K2: whoever loses the race for a key takes that of the winner', async () => {
    const world = createMemoryWorld();
    const winner = await labOver(world, 2);
    let first: Awaited<ReturnType<Lab['keys']['encrypt']>> | null = null;
    const lab = await labOver(world, 1, null, {
      through: (storage) => ({
        ...storage,
        transact: async (operations) => {
          first ??= await winner.keys.encrypt('x', 'first');
          return storage.transact(operations);
        },
      }),
    });
    const second = await lab.keys.encrypt('x', 'second');
    expect(second.keyId).toBe(first!.keyId);
    expect(await winner.keys.decrypt(second)).toBe('second');
  });
});

describe('what was changed', () => {
  test('K3: each changed letter of text and iv is told', async () => {
    const { lab } = await setUp();
    const encrypted = await lab.keys.encrypt('lead-12', 'Ada');
    for (const name of ['iv', 'text'] as const) {
      const was = encrypted[name];
      for (let at = 0; at < was.length; at += 1) {
        if (was[at] === '=') continue;
        const text = `${was.slice(0, at)}${was[at] === 'A' ? 'B' : 'A'}${was.slice(at + 1)}`;
        const found = await failure(() => lab.keys.decrypt({ ...encrypted, [name]: text }));
        expect(found, `${name} ${at}`).toEqual({ code: 'text-changed', subject: 'lead-12' });
      }
      for (const text of ['', was.slice(1), `${was}A`, '!', was.slice(0, 4)]) {
        const found = await failure(() => lab.keys.decrypt({ ...encrypted, [name]: text }));
        expect(found).toEqual({ code: 'text-changed', subject: 'lead-12' });
      }
    }
  });

  test("K3: somebody else's is no value, whether that one has a key, and whose id is said", async () => {
    const { lab } = await setUp();
    const ada = await lab.keys.encrypt('lead-12', 'Ada');
    const bob = await lab.keys.encrypt('lead-13', 'Bob');
    const moved = [
      { ...ada, subject: 'lead-13' },
      { ...ada, subject: 'lead-13', keyId: bob.keyId },
      { ...ada, subject: 'lead-99' },
      { ...ada, text: bob.text },
    ];
    for (const one of moved) {
      expect(await failure(() => lab.keys.decrypt(one))).toEqual({ code: 'text-changed', subject: one.subject });
    }
  });

  test('K3: the subject is bound by more than its key', async () => {
    const { lab, world } = await setUp();
    const ada = await lab.keys.encrypt('lead-12', 'Ada');
    // Somebody has given both of them the same key.
    const { text } = (await world.readRow('kept keys', 'lead-12'))!;
    const row = { kind: 'put', table: 'kept keys', id: 'lead-13', text } as const;
    await world.transact([row], { epoch: 1, cell: '', runNumber: 1, time: 0 });
    const moved = { ...ada, subject: 'lead-13' };
    expect(await failure(() => lab.keys.decrypt(moved))).toEqual({ code: 'text-changed', subject: 'lead-13' });
  });
});

describe('forgetting', () => {
  test('K4: what was encrypted is undefined then, and others are as they were', async () => {
    const { lab, world } = await setUp();
    const ada = await lab.keys.encrypt('lead-12', 'Ada');
    const bob = await lab.keys.encrypt('lead-13', 'Bob');
    const { key } = JSON.parse((await world.readRow('kept keys', 'lead-12'))!.text) as { key: string };
    await lab.keys.forget('lead-12');
    expect(await lab.keys.decrypt(ada)).toBeUndefined();
    expect(await lab.keys.decrypt({ ...ada, text: 'AAAA' })).toBeUndefined();
    expect(await lab.keys.decrypt({ ...ada, subject: 'lead-13' })).toBeUndefined();
    expect(await lab.keys.decrypt(bob)).toBe('Bob');
    expect(await lab.keys.leaks(key)).toEqual([]);
    expect(await lab.keys.leaks(ada.keyId)).toEqual([]);
    await lab.keys.forget('lead-12');
    await lab.keys.forget('nobody');
  });

  test('K5: later there is a new key, and what was encrypted before stays undefined', async () => {
    const { lab } = await setUp();
    const before = await lab.keys.encrypt('lead-12', 'Ada');
    await lab.keys.forget('lead-12');
    const after = await lab.keys.encrypt('lead-12', 'Ada again');
    expect(after.keyId).not.toBe(before.keyId);
    expect(await lab.keys.decrypt(after)).toBe('Ada again');
    expect(await lab.keys.decrypt(before)).toBeUndefined();
  });

  test('K6: no rewind brings a key back, and to run again what made it does', async () => {
    const world = createMemoryWorld();
    const lab = await labOver(world);
    await lab.eventStore.appendToStream('s', [{ type: 'A', data: {} }], { expectedStreamVersion: 0 });
    const encrypted = await lab.keys.encrypt('lead-12', 'Ada');
    await lab.eventStore.appendToStream('s', [{ type: 'A', data: encrypted }], { expectedStreamVersion: 1 });
    await lab.keys.forget('lead-12');
    expect((await world.rewind(3)).journalPosition).toBe(1);
    expect(await (await labOver(world)).keys.decrypt(encrypted)).toBeUndefined();
    // Nobody has drawn anything but a key since the seed.
    const again = await labOver(world);
    await again.eventStore.readStream('s');
    again.newId();
    const same = await again.keys.encrypt('lead-12', 'Ada');
    expect(same).toEqual(encrypted);
    expect(await again.keys.decrypt(encrypted)).toBe('Ada');
    await world.reset();
    expect(await (await labOver(world)).keys.decrypt(encrypted)).toBeUndefined();
  });

  test('K6: a rewind to before a key was made takes it away', async () => {
    const { world, lab } = await setUp();
    const encrypted = await lab.keys.encrypt('lead-12', 'Ada');
    await world.rewind(0);
    expect(await (await labOver(world)).keys.decrypt(encrypted)).toBeUndefined();
  });
});

describe('chance', () => {
  test('K7: the same calls give the same, and other chance something else', async () => {
    const run = async (seed: number) => {
      const { lab } = await setUp(createMemoryWorld(), seed);
      return [await lab.keys.encrypt('x', 1), await lab.keys.encrypt('y', 1), await lab.keys.encrypt('x', 1)];
    };
    const [one, same, other] = [await run(1), await run(1), await run(2)];
    expect(one).toEqual(same);
    const parts = [...one, ...other].flatMap(({ iv, text }) => [iv, text]);
    expect(new Set(parts).size).toBe(parts.length);
    expect(new Set([...one, ...other].map(({ keyId }) => keyId)).size).toBe(4);
  });

  test('K7: where chance stands still, values that differ have ivs that differ', async () => {
    const lab = await labOver(createMemoryWorld(), 1, null, { random: () => 0.5 });
    const ivs = new Set<string>();
    for (let value = 0; value < 200; value += 1) ivs.add((await lab.keys.encrypt('x', value)).iv);
    expect(ivs.size).toBe(200);
    expect((await lab.keys.encrypt('x', 7)).iv).toBe((await lab.keys.encrypt('x', 7)).iv);
  });

  test('K8: results come in the order of the calls, however long the browser takes', async () => {
    const slow = slowly(createRandom(3));
    const lab = await labOver(createMemoryWorld(), 1, null, { subtle: () => slow });
    const order: number[] = [];
    await Promise.all(
      Array.from({ length: 12 }, async (_, index) => {
        const encrypted = await lab.keys.encrypt(`x-${index % 3}`, index);
        order.push(index);
        await lab.keys.decrypt(encrypted);
        order.push(index + 100);
      }),
    );
    const inOrder = Array.from({ length: 12 }, (_, index) => index);
    expect(order).toEqual([...inOrder, ...inOrder.map((index) => index + 100)]);
  });

  test('K8: what one call fails with keeps no other from its turn', async () => {
    const { lab } = await setUp();
    const good = await lab.keys.encrypt('x', 1);
    const [bad, fine] = await Promise.allSettled([lab.keys.decrypt({ ...good, text: 'AAAA' }), lab.keys.decrypt(good)]);
    expect([bad.status, fine]).toEqual(['rejected', { status: 'fulfilled', value: 1 }]);
  });
});

describe('the rest', () => {
  test('K9: leaks tells where a text stands that was not encrypted, also in what nobody can read any more', async () => {
    const { lab } = await setUp();
    const leads = lab.database.table<{ id: string; name: string }>('leads', { key: 'id' });
    const name = await lab.keys.encrypt('lead-12', 'Davis');
    await lab.eventStore.appendToStream('lead-12', [{ type: 'LeadAdded', data: { name } }], {
      expectedStreamVersion: 0,
    });
    expect(await lab.keys.leaks('Davis')).toEqual([]);
    await leads.put({ id: 'lead-12', name: 'Davis' });
    await lab.broker.publish('leads', { messageId: 'm-1', key: 'k', type: 'T', body: { name: 'Davis' } });
    await lab.snapshots.save('lead-12', { state: { name: 'Davis' }, streamPosition: 1, fingerprint: 'lead v1' });
    await lab.keys.forget('lead-12');
    const inTables = [
      { where: 'messages', place: ['leads', 1] },
      { where: 'snapshots', place: ['lead-12', 'lead v1'] },
    ];
    const inJournal = [3, 4, 5].map((place) => ({ where: 'journal', place }));
    expect(await lab.keys.leaks('Davis')).toEqual([
      ...inTables,
      { where: 'table leads', place: 'lead-12' },
      ...inJournal,
    ]);
    await leads.delete('lead-12');
    const inHistory = [...inJournal, { where: 'journal', place: 7 }];
    expect(await lab.keys.leaks('Davis')).toEqual([...inTables, ...inHistory]);
  });

  test('K10: where a browser does not encrypt, that is said and nothing is written', async () => {
    const world = createMemoryWorld();
    const lab = await labOver(world, 1, null, { subtle: () => undefined });
    const encrypted = { subject: 'x', keyId: 'k', iv: 'AAAA', text: 'AAAA' };
    for (const work of [
      () => lab.keys.encrypt('x', 1),
      () => lab.keys.decrypt(encrypted),
      () => lab.keys.forget('x'),
    ]) {
      expect(await failure(work)).toEqual({ code: 'no-encryption' });
    }
    expect(await lab.keys.leaks('x')).toEqual([]);
    expect((await world.readState()).journalPosition).toBe(0);
  });

  test('K10: while nothing may be asked of the lab, nothing is', async () => {
    const refusal = new LabError('closed-while-importing', { file: 'a.ts' }, 'closed');
    const world = createMemoryWorld();
    const lab = await labOver(world, 1, null, {
      assertOpen: () => {
        throw refusal;
      },
    });
    for (const work of [() => lab.keys.encrypt('x', 1), () => lab.keys.forget('x'), () => lab.keys.leaks('x')]) {
      await expect(work()).rejects.toBe(refusal);
    }
    expect((await world.readState()).journalPosition).toBe(0);
  });
});

/** A browser that takes any time for what it encrypts. */
function slowly(random: () => number): typeof crypto.subtle {
  return new Proxy(crypto.subtle, {
    get:
      (subtle, name) =>
      async (...parts: unknown[]) => {
        for (let tasks = Math.floor(random() * 6); tasks > 0; tasks -= 1)
          await new Promise((resolve) => void setImmediate(resolve));
        return Reflect.apply(Reflect.get(subtle, name, subtle) as () => unknown, subtle, parts);
      },
  });
}
