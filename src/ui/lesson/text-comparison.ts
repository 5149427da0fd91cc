/** A text beside another one, line by line: what both have stands in one line, what only one has is marked. */
import { diffArrays } from 'diff';

/** A line of each text, or none where the other one has more. */
type Pair = Readonly<{ mine: string | null; other: string | null; isSame: boolean }>;

/** The lines of two texts in pairs. */
export function pairLines(mine: string, other: string): Pair[] {
  const changes = diffArrays(mine.split('\n'), other.split('\n'));
  const pairs: Pair[] = [];
  for (const [index, { value, added, removed }] of changes.entries()) {
    const next = changes[index + 1];
    const before = changes[index - 1];
    if (removed) {
      const replacing = next?.added ? next.value : [];
      const rows = Math.max(value.length, replacing.length);
      for (let row = 0; row < rows; row += 1)
        pairs.push({ mine: value[row] ?? null, other: replacing[row] ?? null, isSame: false });
    } else if (added) {
      // Beside what it has taken the place of it stands already.
      if (!before?.removed) pairs.push(...value.map((line) => ({ mine: null, other: line, isSame: false })));
    } else pairs.push(...value.map((line) => ({ mine: line, other: line, isSame: true })));
  }
  return pairs;
}

/** What two texts are called. */
export type ComparisonNames = Readonly<{ both: string; mine: string; other: string }>;

/** The two texts as a table. */
export function createComparison(mine: string, other: string, names: ComparisonNames): HTMLTableElement {
  const table = document.createElement('table');
  table.className = 'comparison';
  const caption = table.createCaption();
  caption.textContent = names.both;
  const head = table.createTHead().insertRow();
  for (const name of [names.mine, names.other]) {
    const cell = document.createElement('th');
    cell.scope = 'col';
    cell.textContent = name;
    head.append(cell);
  }
  const body = table.createTBody();
  for (const { mine: left, other: right, isSame } of pairLines(mine, other)) {
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
