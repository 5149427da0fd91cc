/** How long tests may take. `npm run thorough` holds the same rules for more: each journey in both languages, each case in a cell. */

import { en, ko } from '#i18n';

/** Whether there is time for all. */
export const isLong = process.env['TEST_LENGTH'] === 'long';

/** Cases in the language in which they are usually tried: what differs in the other is words, and those have tests of their own. */
export const usually = <Case extends readonly [language: 'en' | 'ko', ...rest: unknown[]]>(
  language: 'en' | 'ko',
  cases: readonly Case[],
): readonly Case[] => (isLong ? cases : cases.filter(([one]) => one === language));

/** The languages of a journey, with their texts: the one in which it is usually made, or both. */
export const usualLanguage = (language: 'en' | 'ko') =>
  usually(language, [
    ['en', en],
    ['ko', ko],
  ] as const);

/** Every so many of some cases, from the first on. */
export const oneIn = <Case>(share: number, cases: readonly Case[]): readonly Case[] =>
  isLong ? cases : cases.filter((_, index) => index % share === 0);
