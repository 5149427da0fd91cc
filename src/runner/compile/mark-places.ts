/** Marks where a cell throws and where its loops turn: neither a value that is no Error nor a loop without end leaves a stack. Rules X13, X23. */
import { below, child, type Node } from './ast.ts';
import type { Edits } from './edits.ts';

/** Functions of the factory: `thrown` gives its last argument back. */
export type PlaceMarks = Readonly<{ thrown: string; loop: string }>;

const LOOPS = new Set(['ForStatement', 'ForInStatement', 'ForOfStatement', 'WhileStatement', 'DoWhileStatement']);

/** Hands what is thrown through `thrown(line, column, value)`, and begins the body of each loop with `loop(line, column)`. */
export function markPlaces(node: Node, edits: Edits, marks: PlaceMarks): void {
  const { line, column } = node.loc.start;
  const place = `${line},${column + 1}`;
  const body = LOOPS.has(node.type) ? child(node, 'body')! : null;
  const thrown = node.type === 'ThrowStatement' ? child(node, 'argument')! : null;
  const isBlock = body?.type === 'BlockStatement';
  if (body) edits.insert(isBlock ? body.start + 1 : body.start, `${isBlock ? '' : '{'}${marks.loop}(${place});`);
  if (thrown) edits.insert(thrown.start, `${marks.thrown}(${place},(`);
  // What is inside ends first, also where it ends at the same character.
  for (const inner of below(node)) markPlaces(inner, edits, marks);
  if (thrown) edits.insert(thrown.end, '))');
  if (body && !isBlock) edits.insert(body.end, '}');
}
