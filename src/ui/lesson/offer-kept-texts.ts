/** Gives each cell of a lesson a place for the texts that it had, and for the author's new one. */
import type { Messages } from '#i18n';
import type { LessonProgress, Progress } from '#progress';
import type { CellView } from '#workbook';
import './kept-texts.ts';

type Texts = LessonProgress['texts'];

/** What all of them need. */
export type KeptTextsParts = Readonly<{
  progress: Progress;
  messages: Messages;
  /** Gives a cell another text, once the one that it has is kept. Resolves to whether it has it. */
  put(file: string, text: string): Promise<boolean>;
  starterOf(file: string): string;
  starterHashOf(file: string): string;
  failed(error: unknown): void;
}>;

/** Tells them what happens. */
export type OfferedKeptTexts = Readonly<{
  take(view: CellView, texts: Texts): void;
  /** Something was recorded of a cell. */
  record(file: string, texts: Texts): void;
}>;

export async function offerKeptTexts(parts: KeptTextsParts): Promise<OfferedKeptTexts> {
  const { progress, messages, put, starterOf, starterHashOf, failed } = parts;
  const texts = await messages.loadKeptTexts();
  const elements = new Map(
    [...document.querySelectorAll('code-cell')].map((cell) => {
      const { file } = cell;
      const element = document.createElement('kept-texts');
      element.slot = 'texts';
      element.parts = {
        messages,
        texts,
        failed,
        starter: starterOf(file),
        isStarter: (hash) => hash === starterHashOf(file),
        readHistory: () => progress.readHistory(file),
        bringBack: (text) => put(file, text),
      };
      cell.append(element);
      return [file, element] as const;
    }),
  );
  const show = (file: string, all: Texts): void => {
    const element = elements.get(file);
    const had = all.get(file);
    if (element && had) element.had = had;
  };
  return {
    take(view, all) {
      const element = elements.get(view.file);
      if (element) element.view = view;
      show(view.file, all);
    },
    record(file, all) {
      show(file, all);
      elements.get(file)?.refresh().catch(failed);
    },
  };
}
