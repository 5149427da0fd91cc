/** What is said of the texts that a cell had, and of the author's new one, in Korean. */
import { formatTime } from '../format-time.ts';
import type { KeptTextMessages } from '../messages.ts';

export const koKeptTexts: KeptTextMessages = {
  newText: '수업에서 이 셀의 코드가 새로 바뀌었어요. 지금 보이는 것은 예전 코드를 고친 내 코드예요.',
  keep: '내 코드 그대로 쓰기',
  take: '새 코드 가져오기',
  compare: '비교하기',
  withNew: { both: '내 코드와 새 코드', mine: '내 코드', other: '새 코드' },
  history: '이 셀의 이력',
  at: formatTime,
  notRun: '실행하지 않음',
  authors: '수업의 처음 코드',
  authorsOld: '수업의 예전 처음 코드',
  shown: '지금 보이는 코드',
  bringBack: '되돌리기',
  isBack: (file) => `${file} 셀에 그때 코드가 다시 들어왔어요.`,
  withPast: { both: '지금 코드와 그때 코드', mine: '지금', other: '그때' },
  all: (count) => `${count}개 모두 보기`,
};
