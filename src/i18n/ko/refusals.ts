/** Why a file with all the work is not brought in, in Korean. */
import { formatBytes } from '../format-bytes.ts';
import { formatCount } from '../format-count.ts';
import type { RefusalMessages } from '../home-messages.ts';

const again = '다른 사본을 고르거나, 원래 브라우저에서 파일로 다시 저장해 보세요.';

export const koRefusals: RefusalMessages = {
  'too-large': (bytes, most) => ({
    what: `파일 크기가 ${formatBytes(bytes)}예요. ${formatBytes(most)}까지만 불러올 수 있어요.`,
    next: '파일을 저장한 브라우저에서 이벤트가 아주 많은 수업의 세계를 비우고 다시 저장해 보세요.',
  }),
  empty: { what: '빈 파일이에요.', next: again },
  foreign: {
    what: 'Replaybook이 저장한 파일이 아니에요.',
    next: '이름이 replaybook으로 시작하고 .jsonl로 끝나는 파일을 고르세요.',
  },
  newer: {
    what: '이 페이지보다 새로운 Replaybook이 저장한 파일이에요.',
    next: '이 페이지를 새로고침해 최신판을 받거나, 파일을 저장한 주소에서 여세요.',
  },
  'cut-short': { what: '파일이 중간에 끊겼어요. 끝부분이 없어요.', next: again },
  damaged: { what: '파일이 손상됐어요. 저장할 때의 내용과 달라요.', next: again },
  miscounted: { what: '파일에 든 기록의 수가 첫 줄에 적힌 수와 달라요.', next: again },
  unreadable: {
    what: '브라우저가 파일을 읽지 못했어요.',
    next: '파일이 그대로 있는지, 열 권한이 있는지 확인하고 다시 고르세요.',
  },
  'unknown-store': (name, line) => ({
    what: `파일의 ${formatCount(line)}번째 줄에 이 워크북에 없는 저장소(${name})가 나와요.`,
    next: again,
  }),
  duplicate: (line) => ({
    what: `파일의 ${formatCount(line)}번째 줄이 앞에 나온 것과 겹쳐요.`,
    next: again,
  }),
  misshapen: (line) => ({
    what: `파일의 ${formatCount(line)}번째 줄은 이 워크북이 저장한 적 없는 모양이에요.`,
    next: again,
  }),
};
