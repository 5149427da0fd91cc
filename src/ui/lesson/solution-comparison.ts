/** A text beside the solution, line by line: what both have stands in one line, what only one has is marked. */
import { diffArrays } from 'diff';
import type { Messages } from '#i18n';

/** A line of each text, or none where the other one has more. */
type Pair = Readonly<{ mine: string | null; solution: string | null; isSame: boolean }>;

/** The lines of two texts in pairs. */
export function pairLines(mine: string, solution: string): Pair[] {
  const changes = diffArrays(mine.split('\n'), solution.split('\n'));
  const pairs: Pair[] = [];
  for (const [index, { value, added, removed }] of changes.entries()) {
    const next = changes[index + 1];
    const before = changes[index - 1];
    if (removed) {
      const other = next?.added ? next.value : [];
      const rows = Math.max(value.length, other.length);
      for (let row = 0; row < rows; row += 1)
        pairs.push({ mine: value[row] ?? null, solution: other[row] ?? null, isSame: false });
    } else if (added) {
      // Beside what it has taken the place of it stands already.
      if (!before?.removed) pairs.push(...value.map((line) => ({ mine: null, solution: line, isSame: false })));
    } else pairs.push(...value.map((line) => ({ mine: line, solution: line, isSame: true })));
  }
  return pairs;
}

/** The two texts as a table. */
export function createComparison(mine: string, solution: string, { exercise }: Messages): HTMLTableElement {
  const table = document.createElement('table');
  table.className = 'comparison';
  const caption = table.createCaption();
  caption.textContent = exercise.compared;
  const head = table.createTHead().insertRow();
  for (const name of [exercise.mine, exercise.solution]) {
    const cell = document.createElement('th');
    cell.scope = 'col';
    cell.textContent = name;
    head.append(cell);
  }
  const body = table.createTBody();
  for (const { mine: left, solution: right, isSame } of pairLines(mine, solution)) {
    const row = body.insertRow();
    row.className = isSame ? 'is-same' : 'is-changed';
    row.append(toCell(left, isSame ? 'span' : 'del'), toCell(right, isSame ? 'span' : 'ins'));
  }
  return table;
}

function toCell(line: string | null, tag: 'span' | 'del' | 'ins'): HTMLTableCellElement {
  const cell = document.createElement('td');
  if (line === null) return cell;
  const text = document.createElement(tag);
  text.textContent = line;
  cell.append(text);
  return cell;
}
