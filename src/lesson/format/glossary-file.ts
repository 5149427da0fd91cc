/** The words of the field, glossary.yaml: each in every language, with one definition and the spellings that prose may use. */
import * as z from 'zod';
import { writtenText } from './written-text.ts';

const spellings = z.array(z.string().min(1));

const term = z.strictObject({
  /** Part of the address of its entry. */
  id: z.string().regex(/^[a-z][a-z0-9-]*$/, 'must be lower-case words joined by hyphens'),
  ...writtenText.shape,
  /** Other spellings under which prose names it. */
  forms: z.strictObject({ en: spellings.default([]), ko: spellings.default([]) }).default({ en: [], ko: [] }),
  definition: writtenText,
});

export const glossaryFile = z.array(term).superRefine((terms, context) => {
  const ids = new Set<string>();
  const owners = new Map<string, string>();
  for (const [index, { id, en, ko, forms }] of terms.entries()) {
    if (ids.has(id))
      context.addIssue({ code: 'custom', path: [index, 'id'], message: 'is the id of another term too' });
    ids.add(id);
    for (const [language, all] of [
      ['en', [en, ...forms.en]],
      ['ko', [ko, ...forms.ko]],
    ] as const)
      for (const spelling of all) {
        const key = `${language} ${spelling.toLowerCase()}`;
        const owner = owners.get(key);
        if (owner)
          context.addIssue({ code: 'custom', path: [index], message: `spells "${spelling}" as "${owner}" does` });
        owners.set(key, id);
      }
  }
});

export type Term = z.infer<typeof glossaryFile>[number];
