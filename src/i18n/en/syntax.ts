/** Why a text is no TypeScript, in English: what it is, and what to try next. */
import type { SyntaxTexts } from '../messages.ts';

const LOOK = 'Look at this place and just before it: a bracket, a quote or a comma is often what is missing.';

export const enSyntax: SyntaxTexts = {
  'text-ends': () => ({
    what: 'the text ends here, and something is still open',
    next: 'Look for a bracket that was opened and not closed.',
  }),
  unexpected: (name) => ({ what: `"${name}" does not fit here`, next: LOOK }),
  'string-open': () => ({
    what: 'a string is not closed',
    next: 'Close it with the quote it began with, on the same line. A text over several lines stands between backticks.',
  }),
  'template-open': () => ({ what: 'a text between backticks is not closed', next: 'Write the second backtick.' }),
  'comment-open': () => ({ what: 'a comment is not closed', next: 'Write */ where it ends.' }),
  'expression-open': () => ({
    what: 'a regular expression is not closed',
    next: 'Write the second /. If it was meant to divide, look at what stands before it.',
  }),
  'reserved-word': (name) => ({
    what: `"${name}" means something else in the language`,
    next: 'If it was meant as a name, take another one.',
  }),
  'declared-twice': (name) => ({
    what: name ? `"${name}" is declared twice` : 'a name is declared twice',
    next: 'Rename one of the two, or leave the word before it out where it was only to be changed.',
  }),
  'exported-twice': (name) => ({ what: `"${name}" is exported twice`, next: 'Take one of the two exports away.' }),
  'export-missing': (name) => ({
    what: `"${name}" is exported and not declared`,
    next: 'Declare it in this cell, or look at how it is spelt.',
  }),
  'not-assignable': () => ({
    what: 'nothing can be assigned to what stands here',
    next: 'To compare, write ===. To assign, put a variable or a property on the left.',
  }),
  'value-missing': () => ({ what: 'a constant has no value', next: 'Give it one with = …, or declare it with let.' }),
  'value-behind-type': () => ({
    what: 'a value is missing behind this type',
    next: 'Write the value behind the bracket >, or take the type away.',
  }),
  'await-outside': () => ({
    what: 'await stands in a function that is not async',
    next: 'Write async before the function. Outside of functions await works as it is.',
  }),
  'return-outside': () => ({
    what: 'return stands outside of a function',
    next: 'To see a value, write it on a line of its own. To hand it to another cell, export it.',
  }),
  'jump-outside': (name) => ({
    what: `${name} stands where there is nothing to leave`,
    next: 'It belongs into a loop or a switch; a function is left with return.',
  }),
  'super-outside': () => ({
    what: 'super stands outside of a class that extends another',
    next: 'Call super(…) in the constructor of such a class, super.method(…) in its methods.',
  }),
  'import-inside': () => ({
    what: 'import and export stand only at the top of a cell, inside no bracket',
    next: 'Move the line out. If it is out, a bracket before it is not closed.',
  }),
  number: () => ({
    what: 'this is not a number',
    next: 'A name begins with a letter; 1_000 has its sign between digits.',
  }),
  escape: () => ({ what: 'what follows the \\ is not known', next: 'For a backslash itself, write \\\\.' }),
  'mixed-operators': () => ({
    what: '?? stands beside || or && without brackets',
    next: 'Put brackets around what belongs together.',
  }),
  'catch-missing': () => ({
    what: 'a try has neither catch nor finally',
    next: 'Write catch (error) { … } behind it.',
  }),
  'throw-alone': () => ({ what: 'throw stands alone on its line', next: 'Write what it throws on the same line.' }),
  'rest-not-last': () => ({ what: 'something follows ...rest', next: 'What takes the rest stands last.' }),
  'private-unknown': (name) => ({
    what: `the class has no field "#${name}"`,
    next: `Declare #${name} in the class.`,
  }),
  'default-in-object': () => ({
    what: '= stands in an object where : belongs',
    next: 'Write { name: value }. With = a default is given, and only where an object is taken apart.',
  }),
  'type-after-default': () => ({
    what: 'a type stands behind the default value',
    next: 'First the type, then the value: age: number = 25.',
  }),
  'list-empty': () => ({ what: 'a list of types is empty', next: 'Name a type in it, or take the brackets away.' }),
  pattern: () => ({ what: 'this is not a regular expression', next: 'To look for a sign itself, write \\ before it.' }),
  other: (_, words) => ({
    what: words.replace(/^[A-Z](?=[a-z])/, (first) => first.toLowerCase()) || 'this place cannot be read',
    next: LOOK,
  }),
};
