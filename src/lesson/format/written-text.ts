/** A text that stands in a data file in every language. */
import * as z from 'zod';

const sentence = z
  .string({
    error: ({ input }) => (input === undefined ? 'is missing: a text is there in every language' : 'must be a text'),
  })
  .min(1, 'is empty')
  .refine((text) => !/\bTODO\b/.test(text), 'has a TODO left in it');

/** The same text in every language, none left out. */
export const writtenText = z.strictObject({
  en: sentence,
  ko: sentence.regex(/\p{Script=Hangul}/u, 'must be written in Korean'),
});

export type WrittenText = z.infer<typeof writtenText>;
