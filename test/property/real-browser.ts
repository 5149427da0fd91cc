/** The real thing: tabs over IndexedDB and localStorage, with cells in the sandbox's frame and its workers. Runs inside a page of the built site. */
import { createLastResort, openWorkbook, openWorld } from '#indexeddb';
import { createRunner } from '#runner/host';
import type { CellRunner, Mark } from '#workbook';
import { createFrameMaker } from '../../src/runner/host/frame.ts';
import type { Browser, Tab } from '../../src/authoring/simulator/browser.ts';
import { never, whileOpen, type Openness } from '../../src/authoring/simulator/while-open.ts';

/** Milliseconds after which a tab has told the others what it did: a world's feed takes ten. */
const TOLD = 12;

const later = (milliseconds: number): Promise<void> => new Promise((resolve) => void setTimeout(resolve, milliseconds));

const spare: CellRunner[] = [];

/** A frame for a tab: one that a closed tab has left, or a new one. */
function takeRunner(): CellRunner {
  const makeFrame = createFrameMaker(document.querySelector<HTMLTemplateElement>('#sandbox')!);
  return spare.pop() ?? createRunner(makeFrame, makeFrame());
}

/** Resolves when what tabs have told each other has arrived: a message that is sent last comes last. */
async function heard(): Promise<void> {
  const name = `probe-${crypto.randomUUID()}`;
  const [from, to] = [new BroadcastChannel(name), new BroadcastChannel(name)];
  const arrived = new Promise((resolve) => to.addEventListener('message', resolve, { once: true }));
  from.postMessage('all');
  await arrived;
  from.close();
  to.close();
}

/** A browser with databases of its own. */
export function createRealBrowser(): Browser {
  const names = { world: `world-${crypto.randomUUID()}`, drafts: `drafts-${crypto.randomUUID()}` };
  const tabs: { openness: Openness; close(): void; look(): Promise<unknown> }[] = [];

  /** Resolves when no open tab has anything under way. */
  async function quiet(): Promise<void> {
    for (let rounds = 0; rounds < 3; rounds += 1) {
      await later(0);
      if (tabs.some(({ openness }) => !openness.isClosed && openness.underWay > 0)) rounds = 0;
    }
  }

  return {
    async openTab() {
      const openness: Openness = { isClosed: false, underWay: 0 };
      const [world, drafts] = await Promise.all([openWorld<Mark>(names.world), openWorkbook(names.drafts)]);
      const runner = takeRunner();
      let stop = (): void => {};
      const close = (): void => {
        if (openness.isClosed) return;
        openness.isClosed = true;
        stop();
        spare.push(runner);
        world.close();
        drafts.close();
      };
      tabs.push({ openness, close, look: () => Promise.all([world.readState(), drafts.load('generated')]) });
      return {
        world: whileOpen(openness, world),
        drafts: whileOpen(openness, drafts),
        lastResort: createLastResort(),
        runner: {
          prepare: (texts) => openness.isClosed || runner.prepare(texts),
          run(order, listener) {
            if (openness.isClosed) return { outcome: never(), stop: () => {} };
            const handle = runner.run(order, listener);
            stop = () => handle.stop();
            return { outcome: handle.outcome.then((outcome) => (openness.isClosed ? never() : outcome)), stop };
          },
        },
        close,
      } satisfies Tab;
    },
    async settle() {
      // What is still being saved is told only then, and a busy disk may take longer than anybody waits for word of it.
      await quiet();
      if (tabs.filter(({ openness }) => !openness.isClosed).length > 1) {
        await later(TOLD);
        await heard();
        // A tab that has heard something looks for itself first: what it asks now is answered after that.
        await Promise.all(tabs.filter(({ openness }) => !openness.isClosed).map((tab) => tab.look()));
      }
      await quiet();
    },
    async close() {
      for (const tab of tabs) tab.close();
      localStorage.clear();
      for (const name of Object.values(names)) indexedDB.deleteDatabase(name);
    },
  };
}
