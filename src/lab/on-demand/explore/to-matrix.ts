/** The picture of an exploration. Pure. Rules: ../../README.md, E. */
import { MATRIX_LIMITS, type MatrixPicture, type MatrixRow, type MatrixStep } from '../../matrix.ts';
import type { Told } from './outcomes.ts';

export function toMatrix<Outcome>({ explored, holds }: Told<Outcome>): MatrixPicture {
  const { how, schedules, covered, outcomes, laws } = explored;
  const all = outcomes.map(({ outcome, count, shortest, schedule }, index): MatrixRow => {
    const steps = shortest.slice(0, MATRIX_LIMITS.steps).map(toStep);
    return { outcome: short(textOf(outcome)), count, laws: holds[index]!, steps, schedule: sendable(schedule) };
  });
  const broken = (row: MatrixRow): number => row.laws.filter((holdsIt) => !holdsIt).length;
  const rows = all.toSorted((one, other) => broken(other) - broken(one) || other.count - one.count);
  const shown = rows.slice(0, MATRIX_LIMITS.rows);
  return {
    how,
    schedules,
    covered,
    laws: Object.keys(laws).map(short),
    rows: shown,
    left: rows.length - shown.length,
  };
}

const sendable = (schedule: string): string => (schedule.length <= MATRIX_LIMITS.schedule ? schedule : '');

function short(text: string): string {
  const { characters } = MATRIX_LIMITS;
  return text.length <= characters ? text : `${text.slice(0, characters - 1)}…`;
}

/** An outcome in one line: of an object its properties, without what JSON needs. */
function textOf(outcome: unknown): string {
  if (typeof outcome !== 'object' || outcome === null || Array.isArray(outcome)) return valueText(outcome);
  return Object.entries(outcome)
    .map(([name, value]) => `${name} ${typeof value === 'string' ? value : valueText(value)}`)
    .join(' · ');
}

/** As JSON, which leaves some values without a text. */
const valueText = (value: unknown): string => JSON.stringify(value) ?? 'undefined';

function toStep(text: string): MatrixStep {
  const at = text.indexOf(': ');
  return { actor: short(text.slice(0, at)), what: short(text.slice(at + 2)) };
}
