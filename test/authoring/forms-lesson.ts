/** A lesson with every form that a text may have, in a folder of its own. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll } from 'vitest';

/** Files by name. */
export type Files = Readonly<Record<string, string>>;

const head = (title: string, goal: string, checks: string): string => `---
id: forms
title: ${title}
goal: ${goal}
minutes: { core: 5, full: 10 }
checks:
  ${checks}
---
`;

const TWIN = '::twin{left="table.ts" right="events.ts" questions="questions.ts"}';

const EN = `${head('Forms', 'you can see every form.', 'total: total adds up every amount\n  empty: nothing adds up to 0')}
The first paragraph.

![Three events on a line](./time-line.svg "Three events, the oldest first.")

:::predict{cell="sum.ts" answer="balance"}
What is \`balance\` after these three events?

It starts at **0**.

- [ ] 600

  The withdrawal counts, too: its amount is _subtracted_.
- [x] 200

  300 and 100 come in, 200 go out.
- [ ] An error, because \`amounts\` is empty

  It holds three amounts, as its first line says.
:::

::cell{file="sum.ts" panel="events"}

${TWIN}

:::teacher
Let the room vote first. About **two minutes**.
:::

::::exercise{file="exercise.ts"}
Complete \`total\`, so that it adds up any list of amounts.

:::hint
\`reduce\` begins with a value and folds the next into it.
:::

:::hint
The value to begin with is \`0\`.

\`\`\`ts
amounts.reduce((sum, amount) => sum + amount, 0);
\`\`\`
:::
::::

:::exact{row="A2-31"}
**Often said:** one thing. **Exact:** another.
:::

:::note
A note.
:::

:::warning
Take care.
:::

![The same three events](./time-line.svg)
`;

const KO = `${head('양식', '모든 양식을 볼 수 있어요.', 'total: 모든 금액을 더해요\n  empty: 아무것도 없으면 0이에요')}
첫 문단이에요.

![선 위의 이벤트 셋](./time-line.svg "이벤트 셋, 오래된 것부터.")

:::predict{cell="sum.ts" answer="balance"}
이벤트 셋 다음에 \`balance\`는 얼마일까요?

**0**에서 시작해요.

- [ ] 600

  출금도 있어요. 그 금액은 _빼요_.
- [x] 200

  300과 100이 들어오고 200이 나가요.
- [ ] \`amounts\`가 비어 있어서 오류

  첫 줄에 있듯이 금액이 셋 있어요.
:::

::cell{file="sum.ts" panel="events"}

${TWIN}

:::teacher
먼저 손을 들게 하세요. **2분**쯤이에요.
:::

::::exercise{file="exercise.ts"}
어떤 금액 목록이든 더하도록 \`total\`을 완성하세요.

:::hint
\`reduce\`는 값 하나로 시작해서 다음 값을 접어 넣어요.
:::

:::hint
시작하는 값은 \`0\`이에요.

\`\`\`ts
amounts.reduce((sum, amount) => sum + amount, 0);
\`\`\`
:::
::::

:::exact{row="A2-31"}
**흔히 하는 말:** 이것. **정확한 말:** 저것.
:::

:::note
참고예요.
:::

:::warning
조심하세요.
:::

![같은 이벤트 셋](./time-line.svg)
`;

const timeLine = (label: string): string => `<?xml version="1.0"?>
<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 360 90" width="1" height="1">
  <defs>
    <marker id="arrow" viewBox="0 0 10 10" refX="9" refY="5" markerWidth="8" markerHeight="8" orient="auto">
      <path d="M0 0 10 5 0 10z" fill="currentColor"/>
    </marker>
    <circle id="event" r="7" fill="var(--alive)"/>
  </defs>
  <!-- the line -->
  <path d="M10 45H350" stroke="currentColor" stroke-width="2" marker-end="url(#arrow)"/>
  <use href="#event" x="60" y="45"/>
  <use href="#event" x="150" y="45"/>
  <use href="#event" x="240" y="45"/>
  <text x="60" y="78" text-anchor="middle" font-size="13" fill="currentColor">${label}</text>
</svg>
`;

/** The lesson's files. */
export const FORMS: Files = {
  'en.md': EN,
  'ko.md': KO,
  'sum.ts':
    'const amounts = [300, 100, -200];\nexport const balance = amounts.reduce((sum, amount) => sum + amount, 0);\n',
  'table.ts': 'export const table = { balance: 200 };\n',
  'events.ts': 'export const events = [300, 100, -200];\n',
  'questions.ts':
    "import { events } from './events.ts';\nimport { table } from './table.ts';\n\ntable.balance;\nevents.length;\n",
  'exercise.ts': 'export function total(amounts: readonly number[]): number {\n  return amounts.length;\n}\n',
  'exercise.check.ts': `import { any, expect, law, test } from 'test';
import { total } from './exercise.ts';

law('total', any.list(any.integer()), (amounts) => {
  expect(total(amounts)).toBe(amounts.reduce((sum, amount) => sum + amount, 0));
});

test('empty', () => expect(total([])).toBe(0));
`,
  'exercise.solution.ts':
    'export function total(amounts: readonly number[]): number {\n  return amounts.reduce((sum, amount) => sum + amount, 0);\n}\n',
  'exercise.wrong-first.ts':
    '// Caught by "total": it takes the first amount for all of them.\nexport const total = (amounts: readonly number[]): number => amounts[0] ?? 0;\n',
  'exercise.wrong-empty.ts':
    '// Caught by "empty".\nexport const total = (amounts: readonly number[]): number => amounts.reduce((sum, amount) => sum + amount);\n',
  'time-line.svg': timeLine('first'),
  'time-line.ko.svg': timeLine('처음'),
};

const root = mkdtempSync(join(tmpdir(), 'replaybook-lessons-'));
afterAll(() => rmSync(root, { recursive: true, force: true }));

/** Writes the lesson into a folder that lives as long as the tests of a file; `changes` replace files, or take them away with null. */
export function writeForms(changes: Readonly<Record<string, string | null>> = {}): string {
  const folder = join(mkdtempSync(join(root, 'course-')), '02-forms');
  mkdirSync(folder);
  for (const [name, text] of Object.entries({ ...FORMS, ...changes })) {
    if (text !== null) writeFileSync(join(folder, name), text);
  }
  return folder;
}
