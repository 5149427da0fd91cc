/** What is said to who answers a question or does an exercise, in Korean. */
import type { ExerciseMessages } from '../messages.ts';

export const koExercises = {
  predict: {
    right: (letter) => `답은 ${letter}예요.`,
    lockIn: '이 답으로 정하기',
    locked: (letter) => `${letter}로 정했어요.`,
    nowRun: (file) => `이제 ${file} 셀을 실행해 확인해 보세요.`,
    wrong: (letter) => `${letter}는 아니었어요. 이유를 읽고 다시 골라 보세요.`,
    came: (name, value) => `실행해 보니 ${name} 값은 이렇게 나왔어요: ${value}.`,
    other: (name, value) =>
      `이번 실행에서 ${name} 값은 이렇게 나왔어요: ${value}. 이 질문은 처음 코드에 대한 것이에요. 셀을 처음 코드로 되돌리고 다시 실행하세요.`,
    yes: '맞아요.',
    no: '아니에요.',
  },
  exercise: {
    solution: '풀이',
    untried: (file) => `${file} 셀을 끝까지 실행하면 하나씩 확인해요.`,
    holding(holding, all) {
      if (holding === all) return '모두 통과했어요.';
      if (holding > 0) return `${all}개 중 ${holding}개를 통과했어요.`;
      return all === 1 ? '아직 통과하지 못했어요.' : '아직 하나도 통과하지 못했어요.';
    },
    old: '그 뒤로 코드가 바뀌었어요. 다시 실행하세요.',
    why: '이유',
    mine: '내 코드',
    compared: '내 코드와 풀이',
    compare: '내 코드와 비교하기',
    take: '풀이 가져오기',
    putBack: '내 코드로 되돌리기',
    taken: (file) => `이제 ${file} 셀에 풀이가 들어 있어요. 실행해서 확인해 보세요.`,
    isBack: (file) => `${file} 셀에 내 코드가 다시 들어왔어요.`,
  },
} satisfies ExerciseMessages;
