/** What each key does, in English. */
import type { KeyMessages } from '../messages.ts';

export const enKeys: KeyMessages = {
  name: 'Keys',
  cells: 'In a cell',
  cell: {
    run: 'Run the cell.',
    runOn: 'Run the cell and go on to the next.',
    leave: 'Leave the editor: one after the other.',
  },
  editors: 'While you edit',
  editor: {
    complete: 'What could stand here?',
    definition: 'Where is it defined? Also in other cells and in the library.',
    rename: 'Rename it wherever it stands.',
    problem: 'Go to the next mistake.',
    find: 'Find in this cell.',
    undo: 'Take back the last change.',
    comment: 'Make a comment of the line, or code again.',
    move: 'Move the line up or down.',
    next: 'Select the next place with the same text too.',
  },
  presenting: 'While presenting',
  present: { step: 'One step back or on.', notes: 'Notes for the teacher.', end: 'End.' },
  byKey: 'Show this list with',
  close: 'Close',
};
