/** Lives through a history of a lesson, runs it as a whole at the end, and does the same on a page that nobody has used. */
import type { LessonPage } from '#lesson';
import type { CompiledCell, Libraries } from '#runner';
import type { CellView, LessonSession } from '#workbook';
import type { Act, History, Operation, Target } from './any-history.ts';
import type { Browser } from '../../src/authoring/simulator/browser.ts';
import { fileAt, pageOf, textAt } from './lesson.ts';
import { openPage, type OpenPage } from './open-page.ts';
import { takePicture, type Picture } from './picture.ts';

/** What a life needs from outside. */
export type Surroundings = Readonly<{ makeBrowser: () => Browser; libraries: Libraries }>;

/** Something that happened, in words that a report can count. */
export type Happening = Readonly<{ kind: 'operation' | 'end of a run' | 'run of all at the end'; what: string }>;

/** What came of a life. */
export type Life = Readonly<{
  happened: readonly Happening[];
  /** What there is when all was run at its end. */
  reached: Picture;
  /** What a new page with the same texts comes to. */
  fresh: Picture;
}>;

/** Lives through `history` in a browser of its own, and then looks at a fresh one. */
export async function live(history: History, surroundings: Surroundings): Promise<Life> {
  const life = new LifeOf(history, surroundings);
  const { reached, texts } = await life.toItsEnd();
  const fresh = await new LifeOf({ ...history, operations: [] }, surroundings).toItsEnd(texts);
  return { happened: life.happened, reached, fresh: fresh.reached };
}

class LifeOf {
  readonly happened: Happening[] = [];
  readonly #history: History;
  readonly #surroundings: Surroundings;
  readonly #page: LessonPage<CompiledCell>;
  readonly #browser: Browser;
  #here!: OpenPage;
  #other: OpenPage | null = null;

  constructor(history: History, surroundings: Surroundings) {
    this.#history = history;
    this.#surroundings = surroundings;
    this.#page = pageOf(history.lesson);
    this.#browser = surroundings.makeBrowser();
  }

  /** Does everything, beginning with `texts` where some are given. */
  async toItsEnd(texts: readonly string[] = []) {
    this.#here = await this.#open();
    for (const [index, text] of texts.entries()) this.#here.session.edit(fileAt(index), text);
    for (const operation of this.#history.operations) {
      await this.#perform(operation);
      await this.#browser.settle();
    }
    const { session, shown } = this.#here;
    const before = new Map(shown);
    await session.runAll();
    const isKept = [...before].some(([file, items]) => items.length > 0 && shown.get(file) === items);
    this.#note('run of all at the end', isKept ? 'left some as they were' : 'ran everything');
    const reached = await takePicture(this.#here.tab.world, this.#here.views, shown);
    const result = { reached, texts: session.files.map((file) => session.view(file).text) };
    for (const page of [this.#here, this.#other]) page?.tab.close();
    await this.#browser.close();
    return result;
  }

  async #perform(operation: Operation): Promise<void> {
    switch (operation.kind) {
      case 'reload':
        this.#note('operation', 'reload');
        return this.#reload();
      case 'edit-and-run':
        this.#note('operation', 'edit and run');
        await this.#act(this.#here, { kind: 'edit', cell: operation.cell, text: operation.text, isSaved: false });
        return this.#act(this.#here, { kind: 'run', target: operation.cell });
      case 'other-tab':
        this.#note('operation', `another tab: ${operation.act.kind.split('-')[0]}`);
        return this.#act(await this.#otherPage(), operation.act);
      case 'edit-in-both':
        return this.#editInBoth(operation);
      case 'interrupt':
        return this.#interrupt(operation);
      default:
        this.#note('operation', nameOf(operation));
        return this.#act(this.#here, operation);
    }
  }

  async #act(page: OpenPage, act: Act): Promise<void> {
    switch (act.kind) {
      case 'edit':
        page.session.edit(fileAt(act.cell), textAt(this.#history.lesson[act.cell]!, act.text));
        if (act.isSaved) page.pause();
        return;
      case 'run':
        return run(page.session, act.target);
      case 'reset':
        return page.session.reset(fileAt(act.cell));
      case 'reset-world':
        return page.session.resetWorld();
      case 'reset-all':
        return page.session.resetAll();
    }
  }

  /** The page of another tab, which is there from now on. */
  async #otherPage(): Promise<OpenPage> {
    this.#other ??= await this.#open();
    return this.#other;
  }

  async #editInBoth({ cell, here, there, next }: Extract<Operation, { kind: 'edit-in-both' }>): Promise<void> {
    this.#note('operation', 'edit in both tabs');
    const other = await this.#otherPage();
    await this.#act(this.#here, { kind: 'edit', cell, text: here, isSaved: false });
    await this.#act(other, { kind: 'edit', cell, text: there === here ? (there + 1) % 3 : there, isSaved: true });
    await this.#browser.settle();
    this.#here.pause();
    await this.#browser.settle();
    const { session } = this.#here;
    const file = fileAt(cell);
    if (next === 'leave' || session.view(file).otherText === null) return;
    this.#note('operation', 'choose between two texts');
    session.swapTexts(file);
    if (next === 'choose') await session.chooseText(file);
  }

  async #interrupt({ target, by, at, who, isThrough }: Extract<Operation, { kind: 'interrupt' }>): Promise<void> {
    const here = this.#here;
    const actor = who === 'other' && typeof by === 'object' ? await this.#otherPage() : here;
    let acting: Promise<void> = Promise.resolve();
    let hasGone = (): void => {};
    const gone = new Promise<void>((resolve) => (hasGone = resolve));
    const act = (): Promise<void> | void => {
      if (by === 'stop') {
        this.#note('operation', 'run, stopped in the middle');
        return here.session.stop();
      }
      if (by === 'reload') {
        this.#note('operation', 'run, reloaded in the middle');
        here.tab.close();
        return hasGone();
      }
      this.#note(
        'operation',
        `${actor === here ? 'meanwhile here' : 'another tab, meanwhile'}: ${by.kind.split('-')[0]}`,
      );
      acting = this.#act(actor, by);
      // What is done in the same tab may wait for the very step that it interrupts.
      return actor === here ? undefined : acting;
    };
    here.interrupt({ at, isThrough, act });
    await Promise.race([run(here.session, target), gone]);
    here.interrupt(null);
    await acting;
    if (by === 'reload') await this.#reload();
  }

  /** The page goes, as the browser tells it, and comes again. */
  async #reload(): Promise<void> {
    void this.#here.session.leave();
    this.#here.tab.close();
    this.#here = await this.#open();
  }

  async #open(): Promise<OpenPage> {
    const tab = await this.#browser.openTab();
    return openPage(tab, this.#page, this.#surroundings.libraries, (before, view) => this.#noteEnd(before, view));
  }

  #noteEnd(before: CellView | undefined, { state, fault }: CellView): void {
    if (before?.state !== 'running' || state === 'running' || state === 'fresh') return;
    this.#note(
      'end of a run',
      state === 'failed' ? `failed: ${(fault && FAILURES[fault.code]) ?? 'its own error'}` : state,
    );
  }

  #note(kind: Happening['kind'], what: string): void {
    this.happened.push({ kind, what });
  }
}

/** Failures that are not the cell's own. */
const FAILURES: Readonly<Record<string, string>> = {
  syntax: 'does not compile',
  'refused-enum': 'does not compile',
  'earlier-cell-failed': 'an earlier cell failed',
  'waits-for-nothing': 'waits for what never comes',
  'world-rewound': 'another tab changed its world',
};

async function run(session: LessonSession, target: Target): Promise<void> {
  if (target === 'all') return void (await session.runAll());
  // By the keys nobody presses a button first.
  if (target % 2 === 0) session.expectRun();
  await session.run(fileAt(target));
}

function nameOf(act: Act): string {
  if (act.kind === 'edit') return ['edit, back to the author', 'edit', 'edit', 'edit, does not compile'][act.text]!;
  return act.kind === 'run' && act.target === 'all' ? 'run all' : act.kind.replace('-', ' ');
}
