/** What cells claim with: tests in their order, expectations that say what there is, laws whose counter-examples are small. */
import { describe, expect, test } from 'vitest';
import { createClaims, type Claims, type Tried } from '#checks';

/** Tries what `claim` claims. */
async function tryIt(claim: (claims: Claims) => void, only: string | null = null, seed = 7): Promise<Tried[]> {
  const tried: Tried[] = [];
  const { claims, tryAll } = createClaims({ only, seed, tried: (result) => void tried.push(result) });
  claim(claims);
  await tryAll();
  return tried;
}

/** What one expectation that is not met tells; null where it is met. */
async function toldOf(claim: (claims: Claims) => void | Promise<void>): Promise<unknown> {
  const [only] = await tryIt((claims) => claims.test('one', () => claim(claims)));
  const error = only!.broken?.error;
  return error ? (error as { told?: unknown }).told : null;
}

describe('tests', () => {
  test('are tried one after the other, in their order, and each is told', async () => {
    const order: string[] = [];
    const tried = await tryIt((claims) => {
      claims.test('slow', async () => {
        await Promise.resolve();
        order.push('slow');
      });
      claims.test('quick', () => void order.push('quick'));
    });
    expect(order).toEqual(['slow', 'quick']);
    expect(tried).toEqual([
      { name: 'slow', broken: null },
      { name: 'quick', broken: null },
    ]);
  });

  test('one that throws or is rejected keeps none of the others from being tried', async () => {
    const thrown = new Error('no');
    const tried = await tryIt((claims) => {
      claims.test('throws', () => {
        throw thrown;
      });
      claims.test('rejected', () => Promise.reject(thrown));
      claims.test('holds', () => {});
    });
    const broken = { error: thrown, found: null };
    expect(tried.map((one) => one.broken)).toEqual([broken, broken, null]);
  });

  test('of which one is asked for, no other is tried', async () => {
    const tried = await tryIt((claims) => {
      claims.test('one', () => {});
      claims.law('other', claims.any.boolean(), () => false);
    }, 'one');
    expect(tried).toEqual([{ name: 'one', broken: null }]);
  });
});

describe('expectations', () => {
  const NOW = new Date(0);
  const met: [string, (claims: Claims) => void | Promise<void>][] = [
    ['deep equality', ({ expect: claim }) => claim({ a: [1, { b: NOW }] }).toEqual({ a: [1, { b: new Date(0) }] })],
    ['equal maps and sets', ({ expect: claim }) => claim(new Map([[1, new Set(['a'])]])).toEqual(new Map([[1, new Set(['a'])]]))],
    ['NaN', ({ expect: claim }) => claim({ a: NaN }).toEqual({ a: NaN })],
    ['a part', ({ expect: claim }) => claim([{ a: 1, b: { c: 2, d: 3 } }]).toMatchObject([{ b: { c: 2 } }])],
    ['the same thing', ({ expect: claim }) => claim(NOW).toBe(NOW)],
    ['a throw', ({ expect: claim }) => claim(() => { throw new RangeError('no'); }).toThrow(RangeError)],
    ['a rejection', ({ expect: claim }) => claim(Promise.reject(new TypeError('no'))).toReject(TypeError)],
  ]; // prettier-ignore
  test.each(met)('%s is met', async (_, claim) => expect(await toldOf(claim)).toBeNull());

  const unmet: [string, (claims: Claims) => void | Promise<void>, unknown][] = [
    ['another value', ({ expect: claim }) => claim({ a: 1 }).toEqual({ a: 2 }), { actual: { a: 1 }, expected: { a: 2 } }],
    ['a property too many', ({ expect: claim }) => claim({ a: 1, b: 1 }).toEqual({ a: 1 }), { actual: { a: 1, b: 1 }, expected: { a: 1 } }],
    ['an equal thing that is another', ({ expect: claim }) => claim([]).toBe([]), { actual: [], expected: [] }],
    ['-0', ({ expect: claim }) => claim(-0).toBe(0), { actual: -0, expected: 0 }],
    ['an item too many', ({ expect: claim }) => claim([1, 2]).toMatchObject([1]), { actual: [1, 2], expected: [1] }],
    ['a property that is missing', ({ expect: claim }) => claim({}).toMatchObject({ a: undefined }), { actual: {}, expected: { a: undefined } }],
    ['no throw', ({ expect: claim }) => claim(() => 1).toThrow(RangeError), { actual: 'nothing thrown', expected: 'RangeError' }],
    ['no rejection', ({ expect: claim }) => claim(Promise.resolve(1)).toReject(), { actual: 'nothing thrown', expected: 'Error' }],
    ['with what is told besides', ({ expect: claim }) => claim(1, { version: 3 }).toBe(2), { version: 3, actual: 1, expected: 2 }],
  ]; // prettier-ignore
  test.each(unmet)('%s is not met, and says so', async (_, claim, told) => expect(await toldOf(claim)).toEqual(told));

  test('another error than the one that is expected is told', async () => {
    const told = (await toldOf(({ expect: claim }) =>
      claim(() => {
        throw new TypeError('other');
      }).toThrow(RangeError),
    )) as { actual: Error; expected: string };
    expect([String(told.actual), told.expected]).toEqual(['TypeError: other', 'RangeError']);
  });

  test('a value that is no function cannot throw', async () => {
    const [only] = await tryIt((claims) => claims.test('one', () => claims.expect(1).toThrow()));
    expect(String(only!.broken!.error)).toMatch(/Only a function can throw/);
  });
});

describe('laws', () => {
  test('a counter-example is made small, and says how it was found', async () => {
    const [only] = await tryIt(({ law, any }) => law('below 50', any.integer({ min: 0, max: 1_000 }), (n) => n < 50));
    const { error, found } = only!.broken!;
    expect((error as { code?: string }).code).toBe('law-broken');
    expect(found!.value).toBe(50);
    expect(found!.cases).toBeGreaterThan(0);
  });

  test('an expectation within a law is told for the small value', async () => {
    const [only] = await tryIt(({ law, any, expect: claim }) =>
      law('sum', any.list(any.integer({ min: 1, max: 9 })), (list) => {
        claim(list.length, { list }).toBe(Math.min(list.length, 2));
      }),
    );
    expect((only!.broken!.error as { told: unknown }).told).toEqual({ list: [1, 1, 1], actual: 3, expected: 2 });
  });

  test('one that holds is tried with a hundred values, the same for the same seed', async () => {
    const drawnWith = async (seed: number) => {
      const drawn: string[] = [];
      await tryIt(({ law, any }) => law('any', any.string(), (text) => void drawn.push(text)), null, seed);
      return drawn;
    };
    const first = await drawnWith(1);
    expect(first).toHaveLength(100);
    expect(await drawnWith(1)).toEqual(first);
    expect(await drawnWith(2)).not.toEqual(first);
  });

  test('an order is shuffled by as few exchanges as break the law', async () => {
    const [only] = await tryIt(({ law, any }) =>
      law('last stays last', any.shuffled([1, 2, 3, 4, 5]), (order) => order.at(-1) === 5),
    );
    const order = only!.broken!.found!.value as number[];
    expect(order.toSorted((one, other) => one - other)).toEqual([1, 2, 3, 4, 5]);
    expect(order.filter((item, index) => item !== index + 1)).toHaveLength(2);
  });

  test('every kind of value gives what it says', async () => {
    const tried = await tryIt(({ law, any, expect: claim }) => {
      law('of', any.of(['a', 'b']), (one) => ['a', 'b'].includes(one));
      law('oneOf', any.oneOf<number | boolean>([any.boolean(), any.integer()]), (one) => typeof one !== 'string');
      law('record', any.record({ a: any.boolean(), b: any.integer() }), (one) => claim(Object.keys(one).toSorted()).toEqual(['a', 'b']));
      law('tuple', any.tuple(any.boolean(), any.string({ maxLength: 2 })), ([a, b]) => typeof a === 'boolean' && b.length <= 2);
      law('some', any.some([1, 2, 3]), (some) => some.every((one, index) => one > (some[index - 1] ?? 0)));
      law('nothing to shuffle', any.shuffled([]), (order) => order.length === 0);
      law('map and filter', any.integer().map((n) => n * 2).filter((n) => n !== 0), (n) => n % 2 === 0 && n !== 0);
    }); // prettier-ignore
    expect(tried.filter(({ broken }) => broken)).toEqual([]);
    expect(tried).toHaveLength(7);
  });
});
