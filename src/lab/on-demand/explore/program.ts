/** What a program has to be, before anything of it is lived. Rules: ../../README.md, E8. */
import { InvalidInputError } from '#eventsourcing';
import { describeValue } from '#eventsourcing/storage';
import type { Fault, Program } from '../../lab.ts';

const MOST_ACTORS = 8;
const FAULTS: readonly unknown[] = ['crash', 'abort', 'rollback', 'lost ack', 'duplicate', 'reorder'] satisfies Fault[];

const nothing = (): void => {};

/** What of a program is not as it should be. */
export function faultIn<Outcome>(program: Program<Outcome> | undefined): InvalidInputError | null {
  const { before, actors, restart, faults, outcome, laws } = program ?? ({} as Partial<Program<Outcome>>);
  const names = typeof actors === 'object' && actors !== null ? Object.keys(actors) : [];
  if (names.length === 0 || names.length > MOST_ACTORS) {
    return new InvalidInputError('actors', describeValue(actors), 'actors', MOST_ACTORS);
  }
  const functions: Record<string, unknown> = { before: before ?? nothing, restart: restart ?? nothing, outcome };
  for (const name of names) functions[`actors.${name}`] = actors![name];
  for (const [name, law] of Object.entries(laws ?? {})) functions[`laws.${name}`] = law;
  for (const [field, value] of Object.entries(functions)) {
    if (typeof value !== 'function') return new InvalidInputError(field, describeValue(value), 'function');
  }
  const unknown = Array.isArray(faults) ? (faults as unknown[]).find((fault) => !FAULTS.includes(fault)) : faults;
  return unknown === undefined ? null : new InvalidInputError('faults', describeValue(unknown), 'faults');
}
