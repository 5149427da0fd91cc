/** What a run has to do: where the world goes back to, and which cells run. */
import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { Marks } from '../../src/workbook/marks.ts';
import { endsAsMeant, planAll, planRun, type Mark, type PlannedCell } from '../../src/workbook/plan.ts';

/** A mark at the end of a cell; its time tells which it was. */
const markAt = (journalPosition: number, more: Partial<Mark> = {}): Mark => ({
  file: 'any.ts',
  hash: 'h1',
  journalPosition,
  time: journalPosition * 1_000,
  ended: 'done',
  isStale: false,
  ...more,
});

/** A cell as the plan sees it: never run, unless a mark is given. */
const cell = (file: string, mark: Mark | null = null, more: Partial<PlannedCell> = {}): PlannedCell => ({
  file,
  from: 'previous',
  rerun: 'rewind',
  hash: 'h1',
  mark,
  ...more,
});

const startsAfresh = { from: 'start' } as const;
const goesOn = { rerun: 'continue' } as const;
const stale = { isStale: true };

describe('the world before a cell is the world after those above it', () => {
  test('X2: on a new page the first cell runs alone, from the beginning', () => {
    expect(planRun([cell('a'), cell('b')], 'a')).toEqual({ rewindTo: 0, time: null, runs: ['a'] });
  });

  test('X2: cells run in page order, those above first', () => {
    const cells = [cell('a'), cell('b'), cell('c'), cell('d')];
    expect(planRun(cells, 'c')).toEqual({ rewindTo: 0, time: null, runs: ['a', 'b', 'c'] });
  });

  test('X2: cells below never run', () => {
    const cells = [cell('a'), cell('b', markAt(4)), cell('c', markAt(6))];
    expect(planRun(cells, 'a').runs).toEqual(['a']);
  });

  test('X2: a cell that starts afresh needs nothing from above', () => {
    const cells = [cell('a'), cell('b'), cell('c', null, startsAfresh)];
    expect(planRun(cells, 'c')).toEqual({ rewindTo: 0, time: null, runs: ['c'] });
  });

  test('X2: a cell that starts afresh goes back to the beginning, whatever was run', () => {
    const cells = [cell('a', markAt(3)), cell('b', markAt(5), startsAfresh)];
    expect(planRun(cells, 'b')).toEqual({ rewindTo: 0, time: null, runs: ['b'] });
  });

  test('X2: what is above a cell that starts afresh is nothing to those below it', () => {
    const cells = [cell('a'), cell('b', null, startsAfresh), cell('c'), cell('d')];
    expect(planRun(cells, 'd').runs).toEqual(['b', 'c', 'd']);
  });

  test('X2: of several cells that start afresh, the last above counts', () => {
    const cells = [cell('a', null, startsAfresh), cell('b', markAt(2), startsAfresh), cell('c')];
    expect(planRun(cells, 'c')).toEqual({ rewindTo: 2, time: 2_000, runs: ['c'] });
  });
});

describe('a run goes back to the last mark that still counts', () => {
  test('X3: to the mark of the cell above, when all above have theirs', () => {
    const cells = [cell('a', markAt(3)), cell('b', markAt(5)), cell('c')];
    expect(planRun(cells, 'c')).toEqual({ rewindTo: 5, time: 5_000, runs: ['c'] });
  });

  test('X3: a cell that has run goes back to before its own run', () => {
    const cells = [cell('a', markAt(3)), cell('b', markAt(5))];
    expect(planRun(cells, 'b')).toEqual({ rewindTo: 3, time: 3_000, runs: ['b'] });
  });

  test('X3: a missing mark is made up for, with all that follows it', () => {
    const cells = [cell('a', markAt(3)), cell('b'), cell('c', markAt(7)), cell('d')];
    expect(planRun(cells, 'd')).toEqual({ rewindTo: 3, time: 3_000, runs: ['b', 'c', 'd'] });
  });

  test('X3: a stale mark counts as missing', () => {
    const cells = [cell('a', markAt(3)), cell('b', markAt(5, stale)), cell('c')];
    expect(planRun(cells, 'c')).toEqual({ rewindTo: 3, time: 3_000, runs: ['b', 'c'] });
  });

  test('X3: a cell whose text has changed since its mark runs again', () => {
    const cells = [cell('a', markAt(3)), cell('b', markAt(5), { hash: 'h2' }), cell('c', markAt(6)), cell('d')];
    expect(planRun(cells, 'd')).toEqual({ rewindTo: 3, time: 3_000, runs: ['b', 'c', 'd'] });
  });

  test('X3: when the first cell has changed, all runs again from the beginning', () => {
    const cells = [cell('a', markAt(3), { hash: 'h2' }), cell('b', markAt(5)), cell('c')];
    expect(planRun(cells, 'c')).toEqual({ rewindTo: 0, time: null, runs: ['a', 'b', 'c'] });
  });

  test('X3: a mark that lies before that of the cell above speaks of another world', () => {
    const cells = [cell('a', markAt(5)), cell('b', markAt(3)), cell('c')];
    expect(planRun(cells, 'c')).toEqual({ rewindTo: 5, time: 5_000, runs: ['b', 'c'] });
  });

  test('X3: a cell that wrote nothing leaves its mark where the one above is', () => {
    const cells = [cell('a', markAt(3)), cell('b', markAt(3, { time: 9_000 })), cell('c')];
    expect(planRun(cells, 'c')).toEqual({ rewindTo: 3, time: 9_000, runs: ['c'] });
  });

  test.each(['done', 'refused', 'conflict', 'failed'] as const)(
    'X3: a mark counts that was left by a cell that ended %s',
    (ended) => {
      const cells = [cell('a', markAt(3, { ended })), cell('b')];
      expect(planRun(cells, 'b').runs).toEqual(['b']);
    },
  );

  test('X3: marks of cells below play no part', () => {
    const cells = [cell('a', markAt(3)), cell('b'), cell('c', markAt(8)), cell('d', markAt(9, stale))];
    expect(planRun(cells, 'b')).toEqual({ rewindTo: 3, time: 3_000, runs: ['b'] });
  });
});

describe('a cell that goes on where it ended', () => {
  test('X4: runs from its own mark', () => {
    const cells = [cell('a', markAt(3)), cell('b', markAt(5), goesOn)];
    expect(planRun(cells, 'b')).toEqual({ rewindTo: 5, time: 5_000, runs: ['b'], goesOn: true });
  });

  test('X4: runs from its own mark also when its text has changed', () => {
    const cells = [cell('a', markAt(3)), cell('b', markAt(5), { ...goesOn, hash: 'h2' })];
    expect(planRun(cells, 'b')).toEqual({ rewindTo: 5, time: 5_000, runs: ['b'], goesOn: true });
  });

  test('X4: runs like any other the first time', () => {
    const cells = [cell('a', markAt(3)), cell('b', null, goesOn)];
    expect(planRun(cells, 'b')).toEqual({ rewindTo: 3, time: 3_000, runs: ['b'] });
  });

  test('X4: runs like any other when its mark is stale', () => {
    const cells = [cell('a', markAt(3)), cell('b', markAt(5, stale), goesOn)];
    expect(planRun(cells, 'b')).toEqual({ rewindTo: 3, time: 3_000, runs: ['b'] });
  });

  test('X4: runs like any other when something above must run again', () => {
    const cells = [cell('a', markAt(3), { hash: 'h2' }), cell('b', markAt(5), goesOn)];
    expect(planRun(cells, 'b')).toEqual({ rewindTo: 0, time: null, runs: ['a', 'b'] });
  });

  test('X4: goes on from the beginning of its own, when it starts afresh', () => {
    const cells = [cell('a'), cell('b', markAt(2), { ...goesOn, ...startsAfresh })];
    expect(planRun(cells, 'b')).toEqual({ rewindTo: 2, time: 2_000, runs: ['b'], goesOn: true });
  });

  test('X4: runs once, like any other, when a cell below needs it', () => {
    const cells = [cell('a', markAt(3)), cell('b', markAt(5, stale), goesOn), cell('c')];
    expect(planRun(cells, 'c')).toEqual({ rewindTo: 3, time: 3_000, runs: ['b', 'c'] });
  });
});

describe('running all cells', () => {
  test('X24: runs all of a new page, in one plan', () => {
    const cells = [cell('a'), cell('b'), cell('c')];
    expect(planAll(cells)).toEqual([{ rewindTo: 0, time: null, runs: ['a', 'b', 'c'] }]);
  });

  test('X24: leaves the first cells alone whose marks count', () => {
    const cells = [cell('a', markAt(3)), cell('b', markAt(5, stale)), cell('c', markAt(7))];
    expect(planAll(cells)).toEqual([{ rewindTo: 3, time: 3_000, runs: ['b', 'c'] }]);
  });

  test('X24: goes back to the last mark, when all count', () => {
    const cells = [cell('a', markAt(3)), cell('b', markAt(5))];
    expect(planAll(cells)).toEqual([{ rewindTo: 5, time: 5_000, runs: [] }]);
  });

  test('X24: has a plan for each part that starts afresh', () => {
    const cells = [cell('a'), cell('b', null, startsAfresh), cell('c'), cell('d', null, startsAfresh)];
    expect(planAll(cells)).toEqual([
      { rewindTo: 0, time: null, runs: ['a'] },
      { rewindTo: 0, time: null, runs: ['b', 'c'] },
      { rewindTo: 0, time: null, runs: ['d'] },
    ]);
  });

  test('X24: goes on in the last part, when only its marks are missing', () => {
    const cells = [cell('a', markAt(0)), cell('b', markAt(2), startsAfresh), cell('c')];
    expect(planAll(cells)).toEqual([{ rewindTo: 2, time: 2_000, runs: ['c'] }]);
  });

  test('X24: begins an empty world with a cell that starts afresh', () => {
    const cells = [cell('a', markAt(0, { time: 9_000 })), cell('b', null, startsAfresh)];
    expect(planAll(cells)).toEqual([{ rewindTo: 0, time: null, runs: ['b'] }]);
  });

  test('X24: runs a cell once that otherwise goes on where it ended', () => {
    const cells = [cell('a', markAt(3)), cell('b', null, goesOn)];
    expect(planAll(cells)).toEqual([{ rewindTo: 3, time: 3_000, runs: ['b'] }]);
  });
});

describe('any order of edits, runs, stops and reloads', () => {
  const FILES = ['a', 'b', 'c', 'd', 'e'];
  const anyAction = fc.record({
    kind: fc.constantFrom('edit', 'run', 'run', 'stop', 'reload'),
    file: fc.constantFrom(...FILES),
  });

  /** What a cell leaves in the journal: as many entries as its place in the alphabet says, but none for a. */
  const entriesOf = (file: string, hash: string): string[] =>
    Array.from({ length: FILES.indexOf(file) }, (_, index) => `${file} ${hash} ${index}`);

  /** The journal after running `target` on a new page. */
  function freshJournal(cells: readonly PlannedCell[], target: string): string[] {
    const upTo = cells.slice(0, FILES.indexOf(target) + 1);
    const first = Math.max(
      upTo.findLastIndex(({ from }) => from === 'start'),
      0,
    );
    return upTo.slice(first).flatMap(({ file, hash }) => entriesOf(file, hash));
  }

  test('X2: leaves, after each run, the world that a new page would have', async () => {
    let kept = 0;
    await fc.assert(
      fc.asyncProperty(
        fc.subarray(FILES),
        fc.array(anyAction, { minLength: 5, maxLength: 30 }),
        async (starting, actions) => {
          const storage = createMarkStorage();
          let marks = new Marks(storage, FILES, [], 1);
          const hashes = new Map(FILES.map((file) => [file, 0]));
          const journal: string[] = [];
          const see = (): PlannedCell[] =>
            FILES.map((file) =>
              cell(file, marks.get(file), {
                from: starting.includes(file) ? 'start' : 'previous',
                hash: String(hashes.get(file)),
              }),
            );
          for (const { kind, file } of actions) {
            if (kind === 'edit') {
              hashes.set(file, hashes.get(file)! + 1);
              continue;
            }
            if (kind === 'reload') {
              marks = new Marks(storage, FILES, await storage.readMarks(), 1);
              continue;
            }
            const { rewindTo, runs } = planRun(see(), file);
            kept += rewindTo > 0 ? 1 : 0;
            storage.goBackTo(rewindTo);
            marks.goBackTo(rewindTo, 1);
            journal.length = rewindTo;
            if (kind === 'stop') {
              journal.push(...entriesOf(runs[0]!, 'stopped').slice(1));
              continue;
            }
            for (const run of runs) {
              const hash = String(hashes.get(run));
              journal.push(...entriesOf(run, hash));
              await marks.keep(markAt(journal.length, { file: run, hash }), 1);
            }
            expect(journal).toEqual(freshJournal(see(), file));
          }
        },
      ),
      { numRuns: 300 },
    );
    // Running everything anew each time would be right as well, and no use.
    expect(kept).toBeGreaterThan(0);
  }, 30_000);
});

/** Marks as they are kept on disk, beside a world that is taken back. */
function createMarkStorage() {
  let stored: readonly Mark[] = [];
  return {
    readMarks: () => Promise.resolve(stored),
    saveMarks(marks: readonly Mark[]) {
      stored = marks;
      return Promise.resolve();
    },
    goBackTo(position: number) {
      stored = stored.map((mark) => (mark.journalPosition > position ? { ...mark, isStale: true } : mark));
    },
  };
}

test.each([
  ['done', 'done'],
  ['refused', 'done refused'],
  ['conflict', 'conflict done'],
  ['error', 'crashed done failed'],
] as const)('X18: a cell that is meant to end as %s has got there when it is %s', (ends, enough) => {
  const all = ['done', 'refused', 'conflict', 'crashed', 'failed'] as const;
  expect(all.filter((ended) => endsAsMeant({ ends }, markAt(1, { ended }))).toSorted()).toEqual(enough.split(' '));
  expect(endsAsMeant({ ends }, null)).toBe(false);
});
