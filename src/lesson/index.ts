/** The lesson format, as the page knows it; authors' schemas are in #lesson/format. */
export {
  DEFAULT_NOW,
  LANGUAGES,
  type CellOptions,
  type Language,
  type LessonCell,
  type LessonExercise,
  type LessonPage,
  type LineRange,
} from './lesson.ts';
