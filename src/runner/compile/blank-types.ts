/** Takes TypeScript out of a cell by writing blanks over it, so that every line and column stays. */
import { below, child, children, codeBetween, isTypeDeclaration, type Node } from './ast.ts';
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
  /** Ends of statements that no semicolon ends: there a blank may join two statements. */
  openEnds: ReadonlySet<number>;
  /** Those of them that get a semicolon. */
  joints: Set<number>;
}>;

/**
 * Blanks every type below `program`, and gives the ends at which a semicolon is then needed, behind all else that is put there.
 * Statements of the program for which `isWrapped` holds get their own end and need none.
 */
export function blankTypes(
  program: Node,
  source: string,
  edits: Edits,
  isWrapped: (statement: Node) => boolean,
): ReadonlySet<number> {
  const openEnds = new Set<number>();
  collectOpenEnds(program, source, openEnds);
  for (const statement of children(program, 'body').filter(isWrapped)) openEnds.delete(statement.end);
  const joints = new Set<number>();
  visit(program, { source, edits, openEnds, joints });
  return joints;
}

function collectOpenEnds(node: Node, source: string, ends: Set<number>): void {
  const list = LISTS[node.type];
  for (const statement of list === undefined ? [] : children(node, list)) {
    if (source[statement.end - 1] !== ';') ends.add(statement.end);
  }
  for (const inner of below(node)) collectOpenEnds(inner, source, ends);
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
  if (node.type === 'TSIndexSignature') return true;
  if (!MEMBERS.has(node.type)) return false;
  return node['abstract'] === true || child(node, 'value')?.type === 'TSDeclareMethod';
}

function blankHere(node: Node, walk: Walk): void {
  switch (node.type) {
    case 'TSAsExpression':
    case 'TSSatisfiesExpression':
    case 'TSNonNullExpression':
      return blankBehind(node, walk);
    case 'TSTypeAssertion':
      return bracketAssertion(node, walk);
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
function blankBehind(node: Node, { edits, openEnds, joints, source }: Walk): void {
  const { end } = child(node, 'expression')!;
  const behind = codeBetween(source, end, child(node, 'typeAnnotation')?.start ?? node.end);
  edits.blank(end + behind.lastIndexOf(')') + 1, node.end);
  if (openEnds.has(node.end)) joints.add(node.end);
}

/** Brackets in place of `<T>`: without them a line break or a brace behind it would come to mean something. */
function bracketAssertion(node: Node, { edits, source }: Walk): void {
  const type = child(node, 'typeAnnotation')!;
  const close = type.end + codeBetween(source, type.end, node.end).indexOf('>');
  edits.blank(node.start, close + 1);
  edits.overwrite(node.start, '(');
  edits.insert(node.end, ')');
}

/** Blanks the `?` or `!` between a name and its type. */
function blankMark(name: Node, { source, edits }: Walk): void {
  if (name.type !== 'Identifier') return;
  const mark = codeBetween(source, name.start, child(name, 'typeAnnotation')?.start ?? name.end).search(/[?!]/);
  if (mark !== -1) edits.blank(name.start + mark, name.start + mark + 1);
}

function blankClass(node: Node, { source, edits }: Walk): void {
  if (node['abstract'] === true) {
    edits.blank(node.start, node.start + 'abstract'.length);
  }
  const [first] = children(node, 'implements');
  if (!first) return;
  const before = below(node)
    .map(({ end }) => end)
    .filter((end) => end <= first.start);
  const start = Math.max(node.start, ...before);
  const keyword = codeBetween(source, start, first.start).lastIndexOf('implements');
  edits.blank(start + keyword, child(node, 'body')!.start);
}

function blankMember(node: Node, { source, edits, openEnds, joints }: Walk): void {
  const key = child(node, 'key')!;
  for (const { index, 0: word } of codeBetween(source, node.start, key.start).matchAll(MODIFIERS)) {
    edits.blank(node.start + index, node.start + index + word.length);
    // As with statements: `[key]` or `*name` would join the member before it.
    if (index === 0) edits.overwrite(node.start, ';');
  }
  if (node['optional'] === true || node['definite'] === true) {
    const mark = codeBetween(source, key.end, node.end).search(/[?!]/);
    edits.blank(key.end + mark, key.end + mark + 1);
  }
  // A field called get, set or static would take the next member for its own.
  const isBlanked = node['optional'] === true || child(node, 'typeAnnotation') !== null;
  if (isBlanked && !child(node, 'value') && openEnds.has(node.end)) joints.add(node.end);
}

function blankThisParameter(node: Node, { source, edits }: Walk): void {
  const [first] = children(node, 'params');
  if (first?.type !== 'Identifier' || first['name'] !== 'this') return;
  const comma = /^\s*,/.exec(codeBetween(source, first.end, node.end));
  edits.blank(first.start, first.end);
  if (comma) edits.blank(first.end + comma[0].length - 1, first.end + comma[0].length);
}

/** A line break may stand neither before `=>` nor behind `async` or `return`: the brackets move to the other end of what is blanked. */
function keepArrowTogether(node: Node, { source, edits }: Walk): void {
  const parameters = child(node, 'typeParameters');
  if (parameters) {
    const open = parameters.end + codeBetween(source, parameters.end, node.end).indexOf('(');
    if (/[\r\n\u2028\u2029]/.test(source.slice(node.start, open))) {
      edits.blank(open, open + 1);
      edits.overwrite(parameters.start, '(');
    }
  }
  const returnType = child(node, 'returnType');
  if (returnType) {
    const last = children(node, 'params').at(-1);
    const start = last?.end ?? parameters?.end ?? node.start;
    const close = start + codeBetween(source, start, returnType.start).lastIndexOf(')');
    const arrow = returnType.end + codeBetween(source, returnType.end, child(node, 'body')!.start).indexOf('=>');
    if (/[\r\n\u2028\u2029]/.test(source.slice(close, arrow))) {
      edits.blank(close, close + 1);
      edits.insert(arrow, ')');
    }
  }
}
