/** How long tests may take. `npm run thorough` holds the same rules for more: each journey in both languages, each case in a cell. */

/** Whether there is time for all. */
export const isLong = process.env['TEST_LENGTH'] === 'long';

/** Cases in the language in which they are usually tried: what differs in the other is words, and those have tests of their own. */
export const usually = <Case extends readonly [language: 'en' | 'ko', ...rest: unknown[]]>(
  language: 'en' | 'ko',
  cases: readonly Case[],
): readonly Case[] => (isLong ? cases : cases.filter(([one]) => one === language));

/** Every so many of some cases, from the first on. */
export const oneIn = <Case>(share: number, cases: readonly Case[]): readonly Case[] =>
  isLong ? cases : cases.filter((_, index) => index % share === 0);
