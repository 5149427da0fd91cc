/** Has the questions of a lesson be answered in the page and its hints be asked for one by one, and keeps how far somebody is. */
import type { Messages } from '#i18n';
import { predictionOf, withCommand, type Progress, type ProgressCommand } from '#progress';
import type { CellView } from '#workbook';
import { HintLadder } from './hint-ladder.ts';
import './predict-question.ts';

/** What questions and hints hear of. */
export type Kept = Readonly<{
  take(view: CellView): void;
  startOver(): Promise<void>;
}>;

/** Asks and offers, each as far as this person was before. `isMeantToFail` knows the cells that end in an error on purpose. `failed` is told why something was not kept; it holds as long as the page is there. */
export async function keepProgress(
  progress: Progress,
  { predict: texts }: Messages,
  isMeantToFail: (file: string) => boolean,
  failed: (error: unknown) => void,
): Promise<Kept> {
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
  return {
    take: (view) => {
      for (const question of questions) question.take(view);
    },
    async startOver() {
      await handle({ type: 'StartOver', data: {} });
      for (const one of [...questions, ...ladders]) one.startOver();
    },
  };
}
