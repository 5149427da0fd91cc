/** Refuses an exported variable that changes later: importers get its value once, so they would never see the change. Rule X6a. */
import { CellError } from '../cell-error.ts';
import { below, child, children, isTypeDeclaration, nameOf, placeOf, type Node } from './ast.ts';
import { declaredNames, namesInPattern } from './module-shape.ts';

/** Throws CellError at the first assignment to one of `exported`, the cell's own names that it exports. */
export function refuseAssignedExports(file: string, program: Node, exported: ReadonlySet<string>): void {
  for (const statement of below(program)) visit(file, statement, exported);
}

function visit(file: string, node: Node, exported: ReadonlySet<string>): void {
  for (const target of assignedNames(node)) {
    if (exported.has(nameOf(target))) {
      throw new CellError('exported-binding-assigned', placeOf(file, target), { name: nameOf(target) });
    }
  }
  const hidden = namesOfScope(node);
  const visible = hidden.length === 0 ? exported : new Set([...exported].filter((name) => !hidden.includes(name)));
  for (const inner of below(node)) visit(file, inner, visible);
}

/** The identifiers that a node gives a new value to. */
function assignedNames(node: Node): Node[] {
  switch (node.type) {
    case 'AssignmentExpression':
    case 'ForInStatement':
    case 'ForOfStatement':
      return identifiersIn(child(node, 'left')!);
    case 'UpdateExpression':
      return identifiersIn(child(node, 'argument')!);
    default:
      return [];
  }
}

/** Identifiers in the pattern on the left of an assignment; declarations and members are none. */
function identifiersIn(target: Node): Node[] {
  if (target.type === 'Identifier') return [target];
  const isPattern = /Pattern$|^RestElement$|^TS(?:\w+Expression|TypeAssertion)$/.test(target.type);
  if (target.type === 'Property') return identifiersIn(child(target, 'value')!);
  if (target.type === 'AssignmentPattern') return identifiersIn(child(target, 'left')!);
  return isPattern ? below(target).flatMap(identifiersIn) : [];
}

/** The names that a node declares for what is inside it. */
function namesOfScope(node: Node): string[] {
  switch (node.type) {
    case 'FunctionDeclaration':
    case 'FunctionExpression':
    case 'ArrowFunctionExpression':
      return [...ownName(node), ...children(node, 'params').flatMap(namesInPattern), ...varNames(child(node, 'body')!)];
    case 'ClassExpression':
      return ownName(node);
    case 'BlockStatement':
      return children(node, 'body').flatMap(namesOfValues);
    case 'StaticBlock':
      return children(node, 'body').flatMap((statement) => [...namesOfValues(statement), ...varNames(statement)]);
    case 'SwitchStatement':
      return children(node, 'cases').flatMap((one) => children(one, 'consequent').flatMap(namesOfValues));
    case 'ForStatement':
    case 'ForInStatement':
    case 'ForOfStatement': {
      const head = child(node, 'init') ?? child(node, 'left');
      return head ? declaredNames(head) : [];
    }
    case 'CatchClause': {
      const parameter = child(node, 'param');
      return parameter ? namesInPattern(parameter) : [];
    }
    default:
      return [];
  }
}

/** The name by which the expression of a function or a class knows itself. */
function ownName(node: Node): string[] {
  const id = node.type.endsWith('Expression') ? child(node, 'id') : null;
  return id ? [nameOf(id)] : [];
}

const namesOfValues = (statement: Node): string[] => (isTypeDeclaration(statement) ? [] : declaredNames(statement));

/** `var` reaches out of blocks up to its function. */
function varNames(node: Node): string[] {
  if (/Function|^StaticBlock$/.test(node.type)) return [];
  const own = node.type === 'VariableDeclaration' && node['kind'] === 'var' ? namesOfValues(node) : [];
  return [...own, ...below(node).flatMap(varNames)];
}
