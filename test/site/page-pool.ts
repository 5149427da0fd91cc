/** Pages that were used by a test and can be used by the next: to make one takes a third of the work of a short test. */
import type { Browser, BrowserContext, BrowserContextOptions, Page } from 'playwright';
import { watchContext, type Watch } from './watch-page.ts';

const VIEWPORT = { width: 1280, height: 900 };

/** How a page's profile is made. */
export type ProfileOptions = BrowserContextOptions &
  Readonly<{
    /** Runs in every page before anything else. */
    before?: (() => void) | undefined;
    /** Prepares the profile. */
    prepare?: ((context: BrowserContext) => Promise<void>) | undefined;
  }>;

/** A page in a profile of its own. */
export type PooledPage = Readonly<{ page: Page; watch: Watch; kind: string | null }>;

export class PagePool {
  readonly #browser: Browser;
  /** What may be done to a profile and be there for the next test. */
  readonly #harmless: readonly unknown[];
  readonly #free: PooledPage[] = [];

  constructor(browser: Browser, harmless: readonly unknown[]) {
    this.#browser = browser;
    this.#harmless = harmless;
  }

  /** A page for an origin in which no page of this profile has been. */
  async take(origin: string, { before, prepare, ...options }: ProfileOptions): Promise<PooledPage> {
    const isReusable = before === undefined && (prepare === undefined || this.#harmless.includes(prepare));
    const kind = isReusable ? JSON.stringify([options, this.#harmless.indexOf(prepare)]) : null;
    const at = this.#free.findIndex((one) => one.kind === kind);
    const [found] = kind === null || at === -1 ? [] : this.#free.splice(at, 1);
    if (found) {
      found.watch.begin(origin);
      return found;
    }
    const context = await this.#browser.newContext({ viewport: VIEWPORT, ...options });
    const watch = await watchContext(context);
    watch.begin(origin);
    if (before) await context.addInitScript(before);
    await prepare?.(context);
    return { page: await context.newPage(), watch, kind };
  }

  /** Takes a page back, or away: it is as it was, but for what its profile keeps of origins that are gone. */
  async giveBack(one: PooledPage): Promise<void> {
    const { page, kind } = one;
    const context = page.context();
    if (kind === null || !(await isCleaned(page))) return context.close();
    this.#free.push(one);
  }
}

async function isCleaned(page: Page): Promise<boolean> {
  if (page.isClosed()) return false;
  try {
    const { origin } = new URL(page.url());
    for (const other of page.context().pages()) if (other !== page) await other.close();
    await page.unrouteAll({ behavior: 'ignoreErrors' });
    await page.goto('about:blank', { timeout: 5_000 });
    // Only this: what else can be emulated belongs to the kind of page.
    await page.emulateMedia({ media: null });
    if (page.viewportSize()?.width !== VIEWPORT.width) return false;
    // A later server may have the port of this one.
    const devtools = await page.context().newCDPSession(page);
    if (origin !== 'null') await devtools.send('Storage.clearDataForOrigin', { origin, storageTypes: 'all' });
    await devtools.detach();
    return true;
  } catch {
    return false;
  }
}
