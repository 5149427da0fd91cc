/** What a cell imports and exports, read from its tree. */
import type { SyntaxReason } from '#errors';
import { CellError } from '../cell-error.ts';
import type { CellExport, ImportedName, ModuleImport } from '../compiled-cell.ts';
import { child, children, isTypeDeclaration, nameOf, placeOf, type Node } from './ast.ts';

/** A name in the cell for something of a module: `local` stands for export `name` ('*': for all) of module `module`. */
export type Binding = Readonly<{ local: string; module: number; name: string }>;

/** A value that the cell returns under a name. */
export type ReturnedValue = Readonly<{ name: string; local: string }>;

export type ModuleShape = Readonly<{
  imports: readonly ModuleImport[];
  exports: readonly CellExport[];
  /** Modules of `export *` and of `export type *`. */
  stars: readonly number[];
  /** Modules whose values are returned with the cell's own. */
  returnedStars: readonly number[];
  bindings: readonly Binding[];
  returned: readonly ReturnedValue[];
}>;

/** Reads the shape of a cell; `defaultName` is given to a default export that has no name. Throws CellError. */
export function readModuleShape(file: string, program: Node, defaultName: string): ModuleShape {
  const reader = new ShapeReader(file, program, defaultName);
  for (const statement of children(program, 'body')) reader.read(statement);
  return reader.shape;
}

type Imported = { -readonly [Field in keyof ModuleImport]: ModuleImport[Field] } & { names: ImportedName[] };

class ShapeReader {
  readonly #imports: Imported[] = [];
  readonly #exports: (CellExport & { local?: string })[] = [];
  readonly #stars: number[] = [];
  readonly #returnedStars: number[] = [];
  readonly #bindings: Binding[] = [];
  /** Imported names of the cell, those of types too: where they come from. */
  readonly #origins = new Map<string, readonly [module: number, name: string]>();
  readonly #returned: ReturnedValue[] = [];
  readonly #typeNames: ReadonlySet<string>;
  readonly #file: string;
  readonly #defaultName: string;

  constructor(file: string, program: Node, defaultName: string) {
    this.#file = file;
    this.#typeNames = namesOfTypes(program);
    this.#defaultName = defaultName;
  }

  get shape(): ModuleShape {
    return {
      imports: this.#imports,
      exports: this.#exports.map(({ local, ...one }) => {
        // The import may stand further down than the export.
        const from = local === undefined ? undefined : this.#origins.get(local);
        return from ? { ...one, from } : one;
      }),
      stars: this.#stars,
      returnedStars: this.#returnedStars,
      bindings: this.#bindings,
      returned: this.#returned,
    };
  }

  read(statement: Node): void {
    switch (statement.type) {
      case 'ImportDeclaration':
        return this.#readImport(statement);
      case 'ExportNamedDeclaration':
        return this.#readNamed(statement);
      case 'ExportDefaultDeclaration':
        return this.#readDefault(statement);
      case 'ExportAllDeclaration':
        return this.#readAll(statement);
      default:
    }
  }

  #module(source: Node, isTypeOnly: boolean): number {
    const specifier = String(source['value']);
    const { line, column } = source.loc.start;
    const index = this.#imports.findIndex((one) => one.specifier === specifier);
    if (index === -1) return this.#imports.push({ specifier, line, column: column + 1, names: [], isTypeOnly }) - 1;
    const module = this.#imports[index]!;
    // The place is that of the first statement for which the module is evaluated.
    if (module.isTypeOnly && !isTypeOnly) Object.assign(module, { line, column: column + 1, isTypeOnly });
    return index;
  }

  #take(module: number, name: string, at: Node): void {
    const { line, column } = at.loc.start;
    if (name === '*') this.#imports[module]!.isWhole = true;
    else this.#imports[module]!.names.push({ name, line, column: column + 1 });
  }

  #readImport(statement: Node): void {
    const specifiers = children(statement, 'specifiers');
    const isTypeOnly = takesTypesOnly(statement, specifiers, 'importKind');
    const module = this.#module(child(statement, 'source')!, isTypeOnly);
    // Types are looked up by the editor; for a run the module only has to be one that there is.
    for (const specifier of specifiers) {
      const name = importedName(specifier);
      const local = nameOf(child(specifier, 'local')!);
      if (name !== '*') this.#origins.set(local, [module, name]);
      if (isTypeOnly || specifier['importKind'] === 'type') continue;
      this.#take(module, name, specifier);
      this.#bindings.push({ local, module, name });
    }
  }

  #readNamed(statement: Node): void {
    const declaration = child(statement, 'declaration');
    if (declaration) {
      const kind = isTypeDeclaration(declaration) ? 'type' : 'value';
      for (const name of declaredNames(declaration)) this.#export({ name, local: name }, kind, declaration);
      return;
    }
    const specifiers = children(statement, 'specifiers');
    const isTypeOnly = takesTypesOnly(statement, specifiers, 'exportKind');
    const source = child(statement, 'source');
    const module = source ? this.#module(source, isTypeOnly) : null;
    for (const specifier of specifiers) {
      const isType = isTypeOnly || specifier['exportKind'] === 'type';
      const local = nameOf(child(specifier, 'local')!);
      const name = nameOf(child(specifier, 'exported')!);
      const kind = isType || this.#typeNames.has(local) ? 'type' : 'value';
      if (module === null) this.#export({ name, local }, kind, specifier);
      else if (isType) this.#exports.push({ name, kind: 'type', from: [module, local] });
      else this.#reexport(name, local, module, specifier);
    }
  }

  #export(value: ReturnedValue, kind: CellExport['kind'], at: Node): void {
    this.#exports.push({ ...value, kind });
    if (kind === 'value') this.#return(value, at);
  }

  #return(value: ReturnedValue, at: Node): void {
    if (this.#returned.some(({ name }) => name === value.name)) {
      const reason: SyntaxReason = 'exported-twice';
      throw new CellError('syntax', placeOf(this.#file, at), { reason, name: value.name });
    }
    this.#returned.push(value);
  }

  #reexport(name: string, imported: string, module: number, at: Node): void {
    this.#exports.push({ name, kind: 'value', from: [module, imported] });
    this.#take(module, imported, at);
    this.#returnBinding(name, { module, name: imported }, at);
  }

  /** Returns something of a module, for which the cell has no name of its own. */
  #returnBinding(name: string, imported: Omit<Binding, 'local'>, at: Node): void {
    const local = `${this.#defaultName}_${this.#bindings.length}`;
    this.#bindings.push({ local, ...imported });
    this.#return({ name, local }, at);
  }

  #readDefault(statement: Node): void {
    const declaration = child(statement, 'declaration')!;
    const isTypeName = declaration.type === 'Identifier' && this.#typeNames.has(nameOf(declaration));
    if (isTypeName || isTypeDeclaration(declaration)) {
      this.#exports.push({ name: 'default', kind: 'type' });
      return;
    }
    const id = /^(?:Function|Class)Declaration$/.test(declaration.type) ? child(declaration, 'id') : null;
    this.#exports.push({ name: 'default', kind: 'value' });
    this.#return({ name: 'default', local: id ? nameOf(id) : this.#defaultName }, statement);
  }

  #readAll(statement: Node): void {
    const isType = statement['exportKind'] === 'type';
    const module = this.#module(child(statement, 'source')!, isType);
    const exported = child(statement, 'exported');
    if (exported) {
      const name = nameOf(exported);
      this.#exports.push({ name, kind: isType ? 'type' : 'value' });
      if (!isType) this.#returnBinding(name, { module, name: '*' }, exported);
      return;
    }
    this.#stars.push(module);
    if (!isType) this.#returnedStars.push(module);
  }
}

/** True when a statement takes nothing but types from its module; one that takes nothing at all is there for its effects. */
function takesTypesOnly(statement: Node, specifiers: readonly Node[], kind: 'importKind' | 'exportKind'): boolean {
  const isType = (one: Node): boolean => one[kind] === 'type';
  return isType(statement) || (specifiers.length > 0 && specifiers.every(isType));
}

function importedName(specifier: Node): string {
  if (specifier.type === 'ImportDefaultSpecifier') return 'default';
  if (specifier.type === 'ImportNamespaceSpecifier') return '*';
  return nameOf(child(specifier, 'imported')!);
}

/** Names at the top level that stand for a type and for nothing else. */
function namesOfTypes(program: Node): Set<string> {
  const types = new Set<string>();
  const values = new Set<string>();
  for (const statement of children(program, 'body')) {
    const isTypeImport = statement.type === 'ImportDeclaration' && statement['importKind'] === 'type';
    for (const specifier of statement.type === 'ImportDeclaration' ? children(statement, 'specifiers') : []) {
      if (isTypeImport || specifier['importKind'] === 'type') types.add(nameOf(child(specifier, 'local')!));
    }
    const declaration = child(statement, 'declaration') ?? statement;
    for (const name of declaredNames(declaration)) (isTypeDeclaration(declaration) ? types : values).add(name);
  }
  for (const name of values) types.delete(name);
  return types;
}

/** The names that a declaration brings. */
export function declaredNames(declaration: Node): string[] {
  if (declaration.type === 'VariableDeclaration') {
    return children(declaration, 'declarations').flatMap((one) => namesInPattern(child(one, 'id')!));
  }
  const isNamed = /Declaration$|^TSDeclareFunction$/.test(declaration.type);
  const id = isNamed ? child(declaration, 'id') : null;
  return id ? [nameOf(id)] : [];
}

/** The names that a pattern brings: of a parameter, a variable, a catch clause. */
export function namesInPattern(pattern: Node): string[] {
  switch (pattern.type) {
    case 'Identifier':
      return [nameOf(pattern)];
    case 'ObjectPattern':
      return children(pattern, 'properties').flatMap((property) =>
        namesInPattern(child(property, property.type === 'Property' ? 'value' : 'argument')!),
      );
    case 'ArrayPattern':
      return children(pattern, 'elements').flatMap(namesInPattern);
    case 'AssignmentPattern':
      return namesInPattern(child(pattern, 'left')!);
    case 'RestElement':
      return namesInPattern(child(pattern, 'argument')!);
    default:
      return [];
  }
}
