/** What the libraries export, for the linker: read from their sources when a page is built. */
import type { LabAtHand } from '#lab';
import type { CellExport } from '../compiled-cell.ts';
import type { LibraryExports } from '../link.ts';
import type * as atHand from '../worker/at-hand.ts';
import { child, children, parseCell } from './ast.ts';
import { declaredNames, readModuleShape } from './module-shape.ts';

/** Names of what every run has at hand, by library: a cell that imports another one brings all the rest with it. */
const AT_HAND: Readonly<Record<string, object>> = {
  eventsourcing: {
    commandHandler: true,
    ExpectedVersionConflictError: true,
    IllegalStateError: true,
    InvalidInputError: true,
    isExpectedStreamVersion: true,
    isExpectedVersionConflictError: true,
    isIllegalStateError: true,
    isInvalidInputError: true,
    isStreamTombstonedError: true,
    StreamTombstonedError: true,
  } satisfies Record<keyof typeof atHand, true>,
  lab: {
    eventStore: true,
    snapshots: true,
    database: true,
    clock: true,
    newId: true,
    display: true,
  } satisfies Record<keyof LabAtHand, true>,
};

/** The names that a library's module exports; what is at hand comes first. */
export function libraryExports(library: string, file: string, source: string): Required<LibraryExports> {
  const program = parseCell(file, source);
  const { exports } = readModuleShape(file, program, 'unused');
  // In a declaration file `declare const` stands for a value that is made elsewhere.
  const declared = children(program, 'body').flatMap((statement) => {
    const declaration = child(statement, 'declaration');
    return declaration?.type === 'VariableDeclaration' ? declaredNames(declaration) : [];
  });
  const isValue = ({ name, kind }: CellExport): boolean => kind === 'value' || declared.includes(name);
  const isAtHand = (name: string): boolean => Object.hasOwn(AT_HAND[library] ?? {}, name);
  const values = exports.filter(isValue).map(({ name }) => name);
  const atHand = values.filter(isAtHand);
  return {
    values: [...atHand, ...values.filter((name) => !isAtHand(name))],
    types: exports.filter((one) => !isValue(one)).map(({ name }) => name),
    atHand: atHand.length,
  };
}
