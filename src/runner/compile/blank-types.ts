/** Takes TypeScript out of a cell by writing blanks over it, so that every line and column stays. */
import { below, child, children, isTypeDeclaration, type Node } from './ast.ts';
import type { Edits } from './edits.ts';

const MODIFIERS = /\b(?:public|private|protected|readonly|override|abstract|declare)\b/g;
const MEMBERS = new Set(['PropertyDefinition', 'MethodDefinition', 'AccessorProperty']);
/** TypeScript's nodes that hold an expression; all others are nothing but types. */
const EXPRESSIONS = new Set([
  'TSAsExpression',
  'TSSatisfiesExpression',
  'TSNonNullExpression',
  'TSTypeAssertion',
  'TSInstantiationExpression',
]);
/** Where statements stand in lists, one behind the other. */
const LISTS: Readonly<Record<string, string>> = {
  Program: 'body',
  BlockStatement: 'body',
  StaticBlock: 'body',
  ClassBody: 'body',
  SwitchCase: 'consequent',
};

/** A walk over one cell. */
type Walk = Readonly<{
  source: string;
  edits: Edits;
  /** Ends of statements that no semicolon ends: there a blank may join two statements, so a semicolon takes its place. */
  openEnds: ReadonlySet<number>;
}>;

/** Blanks every type below `program`. Statements for which `isWrapped` holds get their own end and need no semicolon. */
export function blankTypes(program: Node, source: string, edits: Edits, isWrapped: (statement: Node) => boolean): void {
  const openEnds = new Set<number>();
  collectOpenEnds(program, source, isWrapped, openEnds);
  visit(program, { source, edits, openEnds });
}

function collectOpenEnds(node: Node, source: string, isWrapped: (statement: Node) => boolean, ends: Set<number>): void {
  const list = LISTS[node.type];
  for (const statement of list === undefined ? [] : children(node, list)) {
    if (source[statement.end - 1] !== ';' && !isWrapped(statement)) ends.add(statement.end);
  }
  for (const inner of below(node)) collectOpenEnds(inner, source, isWrapped, ends);
}

function visit(node: Node, walk: Walk): void {
  if (isTypeDeclaration(node) || isBodiless(node)) {
    walk.edits.blank(node.start, node.end);
    // Keeps the statement before it from running into the one behind it.
    walk.edits.overwrite(node.start, ';');
  } else if (node.type.startsWith('TS') && !EXPRESSIONS.has(node.type)) {
    walk.edits.blank(node.start, node.end);
  } else {
    blankHere(node, walk);
    for (const inner of below(node)) visit(inner, walk);
  }
}

/** Overloads, abstract members and index signatures: members without anything to run. */
function isBodiless(node: Node): boolean {
  if (node.type === 'TSIndexSignature' || node.type === 'TSDeclareMethod' || node.type.startsWith('TSAbstract'))
    return true;
  if (!MEMBERS.has(node.type)) return false;
  return (
    node['abstract'] === true || (node.type === 'MethodDefinition' && child(child(node, 'value')!, 'body') === null)
  );
}

function blankHere(node: Node, walk: Walk): void {
  switch (node.type) {
    case 'TSAsExpression':
    case 'TSSatisfiesExpression':
    case 'TSNonNullExpression':
      return blankBehind(node, walk);
    case 'TSTypeAssertion':
      return walk.edits.blank(node.start, child(node, 'expression')!.start);
    case 'VariableDeclarator':
      return blankMark(child(node, 'id')!, walk);
    case 'Identifier':
      if (node['optional'] === true) blankMark(node, walk);
      return;
    case 'ClassDeclaration':
    case 'ClassExpression':
      return blankClass(node, walk);
    case 'FunctionDeclaration':
    case 'FunctionExpression':
      return blankThisParameter(node, walk);
    case 'ArrowFunctionExpression':
      return keepArrowTogether(node, walk);
    default:
      if (MEMBERS.has(node.type)) blankMember(node, walk);
  }
}

/** Blanks what stands behind an expression, but not the brackets that close around it. */
function blankBehind(node: Node, { edits, openEnds, source }: Walk): void {
  const { end } = child(node, 'expression')!;
  const behind = source.slice(end, child(node, 'typeAnnotation')?.start ?? node.end);
  const withoutComments = behind.replace(/\/\*[^]*?\*\/|\/\/.*/g, (comment) => ' '.repeat(comment.length));
  const start = end + withoutComments.lastIndexOf(')') + 1;
  edits.blank(start, node.end);
  if (openEnds.has(node.end)) edits.overwrite(start, ';');
}

/** Blanks the `?` or `!` between a name and its type. */
function blankMark(name: Node, { source, edits }: Walk): void {
  if (name.type !== 'Identifier') return;
  const end = name.start + String(name['name']).length;
  const mark = source.slice(end, child(name, 'typeAnnotation')?.start ?? name.end).search(/[?!]/);
  if (mark !== -1) edits.blank(end + mark, end + mark + 1);
}

function blankClass(node: Node, { source, edits }: Walk): void {
  if (node['abstract'] === true) {
    edits.blank(node.start, node.start + 'abstract'.length);
  }
  const [first] = children(node, 'implements');
  if (!first) return;
  const start = source.lastIndexOf('implements', first.start);
  edits.blank(start, child(node, 'body')!.start);
}

function blankMember(node: Node, { source, edits }: Walk): void {
  const key = child(node, 'key')!;
  for (const { index, 0: word } of source.slice(node.start, key.start).matchAll(MODIFIERS)) {
    edits.blank(node.start + index, node.start + index + word.length);
    // As with statements: `[key]` or `*name` would join the member before it.
    if (index === 0) edits.overwrite(node.start, ';');
  }
  if (node['optional'] === true || node['definite'] === true) {
    const mark = source.slice(key.end).search(/[?!]/);
    edits.blank(key.end + mark, key.end + mark + 1);
  }
}

function blankThisParameter(node: Node, { source, edits }: Walk): void {
  const [first] = children(node, 'params');
  if (first?.type !== 'Identifier' || first['name'] !== 'this') return;
  const comma = /^\s*,/.exec(source.slice(first.end));
  edits.blank(first.start, first.end + (comma?.[0].length ?? 0));
}

/** A line break may stand neither before `=>` nor behind `async`: the brackets move to the other end of what is blanked. */
function keepArrowTogether(node: Node, { source, edits }: Walk): void {
  const returnType = child(node, 'returnType');
  if (returnType) {
    const arrow = source.indexOf('=>', returnType.end);
    const close = source.lastIndexOf(')', returnType.start);
    if (/[\r\n]/.test(source.slice(close, arrow))) {
      edits.blank(close, close + 1);
      edits.insert(arrow, ')');
    }
  }
  const parameters = child(node, 'typeParameters');
  if (parameters && node['async'] === true) {
    const open = source.indexOf('(', parameters.end);
    if (/[\r\n]/.test(source.slice(node.start, open))) {
      edits.blank(open, open + 1);
      edits.insert(parameters.start, '(');
    }
  }
}
