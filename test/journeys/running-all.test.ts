/** The property in a real browser: the same histories as in the simulator, in a page of the built site with its policy, its frame and IndexedDB, must come to the same. */
import { expect } from 'vitest';
import { libraries } from 'virtual:sandbox';
import { buildHarness } from '../property/build-harness.ts';
import { buildWorkerProgram, createInProcessRunner } from '../../src/authoring/simulator/in-process-runner.ts';
import { live } from '../property/live.ts';
import { createMemoryBrowser } from '../../src/authoring/simulator/memory-browser.ts';
import { expectRight, holdForRuns, type Judge } from '../property/property.ts';
import { isLong } from '../site/length.ts';
import { LESSON, test } from '../site/test.ts';

/** Milliseconds: thirty histories take most of a minute, and a history that never ends must not hold up the rest. */
const LIMIT = process.env['PROPERTY_RUNS'] ? 3_600_000 : 300_000;
const LIMIT_OF_ONE = 30_000;
/** Pages at a time: a run waits more than it works. */
const PAGES = 4;

test(
  'X26: running all gives in Chromium what it gives on a new page, and in the simulator',
  async ({ serve, openPage }) => {
    const [harness, program] = await Promise.all([buildHarness(), buildWorkerProgram()]);
    const site = await serve({ rewrite: (text, name) => (/^assets\/start-[^/]*\.js$/.test(name) ? harness : text) });
    const simulated = { makeBrowser: () => createMemoryBrowser(() => createInProcessRunner(program)), libraries };
    const judgeInPage = async (): Promise<Judge> => {
      const page = await openPage(site.url(LESSON.en));
      // A page's script comes when its text is on the screen.
      await page.waitForFunction(() => 'live' in window);
      return async (generated) => {
        const history = toPlain(generated);
        const real = await inTime(page.evaluate((lived) => window.live(lived), history));
        expectRight(real);
        const { reached } = await live(history, simulated);
        expect(real.reached).toEqual(toPlain(reached));
        return real;
      };
    };
    await holdForRuns(isLong ? 100 : 30, await Promise.all(Array.from({ length: PAGES }, judgeInPage)));
  },
  LIMIT,
);

/** A history takes two seconds; one that never ends is to be named, not waited for. */
async function inTime<Value>(living: Promise<Value>): Promise<Value> {
  let deadline: ReturnType<typeof setTimeout> | undefined;
  const late = new Promise<never>((_, reject) => {
    deadline = setTimeout(() => reject(new Error('This history does not end.')), LIMIT_OF_ONE);
  });
  try {
    return await Promise.race([living, late]);
  } finally {
    clearTimeout(deadline);
  }
}

/** As it crosses into a page. */
const toPlain = <Value>(value: Value): Value => JSON.parse(JSON.stringify(value)) as Value;
