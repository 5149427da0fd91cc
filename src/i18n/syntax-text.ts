/** Finds the words for why a text is no TypeScript. */
import type { SyntaxReason } from '#errors';
import type { ErrorData, ErrorText, SyntaxTexts } from './messages.ts';

/** The words for an error's data, which may come from a cell that has thrown something like it. */
export function syntaxText(texts: SyntaxTexts, { reason, name, detail }: ErrorData): ErrorText {
  const known = Object.hasOwn(texts, String(reason)) ? (reason as SyntaxReason) : 'other';
  return texts[known](String(name ?? ''), String(detail ?? ''));
}
