/** The texts of the home page in English. */
import type { HomeMessages } from '../home-messages.ts';

export const enHome: HomeMessages = {
  tryIt:
    'Try it here: two facts about a shopping cart go into a log, and how many pencils are in it is computed from them.',
  triedIt:
    'Press Run. The value stands beside its line and what was logged below. Then change a count, and run it again.',
  course: 'The course',
  courseState: (all, written) =>
    `${all} lessons in six parts. ${written === 1 ? 'One is here' : `${written} are here`}; the others are coming.`,
  partNumber: (number) => `Part ${number}`,
  coming: 'coming',
  tracks: 'Tracks',
  trackLessons: (numbers) => `Lessons ${numbers}`,
  trackLength: (minutes, lessons, written) =>
    `${duration(minutes)}. ${lessons === written ? `All ${lessons} lessons are here.` : `${written} of ${lessons} lessons ${written === 1 ? 'is' : 'are'} here; the time of the others is planned.`}`,
  glossary: 'Glossary',
  glossaryLead: 'The words of the field, each with its one meaning in this course.',
  work: 'Where is my work?',
  workFacts: [
    'In this browser, on this device, and nowhere else. Nothing that you write leaves the page: there is no account and no server that takes it.',
    "What is stored: the texts of the cells you have changed, for each lesson its world, which is the events and tables its cells have made, and how far you are: what you have run and how it ended, what you have predicted, and which checks hold. They are in the browser's IndexedDB.",
    'Beside it, in local storage: the colours you chose, how much is stored, so that a loss is noticed, and a text that could not be saved before its page was closed.',
    'Where a text of yours keeps a lesson from working, put ?safe behind the address of the lesson: it opens with its own code, and your texts stay as they are.',
    'Clearing the data of this site deletes all of it. So does closing a private window.',
    'Safari may delete it after seven days of use in which you do not visit this site.',
    'The same workbook under another address is another workbook: each address has a storage of its own.',
  ],
  storageWithoutJavaScript:
    'With JavaScript switched on, this place says how much is stored, and whether the browser may delete it on its own.',
  sources: 'Sources and credits',
  sourcesLead:
    'The example data and the questions that this course answers come from five public texts and talks on event sourcing. The course says everything in its own words, runs it, and corrects it where it is not exact.',
  sourceList: [
    '“Event Sourcing”: study notes by jekyllPark, from the repository back-to-basic.',
    '“CQRS 패턴과 이벤트 소싱” (The CQRS pattern and event sourcing): an article without a name under it.',
    'Study notes on the event-sourced domain model as Vlad Khononov describes it in “Learning Domain-Driven Design”. The history of lead 12 is from there.',
    '“이벤트 소싱과 CQRS” (Event sourcing and CQRS): a talk by Choi Jiwoo (최지우).',
    'Notes on the event sourcing pattern and its frameworks, with the template example, without a name under them.',
  ],
  packagesLead: 'The page is made with these packages, each under its own licence:',
  licence: 'Replaybook itself is under the MIT licence.',
};

function duration(minutes: number): string {
  const hours = Math.floor(minutes / 60);
  const rest = minutes % 60;
  if (hours < 2) return `${minutes} minutes`;
  return rest === 0 ? `${hours} hours` : `${hours} hours ${rest} minutes`;
}
