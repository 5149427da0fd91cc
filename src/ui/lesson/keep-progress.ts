/** Has the questions of a lesson be answered in the page, its hints be asked for one by one, its checks be told and its solutions be taken, and keeps how far somebody is. */
import type { Messages, TellingMessages } from '#i18n';
import { hashText } from '#lab';
import { exportedText } from '#panels/told';
import { heldFor, predictionOf, withCommand, type Progress, type ProgressCommand } from '#progress';
import type { CellState, CellView, CheckView } from '#workbook';
import { loadTelling } from '../cell/fault-text.ts';
import { ExerciseChecks } from './exercise-checks.ts';
import { HintLadder } from './hint-ladder.ts';
import { offerKeptTexts } from './offer-kept-texts.ts';
import { OfferedSolution } from './offered-solution.ts';
import './predict-question.ts';

/** What hears of what happens in a lesson. */
export type Kept = Readonly<{
  take(view: CellView): void;
  takeChecks(file: string, checks: readonly CheckView[]): void;
  /** Takes what a run has exported, encoded. */
  takeExport(file: string, name: string, value: string): void;
  /** Something is about to take the place of a text. Resolves to whether it is kept. */
  textGoes(file: string, text: string): Promise<boolean>;
  startOver(): Promise<void>;
  /** The page has something that starting over puts back. */
  asksOrOffers: boolean;
}>;

/** What a page gives. */
export type KeptParts = Readonly<{
  progress: Progress;
  messages: Messages;
  /** Cells that end in an error on purpose. */
  isMeantToFail(file: string): boolean;
  /** Gives a cell another text. */
  put(file: string, text: string): void;
  /** The author's text of a cell. */
  starterOf(file: string): string;
  /** Is told why something was not kept; it holds as long as the page is there. */
  failed(error: unknown): void;
}>;

/** What a cell is while it has come to no end. */
const BETWEEN: readonly CellState[] = ['fresh', 'running'];

/** Asks and offers, each as far as this person was before. */
export async function keepProgress(parts: KeptParts): Promise<Kept> {
  const { progress, messages, isMeantToFail, put, failed } = parts;
  let known = await progress.read();
  const record = async (command: ProgressCommand): Promise<boolean> => {
    try {
      known = await progress.handle(command);
      return true;
    } catch (error) {
      failed(error);
      known = withCommand(known, command);
      return false;
    }
  };
  let last: Promise<unknown> = Promise.resolve();
  /** One after the other: what is decided depends on what was. Resolves to whether it is kept for later pages. */
  const handle = (command: ProgressCommand): Promise<boolean> => {
    const recorded = last.then(() => record(command));
    last = recorded;
    return recorded;
  };
  let telling: TellingMessages = { ...messages, errors: null };
  const [texts] = await Promise.all([
    messages.loadExercises(),
    loadTelling(messages, (late) => (telling = late)).then((soon) => (telling = soon)),
  ]);
  const questions = [...document.querySelectorAll('predict-question')];
  for (const element of questions) {
    const { question } = element;
    element.open({
      texts: texts.predict,
      prediction: predictionOf(known, question),
      isMeantToFail: isMeantToFail(element.cell),
      async predict(choice, isRight) {
        await handle({ type: 'Predict', data: { ...question, choice, isRight } });
        showNext();
        return predictionOf(known, question);
      },
    });
  }
  const elements = [...document.querySelectorAll<HTMLElement>('lesson-exercise')];
  const ladders = elements.map((element) => {
    const exercise = nameOf(element);
    const shown = known.hints.get(exercise) ?? 0;
    return new HintLadder(element, shown, (hint) => void handle({ type: 'ShowHint', data: { exercise, hint } }));
  });
  const views = new Map<string, CellView>();
  /** Gives a cell another text, once the one that it has is kept. */
  const exchange = async (file: string, text: string): Promise<boolean> => {
    const view = views.get(file);
    if (view?.isEdited && !(await textGoes(file, view.text))) return false;
    put(file, text);
    return true;
  };
  const solutions = elements.map((element) => {
    const exercise = nameOf(element);
    return new OfferedSolution(element, {
      texts: texts.exercise,
      taken: known.taken.get(exercise) ?? null,
      put: (text) => exchange(element.getAttribute('file')!, text),
      take: (before) => void handle({ type: 'TakeSolution', data: { exercise, before } }),
      putBack: () => void handle({ type: 'PutBack', data: { exercise } }),
    });
  });
  const exercises = elements.map(
    (element) =>
      new ExerciseChecks(
        element,
        texts.exercise,
        () => telling,
        (check, text) => heldFor(known, nameOf(element), check, text),
      ),
  );
  const next = document.querySelector('.lesson-links [rel="next"]');
  const asksOrOffers = questions.length + exercises.length > 0;
  /** Where to go on stands out once all that the lesson asks for holds. */
  const showNext = (): void => {
    const isDone = exercises.every((one) => one.isDone);
    next?.classList.toggle('is-due', exercises.length > 0 && isDone);
    const isComplete = asksOrOffers && isDone && questions.every(({ isAnswered }) => isAnswered);
    if (isComplete && !known.isCompleted) void handle({ type: 'CompleteLesson', data: {} });
  };
  const textGoes = async (file: string, text: string): Promise<boolean> => {
    const isKept = await handle({ type: 'ReplaceText', data: { file, text } });
    keptTexts.record(file, known.texts);
    return isKept;
  };
  /** A hash of an author's text, for telling whether it is still the same. */
  const starterHashOf = (file: string): string => hashText(parts.starterOf(file)).toString(36);
  const keptTexts = await offerKeptTexts({ ...parts, put: exchange, starterHashOf });
  const states = new Map<string, CellState>();
  /** What each cell began its run with; nothing is the author's text. */
  const begun = new Map<string, Readonly<{ text: string } | { starter: string }>>();
  /** Keeps what a run came to. */
  const keepRun = ({ file, state, isEdited, text }: CellView): void => {
    const before = states.get(file);
    states.set(file, state);
    if (state === 'running' && before !== 'running')
      begun.set(file, isEdited ? { text } : { starter: starterHashOf(file) });
    if (before !== 'running' || BETWEEN.includes(state)) return;
    const recorded = handle({ type: 'RecordRun', data: { file, ended: state, ...begun.get(file) } });
    void recorded.then(() => keptTexts.record(file, known.texts));
  };
  return {
    asksOrOffers,
    take: (view) => {
      views.set(view.file, view);
      keepRun(view);
      keptTexts.take(view, known.texts);
      for (const question of questions) question.take(view);
      for (const solution of solutions) solution.takeCell(view);
      for (const exercise of exercises) exercise.takeCell(view);
      if (exercises.length > 0) showNext();
    },
    takeExport(file, name, value) {
      for (const question of questions) question.takeExport(file, name, exportedText(value, messages));
    },
    takeChecks(file, checks) {
      const exercise = exercises.find((one) => one.file === file);
      if (!exercise) return;
      exercise.take(checks);
      if (checks.some(({ state }) => state === 'trying' || state === 'waiting')) return;
      const { name, checked, held } = exercise;
      if (checked === null) return;
      void handle({ type: 'RecordChecks', data: { exercise: name, text: checked, holds: held } }).then(showNext);
    },
    textGoes,
    async startOver() {
      await handle({ type: 'StartOver', data: {} });
      for (const one of [...questions, ...ladders, ...solutions, ...exercises]) one.startOver();
      if (exercises.length > 0) showNext();
    },
  };
}

const nameOf = (exercise: HTMLElement): string => exercise.getAttribute('aria-labelledby')!;
