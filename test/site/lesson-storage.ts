/** A lesson's storage as the browser has it, and what a page says of it. */
import type { Page } from 'playwright';
import { expect } from 'vitest';
import type { ErrorCode } from '#errors';
import type { AllMessages, ErrorData } from '#i18n';

/** The page says at its top what is wrong, what to do, and where it works in memory what becomes of texts. */
export async function expectNotice(
  page: Page,
  messages: AllMessages,
  ...[code, data, parts = []]: [
    code: ErrorCode<'storage'>,
    data: ErrorData,
    parts?: readonly (keyof AllMessages['page']['inMemory'])[],
  ]
) {
  const notice = page.locator('main > [role=alert]:first-child');
  const { what, next } = messages.errors[code](data);
  const words = [what, next, ...parts.map((part) => messages.page.inMemory[part])];
  await expect.poll(() => notice.textContent()).toBe(words.join(' '));
}

/** Opens the texts as another version of the page would, and keeps them open; gives the version. */
export function openAt(page: Page, version: number): Promise<number> {
  return page.evaluate(
    (wanted) =>
      new Promise<number>((resolve, reject) => {
        const request = indexedDB.open('replaybook', wanted);
        // What nobody holds is closed when memory is tidied up.
        Object.assign(window, { held: request });
        request.addEventListener('upgradeneeded', ({ oldVersion }) => {
          if (oldVersion === 0) request.result.createObjectStore('drafts', { keyPath: ['lessonId', 'file'] });
        });
        request.addEventListener('success', () => resolve(request.result.version));
        request.addEventListener('error', () => reject(new Error(String(request.error))));
      }),
    version,
  );
}

/** The texts that are stored, once the page has begun: whoever comes before it would make an empty database. */
export async function draftsIn(page: Page): Promise<string[]> {
  await page.locator('code-cell[awake]').first().waitFor({ state: 'attached' });
  return page.evaluate(
    () =>
      new Promise<string[]>((resolve, reject) => {
        const request = indexedDB.open('replaybook');
        request.addEventListener('error', () => reject(new Error(String(request.error))));
        request.addEventListener('success', () => {
          const database = request.result;
          const drafts = database.transaction('drafts').objectStore('drafts').getAll() as IDBRequest<
            { text: string }[]
          >;
          drafts.addEventListener('success', () => {
            database.close();
            resolve(drafts.result.map(({ text }) => text));
          });
        });
      }),
  );
}

/** Gives the page's storage this many bytes, or as many as before. */
export async function setQuota(page: Page, quotaSize: number | null): Promise<void> {
  const devtools = await page.context().newCDPSession(page);
  const { origin } = new URL(page.url());
  await devtools.send('Storage.overrideQuotaForOrigin', quotaSize === null ? { origin } : { origin, quotaSize });
}
