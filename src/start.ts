/** The other half of the composition root: begins what takes longest, before `main.ts` has so much as defined an element. */
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

/** A lesson's page, and what was begun for it; null on other pages. */
export const started = page && {
  page,
  begun: begin(page.id),
};

function begin(lessonId: string) {
  const frame = document.querySelector('iframe')!;
  if (isFramed) {
    frame.remove();
    return null;
  }
  const makeFrame = createFrameMaker(frame);
  return {
    makeFrame,
    firstFrame: makeFrame(),
    world: openWorld<Mark>(worldDatabaseName(lessonId)),
    drafts: openWorkbook(),
  };
}
