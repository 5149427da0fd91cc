/** Other pages around ours: one that frames it, and one that speaks to it as if it were its frame. */
import type { Page } from 'playwright';
import { describe, expect, inject } from 'vitest';
import { Cell } from '../site/cell.ts';
import { mutateSandbox } from '../site/mutate-sandbox.ts';
import { usualLanguage } from '../site/length.ts';
import { LESSON, test } from '../site/test.ts';
import { expectNextRunWorks } from './attack-page.ts';

describe.for(usualLanguage('en'))('in %s', ([language, messages]) => {
  test("inside another site's page the lesson can be read, says why, and does not run", async ({
    serve,
    openPage,
    collector,
  }) => {
    const address = (await serve()).url(LESSON[language]);
    const around = collector.addPage(`<!doctype html><iframe src="${address}" width="1000" height="800"></iframe>`);
    // To the page around it, ours is the foreign one.
    const page = await openPage(around, { expects: ['foreign request'] });
    const framed = page.frameLocator('iframe');
    await framed.getByText(messages.page.framed).waitFor();
    expect(await framed.getByRole('link', { name: messages.page.openAlone }).getAttribute('target')).toBe('_blank');
    expect(await framed.getByRole('heading', { level: 1 }).isVisible()).toBe(true);
    const cell = framed.getByRole('region', { name: 'table.ts', exact: true });
    for (const button of await cell.getByRole('button').all()) expect(await button.isDisabled()).toBe(true);
    await cell.getByRole('button', { name: messages.cell.run }).press('ControlOrMeta+Enter');
    await cell.locator('pre').click();
    expect(await cell.getByRole('textbox').count()).toBe(0);
    // The page around, ours in it, and no frame in ours.
    expect(page.frames()).toHaveLength(2);
  });
});

/** A page that opens a lesson and from then on speaks to it, and to its frame, as the other would. */
const forger = (address: string): string => `<!doctype html><script>
  window.heard = [];
  addEventListener('message', ({ data }) => heard.push(data));
  const opened = open(${JSON.stringify(address)});
  const forge = () => {
    opened.postMessage('replaybook-frame-ready', '*');
    if (opened.length > 0) {
      const { port1, port2 } = new MessageChannel();
      port1.onmessage = ({ data }) => heard.push(data);
      opened[0].postMessage('replaybook-port', '*', [port2]);
    }
    setTimeout(forge);
  };
  forge();
</script>`;

/** What was said to the forger. */
const heardBy = (forging: Page): Promise<unknown[]> =>
  forging.evaluate(() => (window as unknown as { heard: unknown[] }).heard);

/** A frame that takes its time to say that it is there, so that whoever is not its page could be first. */
const slowly = (script: string): string =>
  replaceOnce(script, /parent\.postMessage\([^)]*\)/, 'setTimeout(() => $&, 500)');

const withoutCheck = (script: string): string => replaceOnce(script, /(\w+\.source)(\s*[!=]==\s*)parent/, '$1$2$1');

function replaceOnce(script: string, pattern: RegExp, replacement: string): string {
  expect(script).toMatch(pattern);
  return script.replace(pattern, replacement);
}

test('another window that says it is the frame, or the page, is not believed', async ({
  serve,
  openPage,
  collector,
}) => {
  const site = await serve({ rewrite: mutateSandbox(inject('sites').normal, { bootstrap: slowly }) });
  const page = await openPage(collector.addPage(forger(site.url(LESSON.en))), {
    hasTouch: true,
    expects: ['foreign request'],
  });
  await expect.poll(() => page.context().pages()).toHaveLength(2);
  const lesson = page.context().pages()[1]!;
  await new Cell(lesson, 'table.ts').expectState('fresh');
  await expectNextRunWorks(lesson);
  expect(await heardBy(page)).toEqual([]);
});

test('a frame that does not look at who speaks would believe it', async ({ serve, openPage, collector }) => {
  const bootstrap = (script: string): string => slowly(withoutCheck(script));
  const site = await serve({ rewrite: mutateSandbox(inject('sites').normal, { bootstrap }) });
  const page = await openPage(collector.addPage(forger(site.url(LESSON.en))), { expects: ['foreign request'] });
  await expect.poll(() => heardBy(page), { timeout: 10_000 }).toContainEqual({ kind: 'beat' });
});
