/** The property in a simulated browser: the real session, compiler, lab and worker's program over storage in memory. */
import { test } from 'vitest';
import { libraries } from 'virtual:sandbox';
import { buildWorkerProgram, createInProcessRunner } from '../../src/authoring/simulator/in-process-runner.ts';
import { live } from './live.ts';
import { createMemoryBrowser } from '../../src/authoring/simulator/memory-browser.ts';
import { expectRight, holdForSeconds } from './property.ts';

test('X26: whatever was done to a lesson, running all gives what a new page gives', async () => {
  const program = await buildWorkerProgram();
  const surroundings = {
    makeBrowser: () => createMemoryBrowser(() => createInProcessRunner(program)),
    libraries,
  };
  await holdForSeconds(25, async (history) => {
    const life = await live(history, surroundings);
    expectRight(life);
    return life;
  });
}, 3_600_000);
