/** What is said under an exercise of how many of its checks hold, and under a question of what a run came to. */
import { expect, test } from 'vitest';
import { en, ko } from '#i18n';

test.each([
  [0, 1, 'It does not hold yet.', '아직 통과하지 못했어요.'],
  [0, 3, 'None of it holds yet.', '아직 하나도 통과하지 못했어요.'],
  [2, 3, '2 of 3 hold.', '3개 중 2개를 통과했어요.'],
  [1, 1, 'All of it holds.', '모두 통과했어요.'],
])('%i of %i', (holding, all, inEnglish, inKorean) => {
  expect(en.exercise.holding(holding, all)).toBe(inEnglish);
  expect(ko.exercise.holding(holding, all)).toBe(inKorean);
});

test('Korean tells a value in a polite sentence, whatever the value', () => {
  for (const sentence of [ko.predict.came('count', '3'), ko.predict.other('count', '3')])
    expect(sentence).toContain('값은 이렇게 나왔어요: 3.');
});
