/** Which faults happen in a run, where, and how often. */
import { describe, expect, test } from 'vitest';
import type { FaultName, Lab } from '#lab';
import { createMemoryWorld } from '#lab/in-memory';
import { setUp } from '../broker/set-up.ts';
import { append, tableOf, versionOf } from './cart.ts';

describe('what is set', () => {
  test('F1: it holds from then on, until it is taken back', async () => {
    const { lab } = await setUp();
    await append(lab);
    lab.faults.set('abort', { times: 2 });
    lab.faults.set('lost ack', { after: 5 });
    await expect(append(lab)).rejects.toMatchObject({ code: 'transaction-aborted' });
    lab.faults.clear('abort');
    await append(lab);
    expect(lab.faults.settings()).toEqual([{ fault: 'lost ack', after: 5, chance: 1, milliseconds: 0, times: 1 }]);
    lab.faults.clear();
    expect(lab.faults.settings()).toEqual([]);
    expect(await versionOf(lab)).toBe(2);
  });

  test('F1: set anew it begins anew', async () => {
    const { lab } = await setUp();
    for (const _ of [1, 2]) {
      lab.faults.set('abort', { after: 1 });
      await append(lab);
      await expect(append(lab)).rejects.toMatchObject({ code: 'transaction-aborted' });
    }
  });

  test('F1: what is set from the beginning holds from the first call', async () => {
    const { lab } = await setUp(createMemoryWorld(), { seed: 1, faults: [{ fault: 'abort' }] });
    await expect(append(lab)).rejects.toMatchObject({ code: 'transaction-aborted' });
  });

  test.each([
    ['a name', (lab: Lab) => lab.faults.set('fire' as FaultName), 'fault'],
    ['what every object has', (lab: Lab) => lab.faults.set('toString' as FaultName), 'fault'],
    ['a name to clear', (lab: Lab) => lab.faults.clear('fire' as FaultName), 'fault'],
    ['a chance', (lab: Lab) => lab.faults.set('abort', { chance: 1.1 }), 'chance'],
    ['how often', (lab: Lab) => lab.faults.set('abort', { times: -1 }), 'times'],
    ['what it passes over', (lab: Lab) => lab.faults.set('abort', { after: 0.5 }), 'after'],
    ['how long', (lab: Lab) => lab.faults.set('delay', { milliseconds: Number.NaN }), 'milliseconds'],
    ['to what', (lab: Lab) => lab.faults.set('abort', { only: '' }), 'only'],
  ])('F1: %s that is none is refused', async (_, act, field) => {
    const { lab } = await setUp();
    expect(() => act(lab)).toThrow(
      expect.objectContaining({ code: 'invalid-input', data: expect.objectContaining({ field }) as object }),
    );
    expect(lab.faults.settings()).toEqual([]);
  });
});

describe('within explore', () => {
  test('F12: what is set there holds nowhere, and the lab is about the lesson again', async () => {
    const { lab, time } = await setUp();
    lab.faults.set('lost ack', { after: 1 });
    const before = [lab.faults.settings(), lab.clock.now()];
    const { outcomes } = await lab.explore({
      actors: {
        one: async () => {
          lab.faults.set('abort', { times: Infinity });
          lab.faults.set('clock skew');
          lab.faults.clear('lost ack');
          await append(lab);
        },
      },
      outcome: () => versionOf(lab),
    });
    expect(outcomes).toMatchObject([{ outcome: 1 }]);
    expect([lab.faults.settings(), lab.clock.now(), time.skew]).toEqual([...before, 0]);
    expect(await versionOf(lab)).toBe(0);
    await append(lab);
    await expect(append(lab)).rejects.toMatchObject({ code: 'answer-lost' });
    expect(await versionOf(lab)).toBe(2);
  });
});

describe('where it happens', () => {
  test('F2: behind so many places, so often, to what has its name', async () => {
    const { lab, shown } = await setUp();
    lab.faults.set('abort', { only: 'rows', after: 1, times: 2 });
    const ended: string[] = [];
    for (let n = 0; n < 5; n += 1) {
      await append(lab);
      ended.push(
        await tableOf(lab)
          .put({ id: 'a', n })
          .then(
            () => 'written',
            () => 'aborted',
          ),
      );
    }
    expect(ended).toEqual(['written', 'aborted', 'aborted', 'written', 'written']);
    const told = { fault: 'abort', what: 'put in rows' };
    expect(lab.faults.happened()).toEqual([told, told]);
    expect(shown).toEqual([told, told]);
  });

  test('F2: by chance, the same each time, and no id is another one for it', async () => {
    const lives = await Promise.all(
      [7, 7, 8, null].map(async (seed) => {
        const faults = seed === null ? [] : [{ fault: 'abort', chance: 0.5, times: Infinity } as const];
        const { lab } = await setUp(createMemoryWorld(), { seed: seed ?? 0, faults });
        const ended: string[] = [];
        for (let n = 0; n < 20; n += 1)
          ended.push(
            await append(lab).then(
              () => 'w',
              () => 'a',
            ),
          );
        return { ended: ended.join(''), id: lab.newId() };
      }),
    );
    expect(lives[1]).toEqual(lives[0]);
    expect(lives[2]!.ended).not.toBe(lives[0]!.ended);
    expect(lives[3]!.ended).toBe('w'.repeat(20));
    const aborted = lives[0]!.ended.replaceAll('w', '').length;
    expect(aborted).toBeGreaterThan(3);
    expect(aborted).toBeLessThan(17);
    expect(new Set(lives.map(({ id }) => id.slice(0, 13))).size).toBe(1);
  });

  test('F12: within explore only what the program names goes wrong', async () => {
    const { lab } = await setUp();
    lab.faults.set('abort', { times: Infinity });
    lab.faults.set('crash', { after: 1 });
    const { outcomes } = await lab.explore({
      actors: { one: () => append(lab) },
      outcome: () => versionOf(lab),
    });
    expect(outcomes).toMatchObject([{ outcome: 1, count: 1 }]);
    expect(lab.faults.happened()).toEqual([]);
  });
});
