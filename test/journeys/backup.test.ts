/** All the work in one file: saved in one browser, brought in in another, refused where it is not what it should be, and brought back. */
import { readFileSync } from 'node:fs';
import type { Locator, Page } from 'playwright';
import { describe, expect } from 'vitest';
import { writeBackup } from '#backup';
import type { AllMessages } from '#i18n';
import { Cell, eventsInLab } from '../site/cell.ts';
import { bringAxe, findBarriers } from '../site/find-barriers.ts';
import { findOverflow } from '../site/find-overflow.ts';
import { usualLanguage } from '../site/length.ts';
import { test } from '../site/test.ts';

const HOME = { en: '', ko: 'index.ko.html' } as const;
const LESSON = { en: 'fold-seven-events.html', ko: 'fold-seven-events.ko.html' } as const;
const TELEPHONE = { width: 390, height: 844 };

/** The place on the home page, used by its keys alone. */
class Work {
  readonly page: Page;
  readonly place: Locator;
  readonly #texts: AllMessages['backup'];

  constructor(page: Page, { backup }: AllMessages) {
    this.page = page;
    this.#texts = backup;
    this.place = page.locator('keep-work');
  }

  get said(): Promise<string> {
    return this.place.getByRole('status').innerText();
  }

  button(name: string | RegExp): Locator {
    return this.place.getByRole('button', { name });
  }

  async press(name: string | RegExp): Promise<void> {
    await this.button(name).press('Enter');
  }

  /** Saves everything; gives the file's bytes. */
  async save(): Promise<Buffer> {
    const coming = this.page.waitForEvent('download');
    await this.press(this.#texts.write);
    const download = await coming;
    expect(download.suggestedFilename()).toMatch(/^replaybook-\d{4}-\d\d-\d\d\.jsonl$/);
    await expect.poll(() => this.said).toBe(this.#texts.written(download.suggestedFilename()));
    return readFileSync(await download.path());
  }

  async choose(buffer: Buffer): Promise<void> {
    const chooser = this.page.waitForEvent('filechooser');
    await this.press(this.#texts.choose);
    await (await chooser).setFiles({ name: 'work.jsonl', mimeType: '', buffer });
  }

  /** What the question says of the file and of what is here, without the times. */
  async figures(): Promise<string[][]> {
    await this.place.getByRole('dialog').waitFor();
    const rows = await this.place
      .locator('tbody tr')
      .evaluateAll((all) => all.map((row) => (row as HTMLElement).innerText));
    return rows.slice(1).map((row) => row.split(/\s*\t\s*/).slice(1));
  }
}

describe.for(usualLanguage('ko'))('in %s', ([language, messages]) => {
  const { backup: texts } = messages;

  test('BK5: an edited text, a world and the map are there in another browser, brought in by keys on a telephone', async ({
    serve,
    openPage,
  }) => {
    const site = await serve();
    const here = await openPage(site.url(LESSON[language]));
    const { mark, events } = await workIn(here, messages);
    await here.goto(site.url(HOME[language]));
    const file = await new Work(here, messages).save();

    // A profile of its own, with nothing in it.
    const options = { viewport: TELEPHONE, prepare: bringAxe };
    const there = await openPage(site.url(HOME[language]), options);
    const work = new Work(there, messages);
    await work.button(texts.choose).waitFor();
    expect(await there.locator('.lesson-state').count()).toBe(0);
    await work.choose(file);
    const figures = await work.figures();
    expect(figures[0]).toEqual(['1', '0']);
    expect(figures[1]).toEqual(['1', '0']);
    expect(figures[2]).toEqual([String(events.length), '0']);
    expect(Number(figures[3]![0])).toBeGreaterThan(1);
    expect(await findOverflow(there)).toEqual([]);
    expect(await findBarriers(there)).toEqual([]);
    // Nothing is changed by looking.
    await there.keyboard.press('Escape');
    await expect.poll(() => work.place.getByRole('dialog').count()).toBe(0);
    expect(await there.locator('.lesson-state').count()).toBe(0);

    await work.choose(file);
    await work.figures();
    await there.keyboard.press('Tab');
    await there.keyboard.press('Enter');
    await expect.poll(() => work.said).toBe(texts.replaced);
    await expect.poll(() => there.locator('.lesson-state').count()).toBe(1);
    expect(await findBarriers(there)).toEqual([]);
    expect(await findOverflow(there)).toEqual([]);

    await there.setViewportSize({ width: 1280, height: 900 });
    await there.goto(site.url(LESSON[language]));
    await expect.poll(() => new Cell(there, 'lead.ts', messages).text()).toContain(mark);
    await expect.poll(() => eventsInLab(there, messages)).toEqual(events);

    // And what was here before, which was nothing, is had back.
    await there.goto(site.url(HOME[language]));
    await work.press(/\d{4}-\d\d-\d\d/);
    await expect.poll(() => work.said).toBe(texts.broughtBack);
    await expect.poll(() => there.locator('.lesson-state').count()).toBe(0);
  });

  test('BK3: files that are refused are told one by one, and leave everything as it was', async ({
    serve,
    openPage,
  }) => {
    const site = await serve();
    const page = await openPage(site.url(LESSON[language]));
    await workIn(page, messages);
    await page.goto(site.url(HOME[language]));
    const work = new Work(page, messages);
    const file = await work.save();
    const { refusals } = texts;
    const middle = Buffer.from(file);
    middle[middle.length - 60]! ^= 1;
    const cases = [
      [Buffer.from(''), refusals.empty],
      [Buffer.from('{"a":1}\n'), refusals.foreign],
      [Buffer.from(file.toString().replace('"version":1', '"version":2')), refusals.newer],
      [file.subarray(0, file.length >> 1), refusals['cut-short']],
      [middle, refusals.damaged],
    ] as const;
    for (const [bytes, { what, next }] of cases) {
      await work.choose(bytes);
      await expect.poll(() => work.said).toBe(`${what} ${next}`);
    }
    expect(await work.place.getByRole('dialog').count()).toBe(0);
    const after = await work.save();
    const lines = (of: Buffer): string[] => of.toString().split('\n').slice(1, -2);
    expect(lines(after)).toEqual(lines(file));
  });

  test('BK6: a file that was being brought in when its page went is undone at the next start, which says so', async ({
    serve,
    openPage,
  }) => {
    const site = await serve();
    const page = await openPage(site.url(LESSON[language]));
    const { mark } = await workIn(page, messages);
    await page.goto(site.url(HOME[language]));
    const work = new Work(page, messages);
    const file = await work.save();
    const lines = (of: Buffer): string[] => of.toString().split('\n').slice(1, -2);
    // Once the texts are replaced no other database answers, and then the page goes.
    await page.evaluate(() => {
      const { clear } = IDBObjectStore.prototype;
      const { open } = IDBFactory.prototype;
      let isHalf = false;
      IDBObjectStore.prototype.clear = function () {
        isHalf ||= this.name === 'drafts';
        return clear.call(this);
      };
      IDBFactory.prototype.open = function (...parts) {
        const request = open.apply(this, parts);
        if (isHalf) {
          request.addEventListener = () => {};
          document.title = 'half';
        }
        return request;
      };
    });
    await work.choose(Buffer.from(writeBackup({ at: '2026-01-01T00:00:00.000Z', databases: [] })));
    await work.figures();
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    await expect.poll(() => page.title()).toBe('half');
    await page.reload();
    await page.getByText(texts.recovered).waitFor();
    const after = lines(await work.save());
    expect(after.filter((line) => line.includes('"drafts"')).join('')).toContain(mark);
    // The epochs of worlds have risen, also of those that were in their first.
    const withoutEpochs = (all: string[]): number => all.filter((line) => !line.includes('"store":"meta"')).length;
    expect(withoutEpochs(after)).toBe(withoutEpochs(lines(file)));
  });
});

/** Edits a cell and runs it, and answers a question. */
async function workIn(page: Page, messages: AllMessages): Promise<{ mark: string; events: string[] }> {
  const mark = '// my own words';
  const lead = new Cell(page, 'lead.ts', messages);
  await lead.expectState('fresh');
  await lead.write(`${await lead.text()}\n${mark}`);
  await lead.run();
  const question = page.locator('predict-question').first();
  await question.scrollIntoViewIfNeeded();
  await question.getByRole('radio').first().check();
  await question.getByRole('button', { name: messages.predict.lockIn }).click();
  await expect.poll(() => lead.isSaved()).toBe(true);
  await expect.poll(() => eventsInLab(page, messages)).not.toEqual([]);
  return { mark, events: await eventsInLab(page, messages) };
}
