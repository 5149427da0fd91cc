/** Counts what happened in many lives: a property that rarely meets a stop or a conflict says little about them. */
import type { Happening } from './live.ts';

/** What happened less often than this, of all of its kind, was not looked at. */
const LEAST = 0.01;

/** Everything that has to happen. */
const MUST_HAPPEN: Readonly<Record<Happening['kind'], readonly string[]>> = {
  operation: [
    'edit',
    'edit, back to the author',
    'edit, does not compile',
    'edit and run',
    'run',
    'run all',
    'reset',
    'reset world',
    'reset all',
    'reload',
    'run, stopped in the middle',
    'run, reloaded in the middle',
    'another tab: edit',
    'another tab: run',
    'another tab: reset',
    'another tab, meanwhile: edit',
    'another tab, meanwhile: run',
    'another tab, meanwhile: reset',
    'meanwhile here: edit',
    'meanwhile here: run',
    'meanwhile here: reset',
    'edit in both tabs',
    'choose between two texts',
  ],
  'end of a run': [
    'done',
    'refused',
    'conflict',
    'stopped',
    'failed: its own error',
    'failed: does not compile',
    'failed: waits for what never comes',
    'failed: an earlier cell failed',
    'failed: another tab changed its world',
  ],
  'run of all at the end': ['left some as they were', 'ran everything'],
};

/** Counts happenings. */
export class Report {
  readonly #counts = new Map<string, number>();
  #lives = 0;

  add(happened: readonly Happening[]): void {
    this.#lives += 1;
    for (const { kind, what } of happened) {
      const key = `${kind}/${what}`;
      this.#counts.set(key, (this.#counts.get(key) ?? 0) + 1);
    }
  }

  /** What has to happen and made up less than one in a hundred of its kind. */
  get rare(): readonly string[] {
    return this.#rows()
      .filter(({ must, share }) => must && share < LEAST)
      .map(({ what }) => what);
  }

  /** A table of all that happened. */
  toString(): string {
    const lines = this.#rows().map(
      ({ kind, what, count, share }) =>
        `${kind.padEnd(22)} ${what.padEnd(40)} ${String(count).padStart(7)} ${(share * 100).toFixed(1).padStart(5)} %`,
    );
    return [`${this.#lives} histories`, ...lines].join('\n');
  }

  #rows() {
    return (Object.keys(MUST_HAPPEN) as Happening['kind'][]).flatMap((kind) => {
      const own = [...this.#counts].filter(([key]) => key.startsWith(`${kind}/`));
      const all = own.reduce((sum, [, count]) => sum + count, 0);
      const names = new Set([...MUST_HAPPEN[kind], ...own.map(([key]) => key.slice(kind.length + 1))]);
      return [...names].map((what) => {
        const count = this.#counts.get(`${kind}/${what}`) ?? 0;
        return { kind, what, count, share: all === 0 ? 0 : count / all, must: MUST_HAPPEN[kind].includes(what) };
      });
    });
  }
}
