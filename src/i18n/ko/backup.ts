/** What home says of all the work in one file, in Korean. */
import { formatBytes } from '../format-bytes.ts';
import { formatCount } from '../format-count.ts';
import { formatTime } from '../format-time.ts';
import type { BackupMessages } from '../home-messages.ts';
import { koRefusals } from './refusals.ts';

export const koBackup: BackupMessages = {
  name: '모두 파일 하나로',
  lead: '지금까지 한 일을 파일로 저장해 두거나 다른 브라우저로 옮길 수 있어요. 고친 셀의 코드, 모든 수업의 세계, 어디까지 했는지가 들어가요. 내용은 일반 텍스트이고, 파일이 저절로 다른 곳에 전송되지는 않아요.',
  write: '모두 파일로 저장하기',
  written: (file) => `${file} 이름으로 저장했어요. 브라우저의 다운로드 폴더에 있어요.`,
  writtenTooLarge: (file, most) =>
    `${file} 이름으로 저장했어요. 그런데 ${formatBytes(most)}보다 커서 다시 불러올 수 없어요. 이벤트가 아주 많은 수업의 세계를 비우고 다시 저장해 보세요.`,
  notWritten: { what: '저장된 내용을 읽지 못했어요.', next: '페이지를 새로고침하고 다시 저장해 보세요.' },
  choose: '파일 불러오기',
  working: '잠시만 기다려 주세요. 이 페이지를 닫지 마세요.',
  question: '여기 있는 것을 이 파일로 바꿀까요?',
  consequence:
    '이 브라우저에 있는 모든 것이 파일의 내용으로 바뀌어요. 다른 탭도 마찬가지예요. 지금 있는 것은 따로 남겨 두고, 버튼 하나로 되돌릴 수 있어요.',
  inFile: '파일',
  here: '여기',
  time: formatTime,
  count: formatCount,
  figures: {
    at: '시각',
    texts: '고친 셀',
    worlds: '세계가 있는 수업',
    events: '그 안의 이벤트',
    progress: '진행 기록',
  },
  confirm: '파일로 바꾸기',
  cancel: '그대로 두기',
  replaced: '파일의 내용을 모두 불러왔어요.',
  bringBack: (at) => `이전 내용으로 되돌리기 (${formatTime(at)})`,
  broughtBack: '이전 내용으로 되돌렸어요. 같은 버튼을 한 번 더 누르면 조금 전 내용으로 돌아가요.',
  undone: {
    what: '바꾸지 못했어요. 모든 것이 그대로예요.',
    next: '페이지를 새로고침하고 다시 해 보세요.',
  },
  full: {
    what: '브라우저의 저장 공간이 모자라서 바꾸지 못했어요. 모든 것이 그대로예요.',
    next: '공간을 비우고 다시 해 보세요.',
  },
  half: {
    what: '바꾸지 못했고, 이전 내용도 아직 다 돌아오지 않았어요.',
    next: '이 페이지를 새로고침하면 이전 내용으로 되돌려요.',
  },
  recovered: '파일을 불러오는 중에 페이지가 닫혔어요. 그래서 모두 이전 내용으로 되돌렸어요.',
  refusals: koRefusals,
};
