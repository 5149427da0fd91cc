/** What went wrong, in English: what happened, and what to try next. */
import { formatCount } from '../format-count.ts';
import type { ErrorTexts } from '../messages.ts';
import { syntaxText } from '../syntax-text.ts';
import { enSyntax } from './syntax.ts';

const placed = (detail: string | number | undefined): string => String(detail ?? '');

export const enErrors = {
  syntax: (data) => {
    const { what, next } = syntaxText(enSyntax, data);
    return { what: `This is not TypeScript yet: ${what}.`, next };
  },
  'refused-enum': ({ name }) => ({
    what: `"enum ${name}" cannot run here: it needs code that only a full compiler writes.`,
    next: `Write a union of strings instead: type ${name} = 'a' | 'b'.`,
  }),
  'refused-namespace': ({ name }) => ({
    what: `"namespace ${name}" cannot run here.`,
    next: 'Put what belongs together into a cell and export it.',
  }),
  'refused-decorator': () => ({
    what: 'Decorators cannot run here: browsers do not know them yet.',
    next: 'Call the function yourself with what it is to decorate.',
  }),
  'refused-parameter-property': ({ name }) => ({
    what: `"${name}" is declared and assigned in a constructor's brackets, which cannot run here.`,
    next: `Declare the property in the class and write this.${name} = ${name} in the constructor.`,
  }),
  'refused-import-equals': () => ({
    what: '"import … = require(…)" cannot run here.',
    next: "Write import { … } from '…'.",
  }),
  'refused-export-equals': () => ({
    what: '"export = …" cannot run here.',
    next: 'Write export in front of what other cells need.',
  }),
  'refused-import-meta': () => ({
    what: 'import.meta means nothing in a cell: a cell has no address.',
    next: "Take it out. Another cell is imported by its name: import { … } from './name.ts'.",
  }),
  'refused-accessor': ({ name }) => ({
    what: `"accessor ${name}" cannot run here: browsers do not know it yet.`,
    next: 'Write a property, or get and set.',
  }),
  'dynamic-import': ({ name }) => ({
    what: `import('${name}') inside the code does not work in a cell.`,
    next: `Write it at the top: import { … } from '${name}'.`,
  }),
  'exported-binding-assigned': ({ name }) => ({
    what: `"${name}" is exported and changed later; cells that import it would never see the change.`,
    next: `Export a function that returns it.`,
  }),
  'unknown-module': ({ specifier, allowed }) => ({
    what: `There is no module '${specifier}' here.`,
    next: `A cell can import from ${allowed}, and from other cells of this lesson as './name.ts'.`,
  }),
  'unknown-cell': ({ specifier, cells }) => ({
    what: `This lesson has no cell '${specifier}'.`,
    next: cells ? `It has ${cells}.` : 'It has no other cells: write what you need into this one.',
  }),
  'unknown-export': ({ specifier, name, exports }) => ({
    what: `'${specifier}' does not export "${name}".`,
    next: exports ? `It exports ${exports}.` : 'It exports nothing: write export in front of what you need.',
  }),
  'ambiguous-export': ({ name, first, second }) => ({
    what: `"${name}" comes from '${first}' and from '${second}'.`,
    next: 'Export it by name from the one you mean.',
  }),
  'import-cycle': ({ path }) => ({
    what: `These cells import each other in a circle: ${path}.`,
    next: 'Move what both need into a third cell.',
  }),
  'earlier-cell-failed': ({ file }) => ({
    what: `This cell starts from the world after ${file}, and ${file} did not come to its end.`,
    next: `Repair ${file} above, or reset it, and run again.`,
  }),
  'illegal-state': ({ message }) => ({
    what: placed(message),
    next: 'A rule said no. That is an answer, not a fault, and what had been stored before it stays. Try what the rule allows, or look at where the rule stands.',
  }),
  'expected-version-conflict': ({ message }) => ({
    what: placed(message),
    next: 'Of this append nothing was written; what the cell has appended before it stays. Read the stream again, decide on what is there now, and append with the version that you have read.',
  }),
  'stream-tombstoned': ({ streamName }) => ({
    what: `Stream "${streamName}" has a tombstone: it was ended for good.`,
    next: 'Nothing was appended. Append to a stream with another name: this one is never used again.',
  }),
  'invalid-input': ({ message }) => ({
    what: placed(message),
    next: 'This call wrote nothing. Give it what it needs, and run again.',
  }),
  'projection-stopped': ({ projection, version, eventType, position, reason }) => ({
    what: `Projection "${projection}", version ${version}, stopped at ${eventType}, position ${position}: ${reason}`,
    next: 'What came before it is kept. An event is a fact, so it is evolve that must take it as it is: repair evolve and run again.',
  }),
  'row-exists': ({ table, id }) => ({
    what: `Table "${table}" already has a row "${id}".`,
    next: 'Use put to replace it, or update to change it.',
  }),
  'row-missing': ({ table, id }) => ({
    what: `Table "${table}" has no row "${id}".`,
    next: 'Insert it first, or use put.',
  }),
  'row-conflict': ({ table, id }) => ({
    what: `Row "${id}" of table "${table}" has changed since it was read.`,
    next: 'Nothing was written. Read it again and decide again.',
  }),
  'actor-waits': ({ actor }) => ({
    what: `In a schedule "${actor}" does not come to an end.`,
    next: 'Only calls to the lab end there: take timers, promises of your own and endless loops out.',
  }),
  'program-remembers': () => ({
    what: 'Lived twice, the same schedule came to something else: the program remembers something.',
    next: 'Move variables that stand outside the actors into them, or into the world.',
  }),
  'answer-lost': ({ call }) => ({
    what: `The answer to "${call}" was lost.`,
    next: 'It was done all the same: to do it twice must be as good as once.',
  }),
  'transaction-aborted': ({ call }) => ({
    what: `"${call}" was aborted: nothing of it was done.`,
    next: 'This is a fault that is switched on. A transaction that came to nothing can be tried again as it is.',
  }),
  'rolled-back': ({ transactionId }) => ({
    what: `Transaction ${transactionId} could not be committed and was rolled back.`,
    next: 'Its numbers are gone for good: whoever reads by number has to get past them.',
  }),
  crashed: ({ call }) => ({
    what: `The program crashed before "${call}", as the fault has it.`,
    next: 'What was done before stays done. The cells below go on from there, as after a restart.',
  }),
  'asked-before-exploring': () => ({
    what: 'After a crash explore begins this cell anew, and above it the lab is asked for something.',
    next: 'Move that into `before`, or into a cell of its own.',
  }),
  'transaction-ended': () => ({
    what: 'This transaction is over: what is asked of it now would be lost.',
    next: 'Await everything that belongs to it before it ends.',
  }),
  'world-rewound': () => ({
    what: 'This lesson was rewound in another tab while the cell was running.',
    next: 'Run it again.',
  }),
  'closed-while-importing': ({ file }) => ({
    what: `${file} is being imported, and importing a cell never repeats what it did to the world.`,
    next: 'Do this inside a function that it exports, or in the cell you run.',
  }),
  'took-too-long': ({ streamName, made, count, seconds }) => ({
    what: `generate had made ${formatCount(Number(made))} of ${formatCount(Number(count))} events of "${streamName}" after ${seconds} seconds, and stopped.`,
    next: 'Ask for fewer, or let the function that makes an event do less.',
  }),
  'text-changed': ({ subject }) => ({
    what: `This is not what was encrypted for "${subject}": it was changed on the way, or belongs to somebody else.`,
    next: 'Decrypt what encrypt gave, with its subject, keyId, iv and text as they were.',
  }),
  'no-encryption': () => ({
    what: 'This page came by plain http from another machine, and there browsers do not encrypt.',
    next: 'Open it by https, or on the machine that serves it, at localhost. Everything else runs here.',
  }),
  'storage-failed': ({ reason }) => ({
    what: `The browser's storage failed: ${placed(reason)}.`,
    next: 'Nothing was written. Run again; if it fails again, close other tabs of this lesson and reload the page.',
  }),
  'storage-full': () => ({
    what: 'The browser has no room left for what this page stores.',
    next: 'Nothing was written. Free some space on this device, or delete the data of other sites, and run again.',
  }),
  'storage-blocked': () => ({
    what: 'Another tab with an older Replaybook holds the storage, so that this page cannot open it.',
    next: 'Close all other tabs of Replaybook, then reload this page.',
  }),
  'storage-newer': () => ({
    what: 'Replaybook was updated in another tab, and this page is too old for what is stored now.',
    next: 'Reload this page.',
  }),
  'storage-unavailable': ({ reason }) => ({
    what: `This browser does not let the page store anything (${placed(reason)}).`,
    next: 'Allow this site to store data, or leave private browsing; then reload the page.',
  }),
  'storage-silent': () => ({
    what: "The browser's storage has not answered for five seconds.",
    next: 'Reload the page. If that does not help, close the browser and open it again.',
  }),
  'storage-lost': () => ({
    what: "The browser has closed the page's storage, as it does when site data is deleted.",
    next: 'Nothing was written. Run again; if that does not help, reload the page.',
  }),
  'thrown-error': ({ name, message }) => ({
    what: name ? `${name}: ${message}` : placed(message),
    next: 'Show the values that go into the line that throws it, or catch the error there.',
  }),
  'thrown-value': ({ value }) => ({
    what: `Thrown: ${value}. It is no Error, so it does not say by which way it came.`,
    next: 'Throw an Error instead: throw new Error(…).',
  }),
  'expectation-failed': ({ actual, expected }) => ({
    what: `It is ${actual}, and ${expected} is expected.`,
    next: 'Hold the two against each other: which line of the code makes the difference?',
  }),
  'law-broken': () => ({
    what: 'The law does not hold for every value.',
    next: 'Go through the code with this value: where does it take another way than you meant?',
  }),
  'stack-overflow': () => ({
    what: 'A function calls itself without end.',
    next: 'Look for the case in which it must not call itself again.',
  }),
  'eval-blocked': () => ({
    what: 'Code from text (eval, new Function) does not run here.',
    next: 'Write the code itself here, as a function of what changes.',
  }),
  'waits-for-nothing': () => ({
    what: 'The cell waits for something that never comes: nothing is under way, and an await is still open.',
    next: 'Look for a Promise whose resolve is never called.',
  }),
  'endless-timers': () => ({
    what: 'A timer never stops: it fired more than 10,000 times.',
    next: 'Call clearInterval when there is enough of it.',
  }),
  unresponsive: () => ({
    what: 'The cell did not answer for five seconds and was ended: a loop in it has no end.',
    next: 'Look for a while or for whose condition never turns false.',
  }),
  'too-many-messages': () => ({
    what: 'The cell sent more than 20,000 messages and was ended.',
    next: 'Look for a loop that calls the lab or console without end.',
  }),
  'too-many-requests': () => ({
    what: 'The cell asked for more than 64 things at a time and was ended.',
    next: 'Await one before you ask for the next.',
  }),
  'invalid-messages': () => ({
    what: 'The cell sent messages that the page does not know, and was ended.',
    next: "Use what 'lab' exports; there is no other way to the page.",
  }),
  'frame-died': () => ({
    what: 'The sandbox ended: the cell used too much memory or time.',
    next: 'Your text is saved. Make less at a time, and run again.',
  }),
  'no-frame': () => ({
    what: 'The sandbox for code does not start in this browser, so nothing is run.',
    next: 'Reload the page. If that does not help, switch off extensions that change pages, or try another browser.',
  }),
  'no-worker': () => ({
    what: 'This browser does not let the sandbox start a worker, so nothing is run.',
    next: 'Try a current Chrome, Edge, Firefox or Safari.',
  }),
  'page-failed': ({ reason }) => ({
    what: `The page itself could not go on: ${placed(reason)}.`,
    next: 'Your text is saved. Look at your connection, reload the page, and run again.',
  }),
  'draft-not-saved': ({ reason }) => ({
    what: `Your text could not be saved, so it was not run. ${placed(reason)}`,
    next: 'Download the text, or copy it somewhere safe, before you close the page. Saving is tried again by itself.',
  }),
} satisfies ErrorTexts;
