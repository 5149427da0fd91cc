/** Where a page's script begins, when its text is on the screen: with what takes longest, before `main.ts` is even there. */
import type { Messages } from '#i18n';
import { openWorkbook, openWorld, worldDatabaseName } from '#indexeddb';
import type { LessonPage } from '#lesson';
import type { CompiledCell } from '#runner';
// Not the whole host: the border's schemas take time, and nothing crosses it yet.
import { createFrameMaker } from './runner/host/frame.ts';
import type { Mark } from '#workbook';

const data = document.querySelector('#lesson-page');
const page = data ? (JSON.parse(data.textContent) as LessonPage<CompiledCell>) : null;

/** Inside another site's page nothing is begun: what is clicked there may not be what is seen. */
const isFramed = top !== self;

function openDatabases(lessonId: string) {
  const opened = { world: openWorld<Mark>(worldDatabaseName(lessonId)), drafts: openWorkbook() };
  // Whoever awaits them hears what is wrong, and that is later.
  for (const one of Object.values(opened)) one.catch(() => {});
  return opened;
}

function openSandbox() {
  const makeFrame = createFrameMaker(document.querySelector<HTMLTemplateElement>('#sandbox')!);
  return { makeFrame, firstFrame: makeFrame() };
}

/** The texts of the page's language, and of no other. */
const loadMessages = async (): Promise<Messages> =>
  document.documentElement.lang === 'ko' ? (await import('#i18n/ko')).ko : (await import('#i18n/en')).en;

/** A lesson's page and what was begun for it; null on other pages. */
export type Started = Readonly<{
  page: LessonPage<CompiledCell>;
  /** Null inside another site's page. */
  begun: (ReturnType<typeof openDatabases> & ReturnType<typeof openSandbox>) | null;
}> | null;

async function start(): Promise<void> {
  const databases = page && !isFramed ? openDatabases(page.id) : null;
  const begun = databases && { ...databases, ...openSandbox() };
  const [{ bringToLife }, messages] = await Promise.all([import('./main.ts'), loadMessages()]);
  bringToLife(messages, page && { page, begun });
}

void start();
