/** Finds the lesson that was asked for, and has it checked in a process of its own: a cell may never end. */
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, watch } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { parseArgs } from 'node:util';
import { onEnd } from './on-end.mjs';
import { ROOT } from './prepare.mjs';
import { runCommand } from './run-command.mjs';

const USAGE = [
  'npm run lesson -- 03           checks lesson 3',
  'npm run lesson -- 03 --watch   checks it again whenever one of its files changes',
].join('\n');

/** How long a check may take before a cell of the lesson is taken for one that never ends. */
const LIMIT = 30_000;
/** The code with which a check ends that has found something wrong. */
const FOUND = 2;
/** An editor may write a file in several steps. */
const QUIET = 100;
/** What stands beside the lessons and says something about each. */
const SHARED = ['course.yaml', 'glossary.yaml'];

/** What was asked for: the lesson's folder among `folders`, and whether to go on. Throws an error that says what can be asked for. */
export function readLessonOptions(parts, folders, env = {}) {
  const { wanted, goesOn } = readParts(parts);
  const isMeant = /^\d+$/.test(wanted)
    ? (folder) => Number.parseInt(folder, 10) === Number(wanted)
    : (folder) => folder === wanted || folder.replace(/^\d+-/, '') === wanted;
  const folder = folders.find(isMeant);
  if (!folder)
    throw new Error(`There is no lesson ${wanted}. There are:\n${folders.map((name) => `  ${name}`).join('\n')}`);
  const number = Number.parseInt(folder, 10);
  const same = folders.filter((name) => Number.parseInt(name, 10) === number);
  if (same.length > 1) throw new Error(`There are two folders for lesson ${number}: ${same.join(' and ')}.`);
  // Typed without the `--` in front, an option ends as a setting of npm.
  return { folder, goesOn: goesOn || env.npm_config_watch === 'true' };
}

/** Checks the lesson that was asked for; the exit code tells whether all of it is right. */
export async function runLesson(parts) {
  let asked;
  try {
    asked = readLessonOptions(parts, lessonFolders(), process.env);
  } catch (error) {
    console.error(error.message);
    process.exitCode = 1;
    return;
  }
  const folder = join(ROOT, 'lessons', asked.folder);
  // A file that is saved during the first check is to be noticed too.
  const changes = asked.goesOn ? watchLesson(folder) : null;
  process.exitCode = await checkFolder(folder);
  if (!changes) return;
  for (;;) {
    if (changes.isDirty) console.log('A file has changed meanwhile: once more.');
    else console.log(`Waiting for a change in lessons/${asked.folder}; Ctrl+C ends it.`);
    const forget = onEnd(() => process.exit());
    await changes.next();
    forget();
    console.log('');
    await checkFolder(folder);
  }
}

/** Checks the lesson in `folder`, for `limit` milliseconds at most. Resolves to 0 when all of it is right, else to 1. */
export async function checkFolder(folder, limit = LIMIT) {
  const own = mkdtempSync(join(tmpdir(), 'replaybook-lesson-'));
  const note = join(own, 'runs');
  const program = join(import.meta.dirname, 'check-lesson.mjs');
  let isLate = false;
  const late = () => {
    isLate = true;
    return `✗ ${sayLate(note, limit)}`;
  };
  try {
    const options = { cwd: ROOT, env: process.env, limit, late };
    const { status } = await runCommand(process.execPath, [program, folder, note], options);
    if (status !== 0 && status !== FOUND && !isLate)
      console.error('✗ The check could not go on: what stands above is the reason.');
    return status === 0 ? 0 : 1;
  } finally {
    rmSync(own, { recursive: true });
  }
}

/** What to say of a check that was ended: `note` has the file that ran then. */
function sayLate(note, limit) {
  const time = `has not ended after ${limit / 1000} s.`;
  if (!existsSync(note)) return `The check ${time}`;
  return `${readFileSync(note, 'utf8')} ${time} Look there for a loop that never ends.`;
}

/** Watches the files of a lesson, and those of the course that say something about it, until it is closed. */
export function watchLesson(folder) {
  let timer;
  let isDirty = false;
  let wake = () => {};
  const changed = () => {
    clearTimeout(timer);
    timer = setTimeout(() => {
      isDirty = true;
      wake();
    }, QUIET);
  };
  const watchers = [
    watch(folder, changed),
    // Not the files themselves: an editor may put another in the place of one. Some systems name none.
    watch(dirname(folder), (_, name) => (name === null || SHARED.includes(name)) && changed()),
  ];
  return {
    /** Whether something has changed that nobody has asked for. */
    get isDirty() {
      return isDirty;
    },
    /** Resolves when something has changed since the last time, and nothing else has for a moment. */
    async next() {
      if (!isDirty) await new Promise((resolve) => (wake = resolve));
      isDirty = false;
    },
    close() {
      clearTimeout(timer);
      for (const watcher of watchers) watcher.close();
    },
  };
}

function readParts(parts) {
  const { values, positionals } = parse(parts);
  const [written = '', ...rest] = positionals;
  // A shell completes the folder of a lesson to `lessons/03-fold-seven-events/`.
  const wanted = basename(written);
  if (!/^[\w-]+$/.test(wanted) || rest.length > 0) refuse(parts);
  return { wanted, goesOn: values.watch };
}

function parse(parts) {
  try {
    const options = { watch: { type: 'boolean', default: false } };
    return parseArgs({ args: parts, options, allowPositionals: true });
  } catch {
    return refuse(parts);
  }
}

function refuse(parts) {
  throw new Error(
    parts.length === 0 ? USAGE : `npm run lesson was given "${parts.join(' ')}"; it knows these:\n${USAGE}`,
  );
}

const lessonFolders = () =>
  readdirSync(join(ROOT, 'lessons'))
    .filter((name) => /^\d+-/.test(name))
    .toSorted();
