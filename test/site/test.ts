/** `test` with a real browser, servers, and pages that are watched: a test fails at its end if a page did what none may do. */
/* oxlint-disable no-empty-pattern -- Vitest reads from this pattern what a fixture needs */
import { chromium, type Page } from 'playwright';
import { inject, test as base } from 'vitest';
import { BROWSER_FLAGS, findBrowser } from '../../src/authoring/commands/find-browser.mjs';
import { collectRequests } from './collect-requests.ts';
import { bringAxe } from './find-barriers.ts';
import { PagePool, type ProfileOptions } from './page-pool.ts';
import { serveSite, type Rewrite, type Site } from './serve-site.ts';
import { serveSources } from './serve-sources.ts';
import type { Complaint, ComplaintKind } from './watch-page.ts';

/** A name for loopback that browsers do not trust as they trust loopback itself. */
export const OTHER_HOST = 'replaybook.test';

/** The file of the first lesson, in English and in Korean. */
export const LESSON = { en: 'where-did-the-history-go.html', ko: 'where-did-the-history-go.ko.html' } as const;

export type ServeOptions = Readonly<{ prelude?: boolean; path?: string; rewrite?: Rewrite }>;

export type OpenOptions = ProfileOptions &
  Readonly<{
    /** What this test brings about on purpose. */
    expects?: readonly ComplaintKind[];
  }>;

/** Serves a built site. */
export type Serve = (options?: ServeOptions) => Promise<Site>;

/** Opens an address in a browser profile that has nothing of it. */
export type OpenPage = (url: string, options?: OpenOptions) => Promise<Page>;

export const test = base
  .extend('browser', { scope: 'worker' }, async ({}, { onCleanup }) => {
    const executablePath = await findBrowser();
    const browser = await chromium.launch({
      args: [...BROWSER_FLAGS, `--host-resolver-rules=MAP ${OTHER_HOST} 127.0.0.1`],
      ...(executablePath ? { executablePath } : {}),
    });
    onCleanup(() => browser.close());
    return browser;
  })
  .extend('collector', async ({}, { onCleanup }) => {
    const collector = await collectRequests();
    onCleanup(() => collector.close());
    return collector;
  })
  .extend('serve', async ({}, { onCleanup }) => {
    const sites: Site[] = [];
    onCleanup(async () => void (await Promise.all(sites.map((site) => site.close()))));
    const { normal, withoutPrelude } = inject('sites');
    const serve: Serve = async ({ prelude = true, ...options } = {}) => {
      const site = await serveSite({ folder: prelude ? normal : withoutPrelude, ...options });
      sites.push(site);
      return site;
    };
    return serve;
  })
  .extend('sources', async ({}, { onCleanup }) => {
    const sources = await serveSources();
    onCleanup(() => sources.close());
    return sources;
  })
  .extend('pool', { scope: 'worker' }, ({ browser }) => new PagePool(browser, [bringAxe]))
  // Last, and so closed first: a page that loses its server complains.
  .extend('openPage', async ({ pool }, { onCleanup }) => {
    const opened: (() => Promise<readonly Complaint[]>)[] = [];
    onCleanup(async () => {
      const complaints = (await Promise.all(opened.map((close) => close()))).flat();
      if (complaints.length === 0) return;
      throw new Error(complaints.map(({ kind, text }) => `${kind}: ${text}`).join('\n'));
    });
    const openPage: OpenPage = async (url, { expects = [], ...options } = {}) => {
      const taken = await pool.take(new URL(url).origin, options);
      const { page, watch } = taken;
      opened.push(async () => {
        const complaints = watch.complaints.filter(({ kind }) => !expects.includes(kind));
        await pool.giveBack(taken);
        return complaints;
      });
      await page.goto(url);
      return page;
    };
    return openPage;
  });
