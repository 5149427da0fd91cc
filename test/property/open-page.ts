/** A page of a test: a session that can be interrupted at a chosen call, with texts compiled once. */
import type { LessonPage } from '#lesson';
import type { CompiledCell, Libraries } from '#runner';
import type { CellView } from '#workbook';
import type { Tab } from '../../src/authoring/simulator/browser.ts';
import { openPage as openPlainPage, type OpenPage as PlainPage } from '../../src/authoring/simulator/open-page.ts';
import { interruptible, type Interruption } from './interruptible.ts';
import { compileOnce } from './lesson.ts';

export type OpenPage = PlainPage & Readonly<{ tab: Tab; interrupt(interruption: Interruption | null): void }>;

/** Opens a page in `tab`; `hear` is told of each cell that looks different. */
export async function openPage(
  tab: Tab,
  page: LessonPage<CompiledCell>,
  libraries: Libraries,
  hear?: (before: CellView | undefined, view: CellView) => void,
): Promise<OpenPage> {
  const { world, interrupt } = interruptible(tab.world);
  const site = {
    page,
    libraries,
    readPart: async (name: 'on-demand' | 'claims') =>
      (await (name === 'claims' ? import('virtual:sandbox/claims') : import('virtual:sandbox/on-demand'))).default,
    compile: compileOnce,
  };
  return { ...(await openPlainPage({ ...tab, world }, site, hear)), tab, interrupt };
}
