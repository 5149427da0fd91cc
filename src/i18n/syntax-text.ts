/** Finds the words for why a text is no TypeScript. */
import type { SyntaxReason } from '#errors';
import type { ErrorData, ErrorText, SyntaxTexts } from './messages.ts';

/** The words for an error's data, which may come from a cell that has thrown something like it. */
function syntaxText(texts: SyntaxTexts, { reason, name, detail }: ErrorData): ErrorText {
  const known = Object.hasOwn(texts, String(reason)) ? (reason as SyntaxReason) : 'other';
  return texts[known](String(name ?? ''), String(detail ?? ''));
}

/** Texts that come with the compiler: a page that compiles nothing loads none of them. */
export function lateSyntax(read: () => Promise<SyntaxTexts>) {
  let texts: SyntaxTexts | null = null;
  return {
    load: async (): Promise<void> => void (texts ??= await read()),
    text: (data: ErrorData): ErrorText => (texts ? syntaxText(texts, data) : { what: '', next: '' }),
  };
}
