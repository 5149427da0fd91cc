/** The address of a page: flat, so that links work wherever the site stands. */
import type { Language } from '../lesson/index.ts';

export const addressOf = (name: string, language: Language): string =>
  language === 'en' ? `${name}.html` : `${name}.${language}.html`;
