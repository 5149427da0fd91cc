/** What is said to who answers a question or does an exercise, in English. */
import type { ExerciseMessages } from '../messages.ts';

export const enExercises = {
  predict: {
    right: (letter) => `${letter} is right.`,
    lockIn: 'Lock in',
    locked: (letter) => `${letter} is locked in.`,
    nowRun: (file) => `Now run ${file} and see.`,
    wrong: (letter) => `It was not ${letter}. Read why, and choose again.`,
    came: (name, value) => `In the run, “${name}” was ${value}.`,
    other: (name, value) =>
      `In your run, “${name}” was ${value}. The question is about the code as it was: reset the cell, and run it again.`,
    yes: 'That is so.',
    no: 'Not so.',
  },
  exercise: {
    solution: 'Solution',
    untried: (file) => `Run ${file} to its end, and each of them is tried.`,
    holding(holding, all) {
      if (holding === all) return 'All of it holds.';
      if (holding > 0) return `${holding} of ${all} ${holding === 1 ? 'holds' : 'hold'}.`;
      return all === 1 ? 'It does not hold yet.' : 'None of it holds yet.';
    },
    old: 'The code has changed since then: run it again.',
    why: 'Why',
    mine: 'Mine',
    compared: 'My text and the solution',
    compare: 'Compare with mine',
    take: 'Take it over',
    putBack: 'Put my text back',
    taken: (file) => `${file} has the solution now. Run it, and see what holds.`,
    isBack: (file) => `${file} has your text again.`,
  },
} satisfies ExerciseMessages;
