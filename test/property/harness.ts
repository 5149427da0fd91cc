/** What a page of the built site runs instead of the workbook, so that histories can be lived in it. */
import { libraries } from 'virtual:sandbox';
import type { History } from './any-history.ts';
import { live, type Life } from './live.ts';
import { createRealBrowser } from './real-browser.ts';

declare global {
  interface Window {
    live(history: History): Promise<Life>;
  }
}

window.live = (history) => live(history, { makeBrowser: createRealBrowser, libraries });
