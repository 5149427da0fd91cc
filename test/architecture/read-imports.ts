/** Reads what a source file imports, in every way a file can: for its types, when it is loaded, later, or as text. */
import { parseSync } from 'vite';

/** A file of the project; its path begins at the project's folder and has forward slashes. */
export type SourceFile = Readonly<{ file: string; text: string }>;

/** `specifier` is null when only running the code could tell it. */
export type Import = Readonly<{ specifier: string | null; when: 'type' | 'load' | 'later' | 'text'; line: number }>;

type Node = Readonly<Record<string, unknown> & { type: string; start: number }>;

/** Every import of a file. Throws when the file cannot be parsed. */
export function readImports({ file, text }: SourceFile): Import[] {
  const { program, comments, errors } = parseSync(file, text);
  if (errors[0]) throw new Error(`${file}: ${errors[0].message}`);
  const lineAt = (offset: number) => text.slice(0, offset).split('\n').length;
  const found: Import[] = [];
  walk(program, (node) => {
    for (const [specifier, when] of importsOf(node)) found.push({ specifier, when, line: lineAt(node.start) });
  });
  for (const { value, start } of comments) {
    const reference = /^\/\s*<reference\s+(?:path|types)="([^"]+)"/.exec(value)?.[1];
    if (reference) found.push({ specifier: reference, when: 'type', line: lineAt(start) });
  }
  return found;
}

type Found = readonly (readonly [specifier: string | null, when: Import['when']])[];

function importsOf(node: Node): Found {
  switch (node.type) {
    case 'ImportDeclaration':
      // Names marked one by one leave the import itself standing at run time.
      return [[stringOf(node['source']), node['importKind'] === 'type' ? 'type' : 'load']];
    case 'ExportNamedDeclaration':
    case 'ExportAllDeclaration':
      return node['source'] ? [[stringOf(node['source']), node['exportKind'] === 'type' ? 'type' : 'load']] : [];
    case 'ImportExpression':
      return [[stringOf(node['source']), 'later']];
    case 'TSImportType':
      return [[stringOf(node['source']), 'type']];
    case 'TSExternalModuleReference':
      return [[stringOf(node['expression']), 'load']];
    case 'CallExpression':
      return isMetaMember(node['callee'], 'glob') ? globsOf(node['arguments'] as Node[]) : [];
    case 'NewExpression':
      return addressesOf(node);
    default:
      return [];
  }
}

/** The patterns of `import.meta.glob`. */
function globsOf([patterns, options]: readonly Node[]): Found {
  const settings = ((options?.['properties'] as Node[]) ?? []).map(
    (property) => [(property['key'] as Node)['name'], (property['value'] as Node)['value']] as const,
  );
  const has = (name: string, value: unknown) => settings.some(([key, one]) => key === name && one === value);
  const when = has('query', '?raw') ? 'text' : has('eager', true) ? 'load' : 'later';
  const list = patterns?.type === 'ArrayExpression' ? (patterns['elements'] as Node[]) : [patterns];
  return list.map((pattern) => [stringOf(pattern)?.replace(/^!/, '') ?? null, when] as const);
}

/** `new URL(…, import.meta.url)`, by which a bundler finds workers and files. */
function addressesOf(node: Node): Found {
  const [address, base] = node['arguments'] as Node[];
  const isUrl = (node['callee'] as Node)['name'] === 'URL' && isMetaMember(base, 'url');
  return isUrl ? [[stringOf(address), 'later']] : [];
}

function isMetaMember(value: unknown, name: string): boolean {
  const node = value as Node | undefined;
  return (
    node?.type === 'MemberExpression' &&
    (node['object'] as Node).type === 'MetaProperty' &&
    (node['property'] as Node)['name'] === name
  );
}

function stringOf(value: unknown): string | null {
  const node = value as Node | undefined;
  return node?.type === 'Literal' && typeof node['value'] === 'string' ? node['value'] : null;
}

function walk(value: unknown, visit: (node: Node) => void): void {
  if (typeof value !== 'object' || value === null) return;
  if ('type' in value && typeof value.type === 'string') visit(value as Node);
  for (const child of Object.values(value)) walk(child, visit);
}
