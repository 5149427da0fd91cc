/** What is written into pages when they are built, in English: no script asks for it. */
import type { WrittenMessages } from '../messages.ts';

export const enWritten = {
  languageName: 'English',
  box: { exact: 'Often said, and what is exact', note: 'Note', warning: 'Careful', teacher: 'For the teacher' },
  why: { name: (number) => (number === null ? 'Why' : `Why ${number}`), answer: 'One answer' },
  twin: { name: (left, right) => `${left} and ${right} side by side` },
  page: {
    home: 'Replaybook',
    skipToContent: 'Skip to the text',
    otherLanguage: '한국어',
    lessonNumber: (number) => `Lesson ${number}`,
    contents: 'In this lesson',
    linkTo: (heading) => `Link to “${heading}”`,
    lessonLinks: 'Other lessons',
    minutes: (minutes) => `${minutes} minutes`,
    next: 'Next',
    previous: 'Previous',
    goal: 'After this lesson',
    answers: 'Answers',
    needsJavaScript:
      'This page is a workbook: with JavaScript switched on, the code below can be run and changed. Without it, it can be read.',
    tagline: 'Event sourcing and CQRS, by running it.',
    mainSentences:
      'A workbook in your browser: run, break and repair real TypeScript against a real event store. Nothing is installed, nothing leaves this page, and nothing you try can spoil it.',
  },
  predict: {
    name: (number) => (number === null ? 'Predict' : `Predict ${number}`),
    answer: 'Answer',
  },
  exercise: {
    name: (number) => (number === null ? 'Exercise' : `Exercise ${number}`),
    checks: 'It is done when all of this holds:',
    hint: (number) => `Hint ${number}`,
  },
} satisfies WrittenMessages;
