/** The development server while somebody writes a lesson: a mistake in it takes its own page, and a change is noticed. */
import { cpSync, mkdtempSync, readdirSync, readFileSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { build, createServer } from 'vite';
import { beforeEach, expect, onTestFinished, test, vi } from 'vitest';
import { lessons } from '../../src/authoring/lessons-plugin.ts';
import { lessonsFolder } from './lessons-folder.ts';

const FIRST = '01-where-did-the-history-go';
const BROKEN = '02-facts-in-the-past-tense';

/** A page without scripts: what it would load is not there. */
const SHELL = `<!doctype html>
<html lang="en">
  <head>
    <!-- policy -->
    <title>Replaybook</title>
    <!-- head -->
  </head>
  <body>
    <!-- page -->
  </body>
</html>
`;

const said = vi.spyOn(console, 'error').mockImplementation(() => {});
beforeEach(() => said.mockClear());

/** The first lesson's files as those of the second. */
const SECOND = Object.fromEntries(
  readdirSync(join('lessons', FIRST)).map((name) => {
    const text = readFileSync(join('lessons', FIRST, name), 'utf8');
    return [`${BROKEN}/${name}`, text.replace('id: where-did-the-history-go', 'id: facts-in-the-past-tense')];
  }),
);

/** The folder of a project with the first lesson, and with a second one that has no Korean text. */
function project(): string {
  const root = realpathSync(mkdtempSync(join(tmpdir(), 'replaybook-')));
  onTestFinished(() => rmSync(root, { recursive: true, force: true }));
  const { [`${BROKEN}/ko.md`]: _, ...files } = SECOND;
  cpSync(lessonsFolder(files), join(root, 'lessons'), { recursive: true });
  writeFileSync(join(root, 'index.html'), SHELL);
  return root;
}

/** A server; it gives the status and the text of a page. */
async function serve(root: string) {
  const plugins = [lessons()];
  const server = await createServer({ configFile: false, root, plugins, logLevel: 'silent', server: { port: 0 } });
  onTestFinished(() => server.close());
  await server.listen();
  return async (page: string) => {
    const response = await fetch(server.resolvedUrls!.local[0]! + page);
    return { status: response.status, text: await response.text() };
  };
}

test('a mistake in a lesson takes its own page, and is said once', async () => {
  const root = project();
  const get = await serve(root);
  expect(await get('where-did-the-history-go.html')).toMatchObject({ status: 200 });
  expect((await get('')).text).toContain('./where-did-the-history-go.html');
  for (const name of ['facts-in-the-past-tense.html', 'facts-in-the-past-tense.ko.html']) {
    const { status, text } = await get(name);
    expect(status).toBe(500);
    expect(text).toContain('There is no ko.md');
  }
  expect(said.mock.calls).toEqual([[expect.stringContaining(`${BROKEN}/ko.md:1:1 There is no ko.md`)]]);
});

test('a file that comes is noticed, and here mends it', async () => {
  const root = project();
  const get = await serve(root);
  const status = async () => (await get('facts-in-the-past-tense.html')).status;
  expect(await status()).toBe(500);
  const folder = join(root, 'lessons', BROKEN);
  writeFileSync(join(folder, 'ko.md'), SECOND[`${BROKEN}/ko.md`]!);
  let others = 0;
  // What comes before the server watches is taken for what was there: then another file is noticed.
  const isMended = async () => {
    writeFileSync(join(folder, `other-${(others += 1)}.ts`), '');
    expect(await status()).toBe(200);
  };
  await vi.waitFor(isMended, { timeout: 10_000, interval: 200 });
});

test('a build ends with it', async () => {
  const building = build({ configFile: false, root: project(), plugins: [lessons()], logLevel: 'silent' });
  await expect(building).rejects.toThrow('There is no ko.md');
});
