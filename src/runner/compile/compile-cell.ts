/** Compiles a cell to a factory: a module that evaluates the cell's body afresh each time it is called. Rules X6, X6a, X14. */
import type { CompiledCell } from '../compiled-cell.ts';
import { assertJavaScript, child, children, codeBetween, isTypeDeclaration, parseCell, type Node } from './ast.ts';
import { refuseAssignedExports } from './assigned-exports.ts';
import { blankTypes } from './blank-types.ts';
import { Edits } from './edits.ts';
import { markPlaces, type PlaceMarks } from './mark-places.ts';
import { readModuleShape, type ModuleShape } from './module-shape.ts';
import { refuseWhatCannotRun } from './refuse.ts';

/** Compiles TypeScript to a factory. Lines stay where they are. Throws CellError. */
export function compileCell(file: string, source: string): CompiledCell {
  const program = parseCell(file, source);
  refuseWhatCannotRun(file, program);
  const names = namesFor(source);
  const shape = readModuleShape(file, program, names.default);
  refuseAssignedExports(file, program, new Set(shape.returned.map(({ local }) => local)));

  const edits = new Edits(source);
  edits.insert(0, header(shape, names));
  // In a function the first line of a script for a shell is no comment.
  if (source.startsWith('#!')) edits.overwrite(0, '//');
  const isWrapped = (statement: Node): boolean => showsValue(statement) || isDefaultValue(statement);
  const joints = blankTypes(program, source, edits, isWrapped);
  // What a type leaves behind it comes first, and a semicolon last.
  markPlaces(program, edits, names);
  for (const end of joints) edits.insert(end, ';');
  for (const statement of children(program, 'body')) editStatement(statement, { source, edits, names, shape });
  const { text, shifts } = edits.finish();
  const cell = {
    file,
    text: `${text}\n${footer(shape, names)}`,
    shifts,
    imports: shape.imports,
    exports: shape.exports,
    stars: shape.stars,
  };
  assertJavaScript(file, cell);
  return cell;
}

/** Names for what the factory brings along. */
type Names = PlaceMarks & Readonly<{ modules: string; value: string; default: string }>;

/** Names that the cell does not use: their beginning stands nowhere in it, not even as an escape. */
function namesFor(source: string): Names {
  const written = source.replace(/\\u(?:0024|\{0*24\})/g, '$');
  let prefix = '$';
  for (let count = 0; written.includes(prefix); count += 1) prefix = `$${count.toString(36)}$`;
  return {
    modules: `${prefix}m`,
    value: `${prefix}v`,
    thrown: `${prefix}t`,
    loop: `${prefix}l`,
    default: `${prefix}d`,
  };
}

/** True for a statement whose value is shown beside its line. */
const showsValue = (statement: Node): boolean =>
  statement.type === 'ExpressionStatement' && typeof statement['directive'] !== 'string';

/** True for a default export that is a value without a name of its own. */
function isDefaultValue(statement: Node): boolean {
  const declaration = statement.type === 'ExportDefaultDeclaration' ? child(statement, 'declaration')! : null;
  if (!declaration || isTypeDeclaration(declaration)) return false;
  return !/^(?:Function|Class)Declaration$/.test(declaration.type) || child(declaration, 'id') === null;
}

type Change = Readonly<{ source: string; edits: Edits; names: Names; shape: ModuleShape }>;

function editStatement(statement: Node, change: Change): void {
  const { edits, names } = change;
  switch (statement.type) {
    case 'ExpressionStatement':
      if (!showsValue(statement)) return;
      edits.insert(statement.start, `${names.value}(${statement.loc.start.line},(`);
      return insertAtEnd(statement, '))', change);
    case 'ImportDeclaration':
    case 'ExportAllDeclaration':
      return edits.blank(statement.start, statement.end);
    case 'ExportNamedDeclaration':
      return edits.blank(statement.start, child(statement, 'declaration')?.start ?? statement.end);
    case 'ExportDefaultDeclaration':
      return editDefault(statement, change);
    default:
  }
}

function editDefault(statement: Node, change: Change): void {
  const { source, edits, names, shape } = change;
  const declaration = child(statement, 'declaration')!;
  if (!isDefaultValue(statement)) return edits.blank(statement.start, declaration.start);
  // The name of a type: there is nothing to return.
  if (!shape.returned.some(({ name }) => name === 'default')) return edits.blank(statement.start, statement.end);
  const behind = statement.start + 'export'.length;
  const keyword = behind + codeBetween(source, behind, declaration.start).indexOf('default');
  edits.overwrite(statement.start, 'const ');
  edits.blank(keyword, keyword + 'default'.length);
  // A function or class without a name is called "default", as it is in a module.
  edits.insert(keyword + 'default'.length, `${names.default}={default:`);
  insertAtEnd(statement, '}.default', change);
}

/** Puts `text` before the semicolon that ends a statement; where there is none, one is added. */
function insertAtEnd(statement: Node, text: string, { source, edits }: Change): void {
  if (source[statement.end - 1] === ';') edits.insert(statement.end - 1, text);
  else edits.insert(statement.end, `${text};`);
}

function header({ bindings }: ModuleShape, { modules, value, thrown, loop }: Names): string {
  const constants = bindings.map(({ local, module, name }) =>
    name === '*'
      ? `const ${local}=${modules}[${module}];`
      : `const {${JSON.stringify(name)}:${local}}=${modules}[${module}];`,
  );
  return `export default async(${modules},${value},${thrown},${loop})=>{${constants.join('')}`;
}

function footer({ returned, returnedStars }: ModuleShape, { modules, default: own }: Names): string {
  const rests = returnedStars.map(
    (module, index) => `const {default:${own}x${index},...${own}s${index}}=${modules}[${module}];`,
  );
  const spread = returnedStars.map((_, index) => `...${own}s${index}`);
  // Computed keys: an export called __proto__ is a property like any other.
  const values = returned.map(({ name, local }) => `[${JSON.stringify(name)}]:${local}`);
  return `;${rests.join('')}return{${[...spread, ...values].join(',')}}}`;
}
