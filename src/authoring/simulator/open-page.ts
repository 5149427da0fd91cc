/** A page with a session, as a person has it before them: what each cell shows, and when typing stops. */
import type { LessonPage } from '../../lesson/index.ts';
import type { CompiledCell, Libraries, OutputItem } from '../../runner/index.ts';
import { openLesson, type CellView, type CheckView, type LessonSession, type PartName } from '../../workbook/index.ts';
import * as checksEntry from '../../workbook/checks/index.ts';
import type { Tab } from './browser.ts';

/** Milliseconds after which a text is saved at the latest; what is later waits for something else. */
const SAVED_BY = 1_000;

/** What a page has from its site. */
export type Site = Readonly<{
  page: LessonPage<CompiledCell>;
  libraries: Libraries;
  readPart: (name: PartName) => Promise<string>;
  compile: (file: string, source: string) => CompiledCell;
}>;

export type OpenPage = Readonly<{
  session: LessonSession;
  /** What each cell shows. */
  shown: ReadonlyMap<string, readonly OutputItem[]>;
  views: ReadonlyMap<string, CellView>;
  /** The checks of each exercise, by the file of its cell. */
  checks: ReadonlyMap<string, readonly CheckView[]>;
  /** What was told of checks, one after the other. */
  checked: readonly (readonly CheckView[])[];
  /** Lets the moment come at which typing has stopped. */
  pause(): void;
}>;

/** Opens a page in `tab`; `hear` is told of each cell that looks different. */
export async function openPage(
  tab: Tab,
  { compile, ...site }: Site,
  hear: (before: CellView | undefined, view: CellView) => void = () => {},
): Promise<OpenPage> {
  const shown = new Map<string, readonly OutputItem[]>();
  const views = new Map<string, CellView>();
  const checks = new Map<string, readonly CheckView[]>();
  const checked: (readonly CheckView[])[] = [];
  const waiting = new Map<() => void, number>();
  const session = await openLesson(
    {
      ...site,
      loadChecks: async () => checksEntry,
      compile: async (file, source) => compile(file, source),
      ...tab,
      now: () => 0,
      mark: () => {},
      later(work, milliseconds) {
        waiting.set(work, milliseconds);
        return () => waiting.delete(work);
      },
    },
    {
      cellChanged(view) {
        const before = views.get(view.file);
        hear(before, view);
        // As the page does it: values belong to the lines of the text that was run.
        if (before && before.text !== view.text) dropValues(shown, view.file);
        views.set(view.file, view);
      },
      output: (file, items) => void shown.set(file, [...(shown.get(file) ?? []), ...items]),
      outputCleared: (file) => void shown.set(file, []),
      checksChanged(file, told) {
        checks.set(file, told);
        checked.push(told);
      },
    },
  );
  const pause = (): void => {
    for (const [work, milliseconds] of waiting) {
      if (milliseconds > SAVED_BY) continue;
      waiting.delete(work);
      work();
    }
  };
  return { session, shown, views, checks, checked, pause };
}

function dropValues(shown: Map<string, readonly OutputItem[]>, file: string): void {
  const items = shown.get(file) ?? [];
  const rest = items.filter(({ kind }) => kind !== 'value');
  if (rest.length < items.length) shown.set(file, rest);
}
