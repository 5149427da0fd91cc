/** What a program has to be, before anything of it is lived. Rules: ../../README.md, E8. */
import { InvalidInputError } from '#eventsourcing';
import { describeValue } from '#eventsourcing/storage';
import type { Fault, Program } from '../../lab.ts';

const MOST_ACTORS = 8;
const FAULTS: readonly unknown[] = ['crash', 'abort', 'rollback', 'lost ack', 'duplicate', 'reorder'] satisfies Fault[];

const nothing = (): void => {};

/** Looked at for each schedule: names are written only where one is told. */
function noFunctionIn(functions: Readonly<Record<string, unknown>>, path: string): InvalidInputError | null {
  for (const name of Object.keys(functions)) {
    const value = functions[name];
    if (typeof value !== 'function') return new InvalidInputError(path + name, describeValue(value), 'function');
  }
  return null;
}

/** What of a program is not as it should be. */
export function faultIn<Outcome>(program: Program<Outcome> | undefined): InvalidInputError | null {
  const { before, actors, restart, faults, outcome, laws } = program ?? ({} as Partial<Program<Outcome>>);
  const names = typeof actors === 'object' && actors !== null ? Object.keys(actors) : [];
  if (names.length === 0 || names.length > MOST_ACTORS) {
    return new InvalidInputError('actors', describeValue(actors), 'actors', MOST_ACTORS);
  }
  const given = { before: before ?? nothing, restart: restart ?? nothing, outcome };
  const wrong = noFunctionIn(given, '') ?? noFunctionIn(actors!, 'actors.') ?? noFunctionIn(laws ?? {}, 'laws.');
  if (wrong) return wrong;
  const unknown = Array.isArray(faults) ? (faults as unknown[]).find((fault) => !FAULTS.includes(fault)) : faults;
  return unknown === undefined ? null : new InvalidInputError('faults', describeValue(unknown), 'faults');
}
