/** Checks the lesson in the folder that is named, and ends with 2 when anything in it is wrong: `node check-lesson.mjs lessons/03-fold-seven-events`. A second name is that of a file in which it notes what runs. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { ROOT } from './prepare.mjs';

const started = performance.now() - process.uptime() * 1000;
const { checkLesson, lineOf } = await load('src/authoring/check-lesson/index.ts');
const [folder, note] = process.argv.slice(2);
let isRight = true;
const tell = (finding) => {
  isRight &&= finding.isRight;
  console.log(lineOf(finding));
};
// A loop that never ends leaves no time to say anything later.
await checkLesson(resolve(folder), ROOT, tell, (file) => note && writeFileSync(note, file));
const seconds = ((performance.now() - started) / 1000).toFixed(1);
console.log(isRight ? `All of it is right, ${seconds} s` : `Something is wrong, ${seconds} s`);
// What a cell has left behind may still wait for something.
process.exit(isRight ? 0 : 2);

/** A module of TypeScript, bundled: that takes a quarter of the time that it would take to load it file by file. */
async function load(entry) {
  const { build } = await import('vite');
  mkdirSync(join(ROOT, '.cache'), { recursive: true });
  // From here the packages are found.
  const outDir = mkdtempSync(join(ROOT, '.cache', 'lesson-'));
  try {
    await build({
      configFile: false,
      root: ROOT,
      logLevel: 'warn',
      build: {
        outDir,
        ssr: true,
        target: 'node20',
        minify: false,
        rolldownOptions: {
          input: { lesson: join(ROOT, entry) },
          output: { entryFileNames: '[name].mjs', codeSplitting: false },
        },
      },
    });
    return await import(pathToFileURL(join(outDir, 'lesson.mjs')).href);
  } finally {
    rmSync(outDir, { recursive: true, force: true });
  }
}
