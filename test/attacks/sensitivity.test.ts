/** The attacks are no dummies: without the part of the sandbox that stops it, each gets through, and it alone. */
import { expect, inject } from 'vitest';
import { en } from '#i18n';
import { Cell } from '../site/cell.ts';
import type { Collector } from '../site/collect-requests.ts';
import { mutateSandbox, withDirective, withSource, type Mutation } from '../site/mutate-sandbox.ts';
import { LESSON, test, type OpenPage, type Serve } from '../site/test.ts';
import { attack, attempting, UNDER_ATTACK } from './attack-page.ts';
import { codeOf, hasGotThrough, navigating, tryWaysOut, type WayOut } from './ways-out.ts';

/** A source in one directive of both policies: the page's counts in the frame too. */
const inBoth = (directive: string, source: string): Mutation => ({
  pagePolicy: withSource(directive, source),
  framePolicy: withSource(directive, source),
});

const MUTATIONS: Readonly<Record<string, readonly [opened: WayOut, (collector: Collector) => Mutation]>> = {
  "the frame's policy is gone": ['own fetch', () => ({ framePolicy: () => '' })],
  'both policies let the collector be fetched': [
    'foreign fetch',
    ({ origin }) => ({
      pagePolicy: withSource('connect-src', origin),
      framePolicy: withDirective('connect-src', origin),
    }),
  ],
  'both policies let scripts come over http': ['import over http', () => inBoth('script-src', 'http:')],
  'both policies let scripts be data': ['import of data', () => inBoth('script-src', 'data:')],
  "the page's policy lets frames go anywhere": ['navigation', () => ({ pagePolicy: withDirective('frame-src', '*') })],
};

type Fixtures = Readonly<{ serve: Serve; openPage: OpenPage; collector: Collector }>;

/** Tries all ways out of a changed sandbox, and says which got through. */
async function tryAll(mutation: Mutation, { serve, openPage, collector }: Fixtures): Promise<WayOut[]> {
  const { withoutPrelude } = inject('sites');
  const site = await serve({ prelude: false, rewrite: mutateSandbox(withoutPrelude, mutation) });
  const page = await openPage(site.url(LESSON.en), UNDER_ATTACK);
  const open = await tryWaysOut(page, { collector, site });

  const captured = { ...mutation, ...navigating(collector) };
  const capturedSite = await serve({ prelude: false, rewrite: mutateSandbox(withoutPrelude, captured) });
  const capturedPage = await openPage(capturedSite.url(LESSON.en), UNDER_ATTACK);
  // The frame has left or was kept from it; either way it is no frame that answers.
  const table = new Cell(capturedPage, 'table.ts');
  await table.run('failed');
  expect(await table.log.textContent()).toContain(en.errors['no-frame']().what);
  return hasGotThrough('navigation', '', { collector, site: capturedSite }) ? [...open, 'navigation'] : open;
}

test('with everything in place no way out is open', async ({ serve, openPage, collector }) => {
  expect(await tryAll({}, { serve, openPage, collector })).toEqual([]);
});

test.for(Object.entries(MUTATIONS))(
  'when %s, the one way out that this closed is open',
  async ([, [opened, makeMutation]], { serve, openPage, collector }) => {
    expect(await tryAll(makeMutation(collector), { serve, openPage, collector })).toEqual([opened]);
  },
);

test('a changed script whose hash is not made right does not run', async ({ serve, openPage, collector }) => {
  const { normal } = inject('sites');
  const site = await serve({ rewrite: mutateSandbox(normal, { ...navigating(collector), keepsHash: true }) });
  const page = await openPage(site.url(LESSON.en), UNDER_ATTACK);
  await new Cell(page, 'table.ts').run('failed');
  expect(collector.hits).toEqual([]);
});

test('a frame with the origin of the page is refused, and nothing runs', async ({ serve, openPage, collector }) => {
  const rewrite = (text: string): string => text.replaceAll('allow-scripts', 'allow-scripts allow-same-origin');
  const site = await serve({ prelude: false, rewrite });
  const page = await openPage(site.url(LESSON.en), UNDER_ATTACK);
  const shown = await attack(page, attempting(codeOf('foreign fetch', { collector, site })));
  expect(shown).toContain(en.errors['no-frame']().what);
  expect(shown).not.toContain('refused');
  expect(collector.hits).toEqual([]);
});
