/** Watches for tasks that keep a page from answering. */
import type { Page } from 'playwright';

declare global {
  interface Window {
    /** Tasks of over 50 ms: start and duration. */
    longTasks: (readonly [start: number, duration: number])[];
  }
}

/** Notes the long tasks of a page; goes into `before`. */
export function noteLongTasks(): void {
  window.longTasks = [];
  new PerformanceObserver((list) => {
    for (const { startTime, duration } of list.getEntries()) window.longTasks.push([startTime, duration]);
  }).observe({ type: 'longtask' });
}

/** How a test is made in which they are measured: whatever else a machine does adds to them, so the best of three is what the page takes. */
export const MEASURED = { retry: 2 } as const;

/** The page's own time. */
export const timeIn = (page: Page): Promise<number> => page.evaluate(() => performance.now());

/** Milliseconds of the longest task that began since `start`; 0 when none was long. */
export async function worstTask(page: Page, start: number): Promise<number> {
  const tasks = await page.evaluate(() => window.longTasks);
  const worst = Math.max(0, ...tasks.filter(([at]) => at >= start).map(([, duration]) => duration));
  console.log(`longest task: ${worst} ms`);
  return worst;
}
