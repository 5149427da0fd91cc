/** What the browser says of the storage of this site, in Korean. */
import { formatBytes } from '../format-bytes.ts';
import { formatCount } from '../format-count.ts';
import { formatTime } from '../format-time.ts';
import type { StorageMessages } from '../home-messages.ts';

const workText = ({ texts, steps }: { texts: number; steps: number }): string =>
  `고친 셀 ${formatCount(texts)}개와 진행 기록 ${formatCount(steps)}건`;

export const koStorage: StorageMessages = {
  progress: { begun: '진행 중', completed: '마침', goOn: (lesson) => `멈춘 곳에서 이어 가기: ${lesson}` },
  name: '브라우저가 알려 준 것',
  used: (used, most) => `브라우저가 줄 수 있는 ${formatBytes(most)} 가운데 ${formatBytes(used)}를 쓰고 있어요.`,
  kept: '저장한 것을 브라우저가 지켜 주기로 했어요. 공간이 모자라도 마음대로 지우지 않아요.',
  notKept: '공간이 모자라면 브라우저가 저장한 것을 마음대로 지울 수 있어요.',
  ask: '지우지 말아 달라고 부탁하기',
  agreed: '브라우저가 받아들였어요.',
  declined: '브라우저가 받아들이지 않았어요. 한동안 쓰거나 즐겨찾기에 넣은 사이트만 받아 주는 브라우저도 있어요.',
  loss: {
    lost: (before, left, at) =>
      `브라우저에 저장했던 것이 사라졌어요. ${formatTime(at)}에는 ${workText(before)}이 있었는데, 지금은 ${workText(left)}만 남아 있어요.`,
    bringIn: '저장해 둔 파일 불러오기',
    goOn: '남은 것으로 계속하기',
  },
  insecure:
    '이 페이지는 https가 아니라 http로 열렸어요. 이럴 때 브라우저는 얼마나 저장했는지 알려 주지 않고, 지우지 말아 달라는 부탁도 받아 주지 않고, 공간이 모자라면 저장한 것을 지울 수 있어요. 그래도 저장은 잘 돼요.',
  unknown: '이 브라우저는 얼마나 저장했는지 알려 주지 않아요.',
};
