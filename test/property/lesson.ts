/** A generated lesson: cells with options, and for each cell the texts that a person may give it. */
import { compileCell } from '#runner/compile';
import type { LessonPage } from '#lesson';
import type { CompiledCell } from '#runner';

/** One cell: the first text is the author's. Of each text only what comes behind `PRELUDE`. */
export type GeneratedCell = Readonly<{
  from: 'previous' | 'start';
  rerun: 'rewind' | 'continue';
  ends: 'done' | 'error';
  texts: readonly string[];
}>;

export type GeneratedLesson = readonly GeneratedCell[];

/** What every text begins with: names that statements use, and one to be imported. */
const PRELUDE = `import { clock, database, display, eventStore, newId } from 'lab';
import { IllegalStateError } from 'eventsourcing';
type Row = { id: string | number; n: number };
const rows = database.table<Row>('rows', { key: 'id' });
let count = 0;
const tried = <Result,>(work: Promise<Result>) => work.catch(({ name }: Error) => name);
export const helper = (name: string) =>
  eventStore.appendToStream('s', [{ type: 'Helped', data: { name, id: newId() } }], { expectedStreamVersion: 'NO_CONCURRENCY_CHECK' });
`;

/** A text as a person would have it before them. */
export const textAt = ({ texts }: GeneratedCell, index: number): string => PRELUDE + texts[index]!;

/** The file of a cell, by its place on the page. */
export const fileAt = (index: number): string => `cell-${'abcde'[index]!}.ts`;

const compiled = new Map<string, CompiledCell>();

/** Compiles a text, unless it has been compiled a moment ago: it is most of the work of a life. */
export function compileOnce(file: string, source: string): CompiledCell {
  const key = `${file}\n${source}`;
  const known = compiled.get(key);
  if (known) return known;
  const cell = compileCell(file, source);
  if (compiled.size > 500) compiled.clear();
  compiled.set(key, cell);
  return cell;
}

/** The page of a lesson, as a build would make it. */
export const pageOf = (lesson: GeneratedLesson): LessonPage<CompiledCell> => ({
  id: 'generated',
  number: 1,
  now: '2020-05-20T09:00:00.000Z',
  cells: lesson.map((cell, index) => ({
    file: fileAt(index),
    from: cell.from,
    rerun: cell.rerun,
    ends: cell.ends,
    isReadonly: false,
    source: textAt(cell, 0),
    compiled: compileOnce(fileAt(index), textAt(cell, 0)),
  })),
});
