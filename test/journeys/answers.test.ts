/** Every question of the course that a run answers: the cell exports what the right choice says, and the page compares the two. */
import { describe, expect } from 'vitest';
import { en, ko } from '#i18n';
import { Cell } from '../site/cell.ts';
import { Exercise } from '../site/exercise.ts';
import { usually } from '../site/length.ts';
import { readCourse } from '../../src/authoring/read-course.ts';
import { test } from '../site/test.ts';

const asked = readCourse('lessons').lessons.flatMap(({ page: { id, wanted = {} } }) =>
  Object.entries(wanted).flatMap(([file, names]) => names.map((name) => ({ id, file, name }))),
);

test('there are such questions', () => expect(asked.length).toBeGreaterThan(0));

const questionOf = (file: string, name: string): string => `predict-question[cell="${file}"][answer="${name}"]`;

test.for(asked)(
  '$id: $file exports as $name what the right choice says',
  async ({ id, file, name }, { serve, openPage }) => {
    const page = await openPage((await serve()).url(`${id}.html`));
    const question = page.locator(questionOf(file, name));
    const right = await question
      .locator('.predict-answer ol > li')
      .evaluateAll((reasons) => reasons.findIndex((reason) => reason.classList.contains('is-right')));
    await question.getByRole('radio').nth(right).check();
    const said = (await question.locator('.choices').first().locator('label').nth(right).textContent())!.trim();
    await question.getByRole('button', { name: en.predict.lockIn }).click();
    await new Cell(page, file).run();
    const letter = String.fromCodePoint(65 + right);
    const plain = said.replaceAll(/^['"]|['"]$/g, '');
    await expect
      .poll(() => question.getByRole('status').innerText())
      .toBe(`${en.predict.right(letter)} ${en.predict.came(name, plain)}`);
  },
);

describe.for(usually('ko', [['en', en], ['ko', ko]] as const))('in %s', ([language, messages]) => {
  test('what another text comes to answers nothing, and the page says so', async ({ serve, openPage }) => {
    const address = `fold-seven-events${language === 'en' ? '' : `.${language}`}.html`;
    const page = await openPage((await serve()).url(address));
    const question = page.locator(questionOf('ties.ts', 'sixth'));
    const status = () => question.getByRole('status').innerText();
    await question.getByRole('radio').nth(1).check();
    await question.getByRole('button', { name: messages.predict.lockIn }).click();
    const cell = new Cell(page, 'ties.ts', messages);
    const author = await cell.text();
    // As somebody would type it; the class knows how.
    await new Exercise(page, 'ties.ts', messages).put(author.replace('at(sorted, 6).status;', 'at(events, 6).status;'));
    await cell.run();
    await expect.poll(status).toBe(messages.predict.other('sixth', 'payment pending'));
    expect(await question.locator('.reason').count()).toBe(0);
    await cell.button('reset').click();
    await cell.expectState('fresh');
    await cell.run();
    await expect.poll(status).toBe(`${messages.predict.right('B')} ${messages.predict.came('sixth', 'contacted')}`);
    // Once it is over every choice says why it is right or wrong.
    expect(await question.locator('.reason').count()).toBe(4);
  });
}); // prettier-ignore
