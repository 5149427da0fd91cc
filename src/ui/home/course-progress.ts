/** Shows on the course map how far somebody is, and offers to go on where they stopped. */
import type { StorageMessages } from '#i18n';
import type { CourseProgress } from '#progress';

/** Marks the lessons of the map, in place of what it has marked before; a lesson that is not on it is passed over. */
export function showCourseProgress({ lessons, last }: CourseProgress, { progress }: StorageMessages): void {
  for (const shown of document.querySelectorAll('.lesson-state, .go-on')) shown.remove();
  for (const [id, { isCompleted }] of lessons) {
    const entry = entryOf(id);
    if (!entry) continue;
    const state = document.createElement('span');
    state.className = isCompleted ? 'lesson-state is-completed' : 'lesson-state';
    state.textContent = isCompleted ? progress.completed : progress.begun;
    entry.querySelector('.lesson-title')!.after(' ', state);
  }
  const link = last === null ? null : entryOf(last)?.querySelector<HTMLAnchorElement>('a.lesson-title');
  if (!link) return;
  const line = document.createElement('p');
  line.className = 'go-on';
  const to = document.createElement('a');
  to.href = link.href;
  to.textContent = progress.goOn(link.textContent);
  line.append(to);
  document.querySelector('.home-words')?.append(line);
}

const entryOf = (id: string): HTMLElement | null =>
  document.querySelector(`.lesson-entry[data-lesson="${CSS.escape(id)}"]`);
