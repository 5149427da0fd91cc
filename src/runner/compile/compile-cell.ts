/** Compiles a cell to a factory: a module that evaluates the cell's body afresh each time it is called. Rules X6, X6a, X14. */
import type { CellExport, CompiledCell } from '../compiled-cell.ts';
import { child, children, isTypeDeclaration, parseCell, type Node } from './ast.ts';
import { refuseAssignedExports } from './assigned-exports.ts';
import { blankTypes } from './blank-types.ts';
import { Edits } from './edits.ts';
import { declaredNames, readModuleShape, type ModuleShape } from './module-shape.ts';
import { refuseWhatCannotRun } from './refuse.ts';

/** Compiles TypeScript to a factory. Lines stay where they are. Throws CellError. */
export function compileCell(file: string, source: string): CompiledCell {
  const program = parseCell(file, source);
  refuseWhatCannotRun(file, program);
  const names = namesFor(source);
  const shape = readModuleShape(program, names.default);
  refuseAssignedExports(file, program, new Set(shape.returned.map(({ local }) => local)));

  const edits = new Edits(source);
  edits.insert(0, header(shape, names));
  blankTypes(program, source, edits, showsValue);
  for (const statement of children(program, 'body')) editStatement(statement, source, edits, names);
  const { text, shifts } = edits.finish();
  return {
    file,
    text: `${text}\n${footer(shape, names)}`,
    shifts,
    imports: shape.imports,
    exports: shape.exports,
    stars: shape.stars,
  };
}

/** Names for what the factory brings along. */
type Names = Readonly<{ modules: string; value: string; default: string }>;

/** Names that the cell does not use: their beginning stands nowhere in it. */
function namesFor(source: string): Names {
  let prefix = '$';
  for (let count = 0; source.includes(prefix); count += 1) prefix = `$${count.toString(36)}$`;
  return { modules: `${prefix}m`, value: `${prefix}v`, default: `${prefix}d` };
}

/** True for a statement whose value is shown beside its line. */
const showsValue = (statement: Node): boolean =>
  statement.type === 'ExpressionStatement' && typeof statement['directive'] !== 'string';

function editStatement(statement: Node, source: string, edits: Edits, names: Names): void {
  switch (statement.type) {
    case 'ExpressionStatement': {
      if (!showsValue(statement)) return;
      edits.insert(statement.start, `${names.value}(${statement.loc.start.line},(`);
      const hasSemicolon = source[statement.end - 1] === ';';
      edits.insert(hasSemicolon ? statement.end - 1 : statement.end, hasSemicolon ? '))' : '));');
      return;
    }
    case 'ImportDeclaration':
    case 'ExportAllDeclaration':
      return edits.blank(statement.start, statement.end);
    case 'ExportNamedDeclaration': {
      const declaration = child(statement, 'declaration');
      return edits.blank(statement.start, declaration ? declaration.start : statement.end);
    }
    case 'ExportDefaultDeclaration':
      return editDefault(statement, source, edits, names);
    default:
  }
}

function editDefault(statement: Node, source: string, edits: Edits, names: Names): void {
  const declaration = child(statement, 'declaration')!;
  const isNamed = /^(?:Function|Class)Declaration$/.test(declaration.type) && child(declaration, 'id') !== null;
  if (isNamed || isTypeDeclaration(declaration)) {
    edits.blank(statement.start, declaration.start);
    return;
  }
  const keyword = source.indexOf('default', statement.start + 'export'.length);
  edits.overwrite(statement.start, 'const ');
  edits.overwrite(keyword, ' '.repeat('default'.length));
  edits.insert(declaration.start, `${names.default}=`);
  if (source[statement.end - 1] !== ';') edits.insert(statement.end, ';');
}

function header({ bindings }: ModuleShape, { modules, value }: Names): string {
  const constants = bindings.map(({ local, module, name }) =>
    name === '*'
      ? `const ${local}=${modules}[${module}];`
      : `const {${JSON.stringify(name)}:${local}}=${modules}[${module}];`,
  );
  return `export default async(${modules},${value})=>{${constants.join('')}`;
}

function footer({ returned, stars }: ModuleShape, { modules, default: own }: Names): string {
  const rests = stars.map(
    (module, index) => `const {default:${own}x${index},...${own}s${index}}=${modules}[${module}];`,
  );
  const spread = stars.map((_, index) => `...${own}s${index}`);
  // Computed keys: an export called __proto__ is a property like any other.
  const values = returned.map(({ name, local }) => `[${JSON.stringify(name)}]:${local}`);
  return `;${rests.join('')}return{${[...spread, ...values].join(',')}}}`;
}

/** Names of everything a library module exports, read from its source: for the linker's table. */
export function exportsOf(file: string, source: string): { values: string[]; types: string[] } {
  const program = parseCell(file, source);
  const { exports } = readModuleShape(program, 'unused');
  // In a declaration file `declare const` stands for a value that is made elsewhere.
  const declared = children(program, 'body').flatMap((statement) => {
    const declaration = child(statement, 'declaration');
    return declaration?.type === 'VariableDeclaration' ? declaredNames(declaration) : [];
  });
  const isValue = ({ name, kind }: CellExport): boolean => kind === 'value' || declared.includes(name);
  return {
    values: exports.filter(isValue).map(({ name }) => name),
    types: exports.filter((one) => !isValue(one)).map(({ name }) => name),
  };
}
