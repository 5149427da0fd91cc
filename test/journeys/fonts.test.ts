/** The site's fonts: they come with it, are few bytes, and move nothing when they come late. */
import type { BrowserContext, Page } from 'playwright';
import { describe, expect } from 'vitest';
import { en, ko } from '#i18n';
import { Cell } from '../site/cell.ts';
import { LESSON, test } from '../site/test.ts';

/** What a page may load of fonts, in bytes. */
const BUDGET = 120_000;
/** Half a second, as over a slow line. */
const LATE = 500;
const MOST_SHIFT = 0.02;

/** Fonts for code, one of which every system has. */
const CODE_FONTS = ['Liberation Mono', 'DejaVu Sans Mono', 'Menlo', 'Consolas', 'Courier New'];

const PAGES = ['index.html', 'index.ko.html', LESSON.en, LESSON.ko];
const SIZES = { 'a laptop': { width: 1280, height: 900 }, 'a phone': { width: 390, height: 844 } };

/** Runs in the page: the files that were fetched ahead, and those of faces that something is set in. */
function fontFiles(): { ahead: string[]; used: string[] } {
  const rules = [...document.styleSheets]
    .flatMap(({ cssRules }) => [...cssRules])
    .filter((rule) => rule instanceof CSSFontFaceRule);
  const fileOf = (text: string): string => /[^/"']+\.woff2/.exec(text)?.[0] ?? '';
  // Faces come in the order of their rules.
  const faces = [...document.fonts];
  const links = [...document.querySelectorAll<HTMLLinkElement>('link[rel="preload"][as="font"]')];
  return {
    ahead: links.map(({ href }) => fileOf(href)),
    used: rules.flatMap(({ style }, index) =>
      faces[index]?.status === 'loaded' ? [fileOf(style.getPropertyValue('src'))] : [],
    ),
  };
}

describe.each(PAGES)('%s', (file) => {
  test('is set in Plex, its text, its heading, its code; of few bytes, to its end and with a cell that was run', async ({
    serve,
    openPage,
  }) => {
    const sizes: Promise<number>[] = [];
    const page = await openPage((await serve()).url(file), {
      prepare: async (context) => {
        context.on('requestfinished', (request) => {
          if (!request.url().endsWith('.woff2')) return;
          sizes.push(request.sizes().then(({ responseBodySize }) => responseBodySize));
        });
      },
    });
    await fontsAreThere(page);
    const isLesson = file === LESSON.en || file === LESSON.ko;
    const shown = { 'main h1': 'Replbook Sans', 'main p': 'Replbook Sans' };
    const code = { 'main pre .line > span': 'Replbook Mono' };
    for (const [selector, family] of Object.entries({ ...shown, ...(isLesson ? code : {}) })) {
      const fonts = await fontsOf(page, selector);
      expect(fonts.length).toBeGreaterThan(0);
      for (const { familyName, isCustomFont } of fonts) {
        expect(familyName).toContain(family);
        expect(isCustomFont).toBe(true);
      }
    }
    if (isLesson) await new Cell(page, 'table.ts', file === LESSON.ko ? ko : en).run();
    await page.evaluate(async () => {
      for (const part of document.querySelectorAll('main > *')) {
        part.scrollIntoView();
        await new Promise((resolve) => setTimeout(resolve, 20));
      }
    });
    await fontsAreThere(page);
    // What was fetched ahead is used.
    const { ahead, used } = await page.evaluate(fontFiles);
    expect(ahead.length).toBeGreaterThan(3);
    expect(used).toEqual(expect.arrayContaining(ahead));
    const bytes = (await Promise.all(sizes)).reduce((sum, one) => sum + one, 0);
    expect(bytes).toBeGreaterThan(10_000);
    expect(bytes).toBeLessThanOrEqual(BUDGET);
  });

  test.for(Object.entries(SIZES))(
    'does not move on %s when its fonts come late',
    async ([, viewport], { serve, openPage }) => {
      const fonts = holdFonts();
      const site = await serve();
      const page = await openPage(site.url('icon.svg'), { viewport, before: noteShifts, prepare: fonts.hold });
      await page.goto(site.url(file), { waitUntil: 'domcontentloaded' });
      // Elements that wake up are another matter.
      if (file === LESSON.en || file === LESSON.ko) {
        await new Cell(page, 'table.ts', file === LESSON.ko ? ko : en).expectState('fresh');
      }
      await page.waitForTimeout(LATE);
      expect(await page.evaluate(() => performance.getEntriesByName('first-contentful-paint').length)).toBe(1);
      await page.evaluate(() => void (window.shifts.length = 0));
      fonts.release();
      await fontsAreThere(page);
      await page.waitForTimeout(100);
      const shifts = await page.evaluate(() => window.shifts);
      expect(shifts.reduce((sum, one) => sum + one, 0)).toBeLessThanOrEqual(MOST_SHIFT);
    },
  );
});

test('the editor measures its columns anew when its font comes after it', async ({ serve, openPage }) => {
  const fonts = holdFonts();
  // In place of the font that is late stands one as regular, and wider.
  const wide = `@font-face{font-family:Wide;size-adjust:130%;src:${CODE_FONTS.map((name) => `local('${name}')`).join()}}`;
  const first = ':root{--mono:"Replaybook Mono",Wide,monospace !important}';
  const rewrite = (text: string): string => text.replace('</head>', `<style>${wide}${first}</style></head>`);
  const site = await serve({ rewrite });
  const page = await openPage(site.url('icon.svg'), { prepare: fonts.hold });
  await page.goto(site.url(LESSON.en), { waitUntil: 'domcontentloaded' });
  // The editor's own word for columns that are not where it measured them.
  const warnings: string[] = [];
  page.on('console', (message) => message.type() === 'warning' && warnings.push(message.text()));
  const table = new Cell(page, 'table.ts');
  await table.write("'mmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmm';");
  fonts.release();
  await page.keyboard.press('End');
  await fontsAreThere(page);
  // Where it was measured with the other font it is off by many characters.
  await expect.poll(() => table.region.evaluate(cursorFromEnd)).toBeLessThan(2);
  expect(warnings).toEqual([]);
});

test('the licence of the fonts comes with them', async ({ serve }) => {
  const response = await fetch((await serve()).url('fonts-licence.txt'));
  expect(response.status).toBe(200);
  expect(await response.text()).toContain('SIL OPEN FONT LICENSE Version 1.1');
});

declare global {
  interface Window {
    shifts: number[];
  }
}

function noteShifts(): void {
  window.shifts = [];
  new PerformanceObserver((list) => {
    for (const entry of list.getEntries()) window.shifts.push((entry as unknown as { value: number }).value);
  }).observe({ type: 'layout-shift', buffered: true });
}

/** Keeps every font back until it is released; until then a page does not count as loaded. */
function holdFonts() {
  let release = (): void => {};
  const released = new Promise<void>((resolve) => (release = resolve));
  const hold = (context: BrowserContext): Promise<void> =>
    context.route('**/*.woff2', async (route) => {
      await released;
      await route.continue();
    }) as Promise<unknown> as Promise<void>;
  return { hold, release };
}

const fontsAreThere = (page: Page): Promise<void> =>
  page.evaluate(async () => {
    await document.fonts.ready;
  });

/** The fonts that the first such element and all in it is drawn with. */
async function fontsOf(page: Page, selector: string) {
  const client = await page.context().newCDPSession(page);
  await client.send('DOM.enable');
  await client.send('CSS.enable');
  const { root } = await client.send('DOM.getDocument');
  const { nodeId } = await client.send('DOM.querySelector', { nodeId: root.nodeId, selector });
  const { fonts } = await client.send('CSS.getPlatformFontsForNode', { nodeId });
  return fonts;
}

/** How far the cursor is from the end of the line, in pixels. */
function cursorFromEnd(cell: Element): number {
  const root: ParentNode = cell.querySelector('.view-line') ? cell : cell.shadowRoot!;
  const range = document.createRange();
  range.selectNodeContents(root.querySelector('.view-line > span')!);
  const end = [...range.getClientRects()].at(-1)!.right;
  return Math.abs(root.querySelector('.cursors-layer .cursor')!.getBoundingClientRect().left - end);
}
