/** Where pages stand. Flat, so that links work wherever the site stands. */
import type { Term } from '../lesson/format/index.ts';
import type { Language } from '../lesson/index.ts';

/** The file of a page: `index` is home, any other name a lesson's id. */
export const addressOf = (name: string, language: Language): string =>
  language === 'en' ? `${name}.html` : `${name}.${language}.html`;

/** The id of a term's entry in the glossary. */
export const entryId = ({ id }: Term): string => `term-${id}`;

/** The id of a term's definition on the page of a lesson. */
export const definitionId = ({ id }: Term): string => `definition-${id}`;
