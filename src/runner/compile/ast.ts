/** Parsing a cell, and walking what comes of it. The tree is ESTree with TypeScript's nodes. */
import { tsPlugin } from '@sveltejs/acorn-typescript';
import { getLineInfo, Parser } from 'acorn';
import { CellError } from '../cell-error.ts';
import { originalColumn, type CompiledCell } from '../compiled-cell.ts';
import { syntaxReason } from './syntax-reason.ts';

/** A node of the tree; everything beyond place and kind is read with the functions below. */
export interface Node {
  readonly type: string;
  readonly start: number;
  readonly end: number;
  readonly loc: Readonly<{ start: Readonly<{ line: number; column: number }> }>;
  readonly [field: string]: unknown;
}

class CellParser extends Parser.extend(tsPlugin()) {
  static readCell(file: string, source: string): Node {
    const parser = new CellParser({ ecmaVersion: 'latest', sourceType: 'module', locations: true }, source);
    try {
      return parser.parse() as unknown as Node;
    } catch (error) {
      throw syntaxError(file, source, error, (parser as unknown as { start: number }).start);
    }
  }
}

/** The tree of a cell. Throws CellError 'syntax' with the place and the reason. */
export const parseCell = (file: string, source: string): Node => CellParser.readCell(file, source);

/** Throws CellError 'syntax' when a compiled text is no JavaScript: the parser of TypeScript lets some half-written types pass. */
export function assertJavaScript(file: string, { text, shifts }: Pick<CompiledCell, 'text' | 'shifts'>): void {
  try {
    Parser.parse(text, { ecmaVersion: 'latest', sourceType: 'module' });
  } catch (error) {
    const { place, data } = syntaxError(file, text, error, 0);
    throw new CellError('syntax', { ...place, column: originalColumn(shifts, place.line, place.column) }, data);
  }
}

/** A parser's error as a CellError; `reached` is how far the parser had come, for errors without a place. */
function syntaxError(file: string, source: string, error: unknown, reached: number): CellError {
  const { pos } = error as { pos?: number };
  const hasPlace = error instanceof SyntaxError && Number.isFinite(pos);
  const at = hasPlace ? pos! : Math.min(reached, source.length);
  const { line, column } = getLineInfo(source, at);
  const words = hasPlace ? error.message.replace(/ \(\d+:\d+\)$/, '') : 'Unexpected token';
  return new CellError('syntax', { file, line, column: column + 1 }, syntaxReason(words, source, at));
}

const isNode = (value: unknown): value is Node =>
  typeof value === 'object' && value !== null && typeof (value as { type?: unknown }).type === 'string';

/** The node in a field, or null. */
export function child(node: Node, field: string): Node | null {
  const value = node[field];
  return isNode(value) ? value : null;
}

/** The nodes in a list field; holes of patterns are left out. */
export function children(node: Node, field: string): Node[] {
  const value = node[field];
  return Array.isArray(value) ? value.filter(isNode) : [];
}

/** All nodes directly below. */
export function below(node: Node): Node[] {
  const found: Node[] = [];
  for (const [field, value] of Object.entries(node)) {
    if (field === 'loc' || field === 'extra') continue;
    if (Array.isArray(value)) found.push(...value.filter(isNode));
    else if (isNode(value)) found.push(value);
  }
  return found;
}

/** What stands between two tokens, with blanks in place of its comments: brackets and words in comments mean nothing. */
export function codeBetween(source: string, start: number, end: number): string {
  return source.slice(start, end).replace(/\/\*[^]*?\*\/|\/\/.*/g, (comment) => ' '.repeat(comment.length));
}

/** The name of an identifier, or the text of a string literal in its place. */
export function nameOf(node: Node): string {
  return String(node['name'] ?? node['value']);
}

/** Where a node begins. */
export function placeOf(file: string, node: Node): { file: string; line: number; column: number } {
  return { file, line: node.loc.start.line, column: node.loc.start.column + 1 };
}

/** True for a declaration that leaves nothing at run time. */
export function isTypeDeclaration(node: Node): boolean {
  return (
    node.type === 'TSTypeAliasDeclaration' ||
    node.type === 'TSInterfaceDeclaration' ||
    node.type === 'TSDeclareFunction' ||
    node['declare'] === true
  );
}
