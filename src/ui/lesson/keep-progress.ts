/** Has the questions of a lesson be answered in the page, its hints be asked for one by one and its checks be told, and keeps how far somebody is. */
import type { Messages } from '#i18n';
import { predictionOf, withCommand, type Progress, type ProgressCommand } from '#progress';
import type { CellView, CheckView } from '#workbook';
import { ExerciseChecks } from './exercise-checks.ts';
import { HintLadder } from './hint-ladder.ts';
import './predict-question.ts';

/** What questions, hints and checks hear of. */
export type Kept = Readonly<{
  take(view: CellView): void;
  takeChecks(file: string, checks: readonly CheckView[]): void;
  startOver(): Promise<void>;
}>;

/** Asks and offers, each as far as this person was before. `isMeantToFail` knows the cells that end in an error on purpose. `failed` is told why something was not kept; it holds as long as the page is there. */
export async function keepProgress(
  progress: Progress,
  messages: Messages,
  isMeantToFail: (file: string) => boolean,
  failed: (error: unknown) => void,
): Promise<Kept> {
  const texts = messages.predict;
  const questions = [...document.querySelectorAll('predict-question')];
  let known = await progress.read();
  const handle = async (command: ProgressCommand): Promise<void> => {
    try {
      known = await progress.handle(command);
    } catch (error) {
      failed(error);
      known = withCommand(known, command);
    }
  };
  for (const element of questions) {
    const { question } = element;
    element.open({
      texts,
      prediction: predictionOf(known, question),
      isMeantToFail: isMeantToFail(element.cell),
      async predict(choice, isRight) {
        await handle({ type: 'Predict', data: { ...question, choice, isRight } });
        return predictionOf(known, question);
      },
    });
  }
  const ladders = Array.from(document.querySelectorAll('lesson-exercise'), (element) => {
    const exercise = element.getAttribute('aria-labelledby')!;
    return new HintLadder(
      element,
      known.hints.get(exercise) ?? 0,
      (hint) => void handle({ type: 'ShowHint', data: { exercise, hint } }),
    );
  });
  const exercises = Array.from(
    document.querySelectorAll<HTMLElement>('lesson-exercise'),
    (element) => new ExerciseChecks(element, messages),
  );
  const next = document.querySelector('.lesson-links [rel="next"]');
  /** Where to go on stands out once everything holds. */
  const showNext = (): void =>
    void next?.classList.toggle(
      'is-due',
      exercises.every(({ isDone }) => isDone),
    );
  return {
    take: (view) => {
      for (const question of questions) question.take(view);
      for (const exercise of exercises) exercise.takeCell(view);
      if (exercises.length > 0) showNext();
    },
    takeChecks(file, checks) {
      exercises.find((one) => one.file === file)?.take(checks);
      showNext();
    },
    async startOver() {
      await handle({ type: 'StartOver', data: {} });
      for (const one of [...questions, ...ladders, ...exercises]) one.startOver();
      if (exercises.length > 0) showNext();
    },
  };
}
