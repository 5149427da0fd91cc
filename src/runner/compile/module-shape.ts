/** What a cell imports and exports, read from its tree. */
import type { CellExport, ImportedName, ModuleImport } from '../compiled-cell.ts';
import { child, children, isTypeDeclaration, nameOf, type Node } from './ast.ts';

/** A name in the cell for something of a module: `local` stands for export `name` ('*': for all) of module `module`. */
export type Binding = Readonly<{ local: string; module: number; name: string }>;

/** A value that the cell returns under a name. */
export type ReturnedValue = Readonly<{ name: string; local: string }>;

export type ModuleShape = Readonly<{
  imports: readonly ModuleImport[];
  exports: readonly CellExport[];
  stars: readonly number[];
  bindings: readonly Binding[];
  returned: readonly ReturnedValue[];
  /** Default exports without a name, which need one. */
  unnamedDefault: Node | null;
}>;

/** Reads the shape of a cell; `defaultName` is given to a default export that has no name. */
export function readModuleShape(program: Node, defaultName: string): ModuleShape {
  const reader = new ShapeReader(program, defaultName);
  for (const statement of children(program, 'body')) reader.read(statement);
  return reader.shape;
}

class ShapeReader {
  readonly #imports: (ModuleImport & { names: ImportedName[]; isTypeOnly: boolean })[] = [];
  readonly #exports: CellExport[] = [];
  readonly #stars: number[] = [];
  readonly #bindings: Binding[] = [];
  readonly #returned: ReturnedValue[] = [];
  readonly #typeNames: ReadonlySet<string>;
  readonly #defaultName: string;
  #unnamedDefault: Node | null = null;

  constructor(program: Node, defaultName: string) {
    this.#typeNames = namesOfTypes(program);
    this.#defaultName = defaultName;
  }

  get shape(): ModuleShape {
    return {
      imports: this.#imports,
      exports: this.#exports,
      stars: this.#stars,
      bindings: this.#bindings,
      returned: this.#returned,
      unnamedDefault: this.#unnamedDefault,
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
    let index = this.#imports.findIndex((one) => one.specifier === specifier);
    if (index === -1) {
      const { line, column } = source.loc.start;
      index = this.#imports.push({ specifier, line, column: column + 1, names: [], isTypeOnly }) - 1;
    }
    const module = this.#imports[index]!;
    module.isTypeOnly = module.isTypeOnly && isTypeOnly;
    return index;
  }

  #take(module: number, name: string, at: Node): void {
    const { line, column } = at.loc.start;
    if (name !== '*') this.#imports[module]!.names.push({ name, line, column: column + 1 });
  }

  #readImport(statement: Node): void {
    const specifiers = children(statement, 'specifiers');
    const isType = (one: Node): boolean => one['importKind'] === 'type';
    const isTypeOnly = isType(statement) || (specifiers.length > 0 && specifiers.every(isType));
    const module = this.#module(child(statement, 'source')!, isTypeOnly);
    // Types are looked up by the editor; for a run the module only has to be one that there is.
    for (const specifier of isTypeOnly ? [] : specifiers) {
      if (specifier['importKind'] === 'type') continue;
      const name = importedName(specifier);
      this.#take(module, name, specifier);
      this.#bindings.push({ local: nameOf(child(specifier, 'local')!), module, name });
    }
  }

  #readNamed(statement: Node): void {
    const declaration = child(statement, 'declaration');
    if (declaration) {
      const kind = isTypeDeclaration(declaration) ? 'type' : 'value';
      for (const name of declaredNames(declaration)) this.#export(name, name, kind);
      return;
    }
    const source = child(statement, 'source');
    const module = source ? this.#module(source, statement['exportKind'] === 'type') : null;
    for (const specifier of children(statement, 'specifiers')) {
      const isType = statement['exportKind'] === 'type' || specifier['exportKind'] === 'type';
      const local = nameOf(child(specifier, 'local')!);
      const name = nameOf(child(specifier, 'exported')!);
      if (module === null) this.#export(name, local, isType || this.#typeNames.has(local) ? 'type' : 'value');
      else if (isType) this.#exports.push({ name, kind: 'type', from: [module, local] });
      else this.#reexport(name, local, module, specifier);
    }
  }

  #export(name: string, local: string, kind: CellExport['kind']): void {
    const binding = this.#bindings.find((one) => one.local === local);
    const from = binding && binding.name !== '*' ? { from: [binding.module, binding.name] as const } : {};
    this.#exports.push({ name, kind, ...from });
    if (kind === 'value') this.#returned.push({ name, local });
  }

  #reexport(name: string, imported: string, module: number, at: Node): void {
    this.#exports.push({ name, kind: 'value', from: [module, imported] });
    this.#take(module, imported, at);
    // No name of the cell's own stands for it, so one is made that no identifier can be.
    const local = `${this.#defaultName}_${this.#bindings.length}`;
    this.#bindings.push({ local, module, name: imported });
    this.#returned.push({ name, local });
  }

  #readDefault(statement: Node): void {
    const declaration = child(statement, 'declaration')!;
    if (isTypeDeclaration(declaration)) {
      this.#exports.push({ name: 'default', kind: 'type' });
      return;
    }
    const id = /^(?:Function|Class)Declaration$/.test(declaration.type) ? child(declaration, 'id') : null;
    if (!id) this.#unnamedDefault = statement;
    this.#exports.push({ name: 'default', kind: 'value' });
    this.#returned.push({ name: 'default', local: id ? nameOf(id) : this.#defaultName });
  }

  #readAll(statement: Node): void {
    const isType = statement['exportKind'] === 'type';
    const module = this.#module(child(statement, 'source')!, isType);
    if (isType) return;
    const exported = child(statement, 'exported');
    if (!exported) {
      this.#stars.push(module);
      return;
    }
    const local = `${this.#defaultName}_${this.#bindings.length}`;
    this.#bindings.push({ local, module, name: '*' });
    this.#exports.push({ name: nameOf(exported), kind: 'value' });
    this.#returned.push({ name: nameOf(exported), local });
  }
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
