/** Renders a box beside the text: what is exact, a note, a warning, a word to the teacher. */
import type { Element, ElementContent } from 'hast';
import { h } from 'hastscript';
import type { AllMessages } from '../i18n/index.ts';

/** The box under its name. */
export function renderBox(name: keyof AllMessages['box'], content: ElementContent[], { box }: AllMessages): Element {
  return h('div', { class: `box box-${name}`, role: 'note', 'aria-label': box[name] }, [
    h('p', { class: 'box-name' }, box[name]),
    ...content,
  ]);
}
