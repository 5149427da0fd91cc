/** What is written into pages when they are built, in Korean: no script asks for it. */
import type { WrittenMessages } from '../messages.ts';

export const koWritten = {
  languageName: '한국어',
  box: { exact: '흔히 하는 말, 그리고 정확한 말', note: '참고', warning: '주의', teacher: '가르치는 분께' },
  why: { name: (number) => (number === null ? '왜 그럴까' : `왜 그럴까 ${number}`), answer: '한 가지 답' },
  twin: { name: (left, right) => `나란히 놓은 ${left}, ${right}` },
  page: {
    home: 'Replaybook',
    skipToContent: '본문으로 건너뛰기',
    otherLanguage: 'English',
    lessonNumber: (number) => `${number}번째 수업`,
    contents: '이 수업의 차례',
    linkTo: (heading) => `‘${heading}’ 링크`,
    lessonLinks: '다른 수업',
    minutes: (minutes) => `${minutes}분`,
    next: '다음',
    previous: '이전',
    goal: '이 수업을 마치면',
    answers: '답과 풀이',
    needsJavaScript:
      '이 페이지는 워크북이에요. JavaScript를 켜면 아래 코드를 실행하고 고칠 수 있어요. 꺼져 있어도 읽을 수는 있어요.',
    tagline: '돌려 보며 배우는 이벤트 소싱과 CQRS',
    mainSentences:
      '브라우저에서 펼치는 워크북이에요. 진짜 이벤트 저장소를 상대로 진짜 TypeScript를 실행하고, 망가뜨리고, 고쳐 보세요. 설치할 것도 없고, 페이지 밖으로 나가는 것도 없고, 무엇을 해 봐도 망가지지 않아요.',
  },
  predict: {
    name: (number) => (number === null ? '예측하기' : `예측하기 ${number}`),
    answer: '답',
  },
  exercise: {
    name: (number) => (number === null ? '연습' : `연습 ${number}`),
    checks: '아래를 모두 통과하면 끝이에요.',
    hint: (number) => `힌트 ${number}`,
  },
} satisfies WrittenMessages;
