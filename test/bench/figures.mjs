/** Figures: medians and percentiles of samples, rows with targets, and how they are printed. */

const sorted = (samples) => samples.toSorted((a, b) => a - b);

/** The value below which `share` of the samples lie. */
export function percentile(samples, share) {
  const ordered = sorted(samples);
  return ordered[Math.min(ordered.length - 1, Math.ceil(share * ordered.length) - 1)] ?? Number.NaN;
}

export const median = (samples) => percentile(samples, 0.5);

/** A row: `atMost` or `atLeast` is the target; `baseline` is what `ratio` is taken against. */
export function row(name, value, unit, { atMost, atLeast, baseline, samples } = {}) {
  const ratio = baseline === undefined ? undefined : value / baseline;
  const judged = ratio ?? value;
  const isOver = atMost !== undefined && judged > atMost;
  const isUnder = atLeast !== undefined && judged < atLeast;
  const hasTarget = atMost !== undefined || atLeast !== undefined;
  const target = atMost !== undefined ? `≤ ${atMost}` : atLeast !== undefined ? `≥ ${atLeast}` : undefined;
  return { name, value, unit, baseline, ratio, target, ok: hasTarget ? !isOver && !isUnder : undefined, samples };
}

const shown = (value) =>
  value === undefined ? '' : Number.isInteger(value) ? String(value) : value.toFixed(value < 10 ? 2 : 1);

/** Prints rows as a table. */
export function print(title, rows) {
  console.log(`\n${title}`);
  const cells = rows.map(({ name, value, unit, baseline, ratio, target, ok }) => [
    name,
    `${shown(value)} ${unit}`,
    baseline === undefined ? '' : `${shown(baseline)} ${unit}`,
    ratio === undefined ? '' : `${ratio.toFixed(2)} ×`,
    target ?? '',
    ok === undefined ? '' : ok ? 'yes' : 'NO',
  ]);
  const head = ['', 'value', 'baseline', 'ratio', 'target', 'ok'];
  const widths = head.map((name, column) => Math.max(name.length, ...cells.map((line) => line[column].length)));
  for (const line of [head, ...cells])
    console.log(
      line
        .map((cell, column) => cell.padEnd(widths[column]))
        .join('  ')
        .trimEnd(),
    );
}
