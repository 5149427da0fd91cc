/** What helps to read a page: its colours, where one is, and what a term means. It comes a moment after the cells. */
import type { Messages } from '#i18n';
import '../controls/theme-switch.ts';
import { followReading } from './reading-place.ts';
import { showDefinitions } from './show-definitions.ts';

export function helpReading(messages: Messages): void {
  for (const control of document.querySelectorAll('theme-switch')) control.messages = messages;
  followReading(messages);
  showDefinitions();
}
