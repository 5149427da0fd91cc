/** The composition root: with the files beside it, the only place that builds adapters and joins the floors. */
import type { Started } from './start.ts';
import { libraries } from 'virtual:sandbox';
import type { Messages } from '#i18n';
import type { WorldStorage } from '#lab';
import { openWorld, PROGRESS_DATABASE } from '#indexeddb';
import { createRunner } from '#runner/host';
import { faultOfError, openLesson, type Fault, type LessonSession, type SessionParts } from '#workbook';
import { openLessonStorage, type LessonStorage } from './lesson-storage.ts';
import { faultText, loadTelling } from './ui/cell/fault-text.ts';
import type { CodeCell } from './ui/cell/code-cell.ts';
import './ui/cell/code-cell.ts';
import { createEditors } from './ui/cell/open-editor.ts';
import type { LessonLab } from './ui/lesson/lesson-lab.ts';
import './ui/lesson/lesson-lab.ts';
import type { LessonRequest, LessonToolbar } from './ui/lesson/lesson-toolbar.ts';
import './ui/lesson/lesson-toolbar.ts';
import { answerCells } from './ui/lesson/answer-cells.ts';
import { offerKeys } from './ui/lesson/offer-keys.ts';
import type { Kept } from './ui/lesson/keep-progress.ts';
import { showNotice } from './ui/lesson/show-notice.ts';
import type { ReadTraffic } from './ui/lesson/watch-world.ts';

/** The texts of the page's language. */
let messages: Messages;

/** Brings the page to life. */
export function bringToLife(texts: Messages, started: Started): void {
  messages = texts;
  offerPresenting();
  offerKeys(messages, showFault);
  helpReading().catch(showFault);
  startHome().catch(showFault);
  if (started) startLesson(started).catch(showFault);
}

/** What presents is loaded when somebody wants to present. */
function offerPresenting(): void {
  const button = document.querySelector<HTMLButtonElement>('.present-button');
  if (!button) return;
  const present = async (): Promise<void> => {
    const { offerPresenting: offer } = await import('./ui/lesson/present-mode.ts');
    offer(messages);
    button.click();
  };
  button.disabled = false;
  // What could not be loaded is tried again at the next click.
  const retry = (error: unknown): void => {
    showFault(error);
    offerPresenting();
  };
  button.addEventListener('click', () => void present().catch(retry), { once: true });
}

/** The page can be read without what helps to read it. */
async function helpReading(): Promise<void> {
  await pause(ASKS_LATER);
  const { helpReading: help } = await import('./ui/lesson/help-reading.ts');
  help(messages);
}

/** What home has beside its cell comes with it. */
async function startHome(): Promise<void> {
  if (!document.querySelector('storage-facts')) return;
  await pause(ASKS_LATER);
  const { startHome: start } = await import('./home.ts');
  await start(messages, showFault);
}

async function startLesson({ page, begun }: NonNullable<Started>): Promise<void> {
  const cells = new Map([...document.querySelectorAll('code-cell')].map((cell) => [cell.file, cell]));
  // Home has a cell, and neither of these.
  const lab = document.querySelector('lesson-lab');
  const toolbar = document.querySelector('lesson-toolbar');
  await findCollapsedLines(cells.values());
  for (const element of [...cells.values(), lab, toolbar]) if (element) element.messages = messages;
  if (!begun) return refuseFrame();

  const runner = createRunner(begun.makeFrame, begun.firstFrame);
  const storage = await openLessonStorage(page.id, begun);
  const { world } = storage;
  if (storage.tookOver) showNotice(messages.page.tookOver);
  if (storage.inMemory) void tellInMemory(storage.inMemory);
  let kept: Kept | null = null;
  /** What has happened before there was anybody to keep it. */
  let unheard: ((to: Kept) => void)[] | null = [];
  const hear = (what: (to: Kept) => void): void => void (kept ? what(kept) : unheard?.push(what));
  /** Has the Lab show what was asked and left nothing in the world. */
  let showAsked = (): void => {};
  let editors: ReturnType<typeof createEditors> | null = null;
  const session = await openLesson(
    {
      page,
      libraries,
      world,
      ...(await textsOf(storage)),
      runner,
      readPart: async (name) =>
        (await (name === 'claims' ? import('virtual:sandbox/claims') : import('virtual:sandbox/on-demand'))).default,
      loadChecks: () => import('#workbook/checks'),
      async compile(file, source) {
        const { compileCell } = await import('#runner/compile');
        return compileCell(file, source);
      },
      now: () => performance.now(),
      mark: (step) => performance.mark(`run:${step}`),
      later(work, milliseconds) {
        const timer = setTimeout(work, milliseconds);
        return () => clearTimeout(timer);
      },
    },
    {
      cellChanged: (view) => {
        const cell = cells.get(view.file);
        if (cell) cell.view = view;
        toolbar?.take(view);
        hear((to) => to.take(view));
        editors?.update(view.file, view.text);
      },
      output(file, items) {
        cells.get(file)?.receive(items);
        for (const item of items) if (item.kind === 'export') hear((to) => to.takeExport(file, item.name, item.value));
      },
      outputCleared: (file) => cells.get(file)?.clear(),
      checksChanged: (file, checks) => hear((to) => to.takeChecks(file, checks)),
      checksFailed: showFault,
      asked: () => showAsked(),
    },
  );
  editors = createEditors({
    messages,
    files: () => session.files.map((file) => ({ file, text: session.view(file).text })),
  });
  for (const cell of cells.values()) cell.openEditor = editors.open;
  // Home is no lesson. Whoever runs a cell at once is not kept waiting for what asks and keeps.
  const keeping = toolbar ? followProgress(page, session, storage.inMemory === null) : Promise.resolve(null);
  /** What nothing keeps is not let go. A page that keeps nothing of what somebody does has nothing to keep it with. */
  const textsGo = async (file: string): Promise<boolean> => {
    const to = await keeping;
    // As they are by now: typing may have gone on.
    const { text, isEdited, otherText } = session.view(file);
    const texts = [...(isEdited ? [text] : []), ...(otherText === null ? [] : [otherText])];
    for (const one of texts) if (to && !(await to.textGoes(file, one))) return false;
    return true;
  };
  answerCells(session, cells, { failed: showFault, textsGo });
  void announceSchedule(cells).catch(showFault);
  if (lab) void connectLab(session, world, lab).then((show) => (showAsked = show), showFault);
  // Its switches keep nobody waiting.
  offerFaults(session, page).catch(showFault);
  if (toolbar) {
    connectToolbar(session, toolbar, async () => {
      for (const file of session.files) if (!(await textsGo(file))) return false;
      await session.resetAll();
      await kept?.startOver();
      return true;
    });
  }
  // A newer page waits until the texts are saved.
  storage.onOutdated((why) => {
    showFault(why);
    return session.leave();
  });
  kept = await keeping;
  if (kept) catchUp(kept, unheard, session);
  unheard = null;
  if (toolbar) toolbar.asksAgain = kept?.asksOrOffers ?? false;
}

/** Tells what has happened meanwhile, and how everything stands. */
function catchUp(kept: Kept, unheard: readonly ((to: Kept) => void)[], session: LessonSession): void {
  for (const what of unheard) what(kept);
  for (const file of session.files) kept.take(session.view(file));
}

/** An address may name a schedule that somebody else has found. */
async function announceSchedule(cells: ReadonlyMap<string, CodeCell>): Promise<void> {
  if (!new URL(location.href).searchParams.has('schedule')) return;
  const { scheduleIn } = await import('#panels/pictures');
  const shared = scheduleIn(location.href);
  if (shared) cells.get(shared.file)?.announce(messages.cell.sharedSchedule);
}

/** Most pages show all lines of their cells. */
async function findCollapsedLines(cells: Iterable<CodeCell>): Promise<void> {
  const found = [...cells].filter((cell) => cell.hasAttribute('collapsed'));
  if (found.length === 0) return;
  const { CollapsedLines } = await import('./ui/cell/collapsed-lines.ts');
  for (const cell of found) cell.collapsed = CollapsedLines.of(cell);
}

/** Has the Lab show the world. Gives what has it show what was asked. */
async function connectLab(session: LessonSession, world: WorldStorage, lab: LessonLab): Promise<() => void> {
  lab.addEventListener('world-reset-asked', () => {
    session.resetWorld().then(() => lab.say(messages.lab.resetWorldDone), showFault);
  });
  lab.isReady = true;
  await pause(ASKS_LATER);
  const { watchWorld } = await import('./ui/lesson/watch-world.ts');
  const readTraffic = await openTraffic(session, lab).catch((error: unknown) => {
    showFault(error);
    return null;
  });
  const show = watchWorld(world, (picture) => (lab.picture = picture), readTraffic);
  return readTraffic ? show : () => {};
}

/** Panels that few lessons have come with those lessons. */
async function openTraffic(session: LessonSession, lab: LessonLab): Promise<ReadTraffic | null> {
  if (!/\b(?:messages|trace)\b/.test(lab.panels)) return null;
  const [{ readTraffic }, texts] = await Promise.all([import('#panels/trace'), messages.loadPanels()]);
  lab.panelTexts = texts;
  return (world) => readTraffic(world, () => session.asked);
}

/** A lesson whose author offers faults has switches for them. */
async function offerFaults(session: LessonSession, { faults }: NonNullable<Started>['page']): Promise<void> {
  const switches = document.querySelector('fault-switches');
  if (!switches || !faults) return;
  const [texts] = await Promise.all([messages.loadFaults(), import('./ui/lesson/fault-switches.ts')]);
  Object.assign(switches, { texts, offered: faults });
  switches.addEventListener('faults-chosen', ({ detail }) => {
    session.setFaults(detail.map((fault) => ({ fault }))).catch(showFault);
  });
}

/** Milliseconds until a page asks, offers, keeps how far somebody is, and shows the world: what they may want to run comes first. */
const ASKS_LATER = 250;

const pause = (milliseconds: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, milliseconds));

/** Keeps how far somebody is, and notices where what they did before is gone. */
async function followProgress(
  page: NonNullable<Started>['page'],
  session: LessonSession,
  isStored: boolean,
): Promise<Kept | null> {
  await pause(ASKS_LATER);
  const [world, { watchStoredWork }] = await Promise.all([
    isSafe() ? null : openWorld(PROGRESS_DATABASE).catch(withoutProgress),
    import('./stored-work.ts'),
  ]);
  // Before anything is added to it.
  if (world && isStored) await watchStoredWork(world, messages).catch(showFault);
  return keepProgress(page, session, world).catch((error: unknown) => {
    showFault(error);
    return null;
  });
}

/** Keeps what somebody does in a lesson, and what comes of what the page asks and offers. */
async function keepProgress(
  { id, cells }: NonNullable<Started>['page'],
  session: LessonSession,
  world: WorldStorage | null,
): Promise<Kept> {
  const [{ openProgress, openForgottenProgress }, { keepProgress: keep }] = await Promise.all([
    import('#progress'),
    import('./ui/lesson/keep-progress.ts'),
  ]);
  const isMeantToFail = (name: string): boolean => cells.some(({ file, ends }) => file === name && ends === 'error');
  const progress = world ? openProgress(world, id) : openForgottenProgress();
  void progress.handle({ type: 'OpenLesson', data: {} }).catch(() => {});
  return await keep({
    progress,
    messages,
    isMeantToFail,
    put: (file, text) => session.edit(file, text),
    starterOf: (name) => cells.find(({ file }) => file === name)!.source,
    failed: showFault,
  });
}

/** Without storage a lesson asks and offers all the same, and nobody knows of it later. */
function withoutProgress(error: unknown): null {
  showFault(error);
  return null;
}

function connectToolbar(session: LessonSession, toolbar: LessonToolbar, startOver: () => Promise<boolean>): void {
  const answers: Readonly<Record<LessonRequest, () => Promise<void> | void>> = {
    'run-all': () => toolbar.follow(session.runAll()),
    stop: () => session.stop(),
    'start-over': async () => {
      if (await startOver()) toolbar.say(messages.lesson.startedOver);
    },
  };
  toolbar.addEventListener('lesson-request', (event) => {
    const { request } = (event as CustomEvent<{ request: LessonRequest }>).detail;
    Promise.resolve(answers[request]()).catch(showFault);
  });
  toolbar.isReady = true;
}

const SAFE = /\?safe$/;

/** True when the page is to be opened without what somebody has written; behind a section's name it counts too. */
const isSafe = (): boolean => new URL(location.href).searchParams.has('safe') || SAFE.test(location.hash);

/** Where texts are kept: with `?safe` nowhere, and the page says so and names the way back to one's own. */
async function textsOf({ drafts, lastResort }: LessonStorage): Promise<Pick<SessionParts, 'drafts' | 'lastResort'>> {
  if (!isSafe()) return { drafts, lastResort };
  const address = new URL(location.href);
  address.searchParams.delete('safe');
  address.hash = address.hash.replace(SAFE, '');
  const link = document.createElement('a');
  link.href = address.href;
  link.textContent = messages.page.withTexts;
  showNotice(messages.page.withoutTexts, ' ', link);
  return (await import('#workbook/memory')).createForgottenDrafts();
}

/** Inside another site's page nothing runs: what is clicked there may not be what is seen. */
function refuseFrame(): void {
  const link = document.createElement('a');
  link.href = location.href;
  link.target = '_blank';
  link.textContent = messages.page.openAlone;
  showNotice(messages.page.framed, ' ', link);
}

/** What the page says at its top of storage that does not open; said again it is no news. */
let toldOfStorage: string | null = null;

async function tellInMemory({ why, isWorld, texts }: NonNullable<LessonStorage['inMemory']>): Promise<void> {
  const fault = faultOfError(why);
  toldOfStorage = fault.code;
  const { what, next } = faultText(fault, await loadTelling(messages));
  // Nothing was asked yet that could be run again.
  const todo = fault.code === 'storage-failed' ? messages.page.damaged : next;
  const { inMemory } = messages.page;
  // Of a page without texts it is said already what becomes of them.
  const ofTexts = isSafe() ? [] : [inMemory[texts]];
  showNotice([what, todo, isWorld ? inMemory.world : inMemory.storedWorld, ...ofTexts].join(' '));
}

/** Says what concerns the whole page. The text can be read all the same. */
function showFault(error: unknown): void {
  const fault = faultOfError(error);
  if (fault.code === toldOfStorage) return;
  void tellFault(fault);
}

/** Takes the last of them away: of faults, the last counts. */
let takeFault = (): void => {};

async function tellFault(fault: Fault): Promise<void> {
  const { what, next } = faultText(fault, await loadTelling(messages));
  takeFault();
  takeFault = showNotice(what, ' ', next);
}
