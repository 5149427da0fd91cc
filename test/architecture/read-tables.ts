/** Reads the tables of src/README.md, so that what it says can be held against the code. */

/** The floors and what they may import, as the table says it. */
export function readFloors(readme: string): Record<string, string[]> {
  const rows = tableUnder(readme, 'floor').map(([floors, may]) => [splitNames(floors), splitNames(may)] as const);
  return Object.fromEntries(
    rows.flatMap(([floors, may]) => floors.map((floor) => [floor, may.filter((name) => name !== 'nothing')])),
  );
}

/** The packages that have a row. */
export function readPackages(readme: string): string[] {
  return tableUnder(readme, 'package').map(([name]) => name.replaceAll('`', ''));
}

/** The first two columns of the table whose first heading is `heading`. */
function tableUnder(readme: string, heading: string): [string, string][] {
  const lines = readme.split('\n').map((line) => line.split('|').map((column) => column.trim()));
  const head = lines.findIndex((columns) => columns[1] === heading);
  const rows = head < 0 ? [] : lines.slice(head + 2);
  const end = rows.findIndex((columns) => columns.length < 3);
  return rows.slice(0, end < 0 ? undefined : end).map((columns) => [columns[1]!, columns[2]!]);
}

/** "lesson, i18n, runner (compile and link)" without what stands in brackets. */
const splitNames = (text: string): string[] =>
  text
    .replace(/\s*\([^)]*\)/g, '')
    .split(',')
    .map((name) => name.trim());
