/** Parsing a cell, and walking what comes of it. The tree is ESTree with TypeScript's nodes. */
import { tsPlugin } from '@sveltejs/acorn-typescript';
import { Parser } from 'acorn';
import { CellError } from '../cell-error.ts';

/** A node of the tree; everything beyond place and kind is read with the functions below. */
export interface Node {
  readonly type: string;
  readonly start: number;
  readonly end: number;
  readonly loc: Readonly<{ start: Readonly<{ line: number; column: number }> }>;
  readonly [field: string]: unknown;
}

const TypeScriptParser = Parser.extend(tsPlugin());

/** The tree of a cell. Throws CellError 'syntax' with the place and the parser's own words. */
export function parseCell(file: string, source: string): Node {
  try {
    return TypeScriptParser.parse(source, {
      ecmaVersion: 'latest',
      sourceType: 'module',
      locations: true,
    }) as unknown as Node;
  } catch (error) {
    const { loc, message } = error as { loc?: { line: number; column: number }; message: string };
    const place = { file, line: loc?.line ?? 1, column: (loc?.column ?? 0) + 1 };
    throw new CellError('syntax', place, { detail: message.replace(/ \(\d+:\d+\)$/, '') });
  }
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
