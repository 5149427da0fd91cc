/** Has the questions of a lesson be answered in the page, and keeps what was predicted. */
import type { Messages } from '#i18n';
import { predictionOf, withCommand, type Progress, type ProgressCommand } from '#progress';
import type { CellView } from '#workbook';
import './predict-question.ts';

/** What the questions of a page hear of. */
export type Questions = Readonly<{
  take(view: CellView): void;
  startOver(): Promise<void>;
}>;

/** Asks them, each as far as it was answered before. `failed` is told why something was not kept; it holds as long as the page is there. */
export async function askQuestions(
  progress: Progress,
  { predict: texts }: Messages,
  failed: (error: unknown) => void,
): Promise<Questions> {
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
      async predict(choice, isRight) {
        await handle({ type: 'Predict', data: { ...question, choice, isRight } });
        return predictionOf(known, question);
      },
    });
  }
  return {
    take: (view) => {
      for (const question of questions) question.take(view);
    },
    async startOver() {
      await handle({ type: 'StartOver', data: {} });
      for (const question of questions) question.startOver();
    },
  };
}
