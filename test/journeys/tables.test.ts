/** `console.table`: what a learner's values look like as rows and columns. */
import { describe, expect } from 'vitest';
import { Cell } from '../site/cell.ts';
import { bringAxe, findBarriers } from '../site/find-barriers.ts';
import { usualLanguage } from '../site/length.ts';
import { LESSON, test } from '../site/test.ts';

const TABLES = `console.table([{ item: '9a37', quantity: 5 }, { item: 'a974', note: null }]);
console.table([{ item: '9a37', quantity: 5 }], ['quantity']);
console.table(new Map([['one', [1, 2n]], ['two', 'no list']]));
console.table({ left: { n: 1 }, right: { n: 2 } });
console.table(7);
console.table([]);
console.table(Array.from({ length: 150 }, (_, n) => ({ n })));`;

describe.for(usualLanguage('en'))('in %s', ([language, messages]) => {
  test('rows by index or key, columns by property, a value where there are no properties', async ({
    serve,
    openPage,
  }) => {
    const page = await openPage((await serve()).url(LESSON[language]), { prepare: bringAxe });
    const cell = new Cell(page, 'table.ts', messages);
    await cell.write(TABLES);
    await cell.run();
    const { index, column, showMore } = messages.value;
    await expect.poll(() => cell.log.locator('table').count()).toBe(5);
    const tables = await cell.log
      .locator('table')
      .evaluateAll((all) =>
        all.map((table) =>
          Array.from((table as HTMLTableElement).rows, (row) => Array.from(row.cells, (one) => one.textContent)),
        ),
      );
    expect(tables.slice(0, 4)).toEqual([
      [
        [index, 'item', 'quantity', 'note'],
        ['0', "'9a37'", '5', ''],
        ['1', "'a974'", '', 'null'],
      ],
      [
        [index, 'quantity'],
        ['0', '5'],
      ],
      [
        [index, '0', '1', column],
        ["'one'", '1', '2n', ''],
        ["'two'", '', '', "'no list'"],
      ],
      [
        [index, 'n'],
        ['left', '1'],
        ['right', '2'],
      ],
    ]);
    // What has no entries is shown as it is.
    expect(await cell.log.locator('.log').nth(4).innerText()).toBe('7');
    expect(await cell.log.locator('.log').nth(5).innerText()).toBe('[]');
    expect(tables).toHaveLength(5);
    expect(tables[4]).toHaveLength(101);
    expect(await cell.log.locator('caption').innerText()).toBe(showMore(50, 50));
    expect(await cell.log.getByRole('rowheader', { name: 'left' }).count()).toBe(1);
    expect(await findBarriers(page)).toEqual([]);
  });
});
