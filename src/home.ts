/** Joins what only the home page has: what the browser says of its storage, how far somebody is, and all their work in one file. */
import type { Messages } from '#i18n';
import { createStorageCare, openWorld, PROGRESS_DATABASE } from '#indexeddb';
import { createBackups } from '#indexeddb/backup';
import { openCourseProgress } from '#progress';
import { showCourseProgress } from './ui/home/course-progress.ts';
import './ui/home/keep-work.ts';
import './ui/home/storage-facts.ts';
import { watchStoredWork } from './stored-work.ts';
import { showNotice } from './ui/lesson/show-notice.ts';

type Failed = (error: unknown) => void;

/** Says where work is kept, and how far it is. */
export async function startHome(messages: Messages, failed: Failed): Promise<void> {
  const texts = await messages.loadStorage();
  for (const facts of document.querySelectorAll('storage-facts')) {
    facts.texts = texts;
    facts.source = createStorageCare();
  }
  const world = await openWorld(PROGRESS_DATABASE);
  const show = async (): Promise<void> => showCourseProgress(await openCourseProgress(world), texts);
  await show();
  // What was cut off while it was brought in is no loss.
  await offerBackups(messages, show, failed);
  await watchStoredWork(world, messages).catch(failed);
}

/** All the work in one file. What was cut off while it was brought in is brought back first. */
async function offerBackups(messages: Messages, show: () => Promise<void>, failed: Failed): Promise<void> {
  const element = document.querySelector('keep-work');
  if (!element) return;
  const texts = await messages.loadBackup();
  const lessons = [...document.querySelectorAll<HTMLElement>('[data-lesson]')].map(({ dataset }) => dataset['lesson']!);
  const backups = createBackups({ lessons, now: () => new Date().toISOString() });
  if (await backups.recover()) {
    showNotice(texts.recovered);
    await show();
  }
  element.addEventListener('work-changed', () => void show().catch(failed));
  Object.assign(element, { texts, backups });
}
