/** Why a text is no TypeScript: the ways that a language has words for, in place of the parser's own. */
export type SyntaxReason =
  /** The text ends and something is still open. */
  | 'text-ends'
  /** `name` is what stands there. */
  | 'unexpected'
  | 'string-open'
  | 'template-open'
  | 'comment-open'
  | 'expression-open'
  /** `name` is a word that means something else. */
  | 'reserved-word'
  /** `name` is declared twice. */
  | 'declared-twice'
  | 'exported-twice'
  | 'export-missing'
  | 'not-assignable'
  | 'value-missing'
  /** `<T>` with nothing behind it. */
  | 'value-behind-type'
  | 'await-outside'
  | 'return-outside'
  | 'jump-outside'
  | 'super-outside'
  | 'import-inside'
  | 'number'
  | 'escape'
  | 'mixed-operators'
  | 'catch-missing'
  | 'throw-alone'
  | 'rest-not-last'
  | 'private-unknown'
  | 'default-in-object'
  | 'type-after-default'
  | 'list-empty'
  | 'pattern'
  /** Something that is written seldom; `detail` has the parser's words, in English. */
  | 'other';
