/** What a run puts out, in batches that a page can take in one task. */
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { BORDER_LIMITS } from '../../src/runner/border-limits.ts';
import { createOutputValve } from '../../src/runner/frame/output-valve.ts';
import { readValue } from '#lab';
import { outputItem, type OutputItem } from '../../src/runner/protocol.ts';
import { createOutput } from '../../src/runner/worker/output.ts';

const log = (text: string): OutputItem => ({ kind: 'log', level: 'log', values: [text] });

describe('the worker', () => {
  test('X15: sends the first line at once, and no batch of more than 200 items or much more than 64 KiB', () => {
    const batches: OutputItem[][] = [];
    const output = createOutput(
      (items) => batches.push(items),
      () => true,
      () => {},
    );
    for (let line = 0; line < 1_000; line += 1) output.console.log(line);
    expect(batches.map((batch) => batch.length)).toEqual([1, 200, 200, 200, 200]);
    output.flush();
    expect(batches.flat()).toHaveLength(1_000);
    batches.length = 0;
    for (let line = 0; line < 20; line += 1) output.console.log('x'.repeat(20_000));
    // A long text is shortened to ten thousand characters, and a little more.
    expect(batches.map((batch) => batch.length)).toEqual([7, 7]);
  });

  test('X14: a value that would take up all that a run may show comes with fewer rows, and the run goes on showing', () => {
    const items: OutputItem[] = [];
    const output = createOutput(
      (batch) => items.push(...batch),
      () => true,
      () => {},
    );
    const long = Array.from({ length: 1_000 }, (_, row) => 'x'.repeat(1_200) + String(row));
    output.display(long);
    output.console.log('later');
    output.exported('answer', long);
    output.flush();
    expect(items.map(({ kind }) => kind)).toEqual(['display', 'log', 'export']);
    expect(readValue((items[0] as Extract<OutputItem, { kind: 'display' }>).value)).toMatchObject({ more: 900 });
    expect(items.map((item) => outputItem.safeParse(item).success)).toEqual([true, true, true]);
  });

  test('X15: sends a fault at once, with what was shown before it', () => {
    const kinds: string[][] = [];
    const output = createOutput(
      (items) => kinds.push(items.map(({ kind }) => kind)),
      () => true,
      () => {},
    );
    output.console.log('first');
    output.console.log('second');
    output.struck({ fault: 'lost ack', what: 'append' });
    expect(kinds).toEqual([['log'], ['log', 'fault']]);
  });
});

describe('a table', () => {
  const itemsOf = (work: (table: (value: unknown, columns?: readonly string[]) => void) => void): OutputItem[] => {
    const items: OutputItem[] = [];
    const output = createOutput(
      (batch) => items.push(...batch),
      () => true,
      () => {},
    );
    work((...given) => output.console.table(...given));
    output.flush();
    return items;
  };

  test('X14: goes out with its value and the columns that are asked for', () => {
    const [all, some] = itemsOf((table) => {
      table([1]);
      table([{ a: 1, b: 2 }], ['b']);
    });
    expect(all).toMatchObject({ kind: 'table', columns: null });
    expect(some).toMatchObject({ kind: 'table', columns: ['b'] });
    expect(readValue((some as { value: string }).value)).toMatchObject({ kind: 'list', length: 1 });
  });

  test('X14: whatever is given for columns, the border takes it', () => {
    const many = Array.from({ length: 100 }, (_, n) => String(n).repeat(500));
    const items = itemsOf((table) => {
      table([], many);
      table([], [1, null, {}] as unknown as string[]);
      table([], 'a' as unknown as string[]);
    });
    for (const item of items) expect(outputItem.safeParse(item).success).toBe(true);
    expect(items.map((item) => 'columns' in item && item.columns?.length)).toEqual([50, 3, undefined]);
  });
});

describe('the frame', () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  test('X15: hands on a batch each 16 ms, of no more than 200 items', () => {
    const batches: OutputItem[][] = [];
    const valve = createOutputValve((items) => batches.push(items));
    valve.push(Array.from({ length: 1_000 }, (_, line) => log(String(line))));
    expect(batches.map((batch) => batch.length)).toEqual([200]);
    vi.advanceTimersByTime(BORDER_LIMITS.batchInterval);
    expect(batches.map((batch) => batch.length)).toEqual([200, 200]);
    vi.advanceTimersByTime(3 * BORDER_LIMITS.batchInterval);
    expect(batches.flat()).toEqual(Array.from({ length: 1_000 }, (_, line) => log(String(line))));
  });

  test('X15: hands on nothing behind the 10,000th line, and says so', () => {
    const batches: OutputItem[][] = [];
    const valve = createOutputValve((items) => batches.push(items));
    valve.push(Array.from({ length: 11_000 }, () => log('again')));
    valve.flush();
    expect(batches.flat()).toHaveLength(BORDER_LIMITS.outputLines + 1);
    expect(batches.flat().at(-1)).toEqual({ kind: 'cut' });
  });
});
