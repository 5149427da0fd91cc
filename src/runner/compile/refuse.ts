/** Refuses by name what has no meaning once the types are gone, and what a cell cannot do. */
import type { SyntaxReason } from '#errors';
import { CellError, type CellErrorCode } from '../cell-error.ts';
import { below, child, nameOf, placeOf, type Node } from './ast.ts';

const REFUSED: Readonly<Record<string, CellErrorCode>> = {
  TSEnumDeclaration: 'refused-enum',
  TSModuleDeclaration: 'refused-namespace',
  TSParameterProperty: 'refused-parameter-property',
  TSImportEqualsDeclaration: 'refused-import-equals',
  TSExportAssignment: 'refused-export-equals',
  TSNamespaceExportDeclaration: 'refused-export-equals',
  Decorator: 'refused-decorator',
  MetaProperty: 'refused-import-meta',
};

/** Throws CellError for the first thing in the cell that is refused. */
export function refuseWhatCannotRun(file: string, node: Node): void {
  const code = refusalOf(node);
  if (code) throw new CellError(code, placeOf(file, node), { name: nameIn(node) });
  if (node['declare'] === true) return;
  for (const inner of below(node)) {
    // The parser takes `<T>` with nothing behind it for a value.
    if (inner.type === 'TSTypeParameterDeclaration' && inner !== node['typeParameters']) {
      const reason: SyntaxReason = 'value-behind-type';
      throw new CellError('syntax', placeOf(file, inner), { reason });
    }
    refuseWhatCannotRun(file, inner);
  }
}

function refusalOf(node: Node): CellErrorCode | undefined {
  if (node['declare'] === true) return undefined;
  if (node.type === 'PropertyDefinition' && node['accessor'] === true) return 'refused-accessor';
  if (node.type === 'AccessorProperty') return 'refused-accessor';
  // Other imports at run time are left to the sandbox, which has nowhere to load them from.
  if (node.type === 'ImportExpression') return child(node, 'source')?.type === 'Literal' ? 'dynamic-import' : undefined;
  if (node.type === 'MetaProperty' && nameOf(child(node, 'meta')!) !== 'import') return undefined;
  return REFUSED[node.type];
}

function nameIn(node: Node): string {
  const named = child(node, 'id') ?? child(node, 'parameter') ?? child(node, 'key') ?? child(node, 'source');
  if (!named || node['computed'] === true) return '';
  return named.type === 'AssignmentPattern' ? nameOf(child(named, 'left')!) : nameOf(named);
}
