/** What each key does, in Korean. */
import type { KeyMessages } from '../messages.ts';

export const koKeys: KeyMessages = {
  name: '단축키',
  cells: '셀에서',
  cell: {
    run: '셀을 실행해요.',
    runOn: '셀을 실행하고 다음 셀로 가요.',
    leave: '편집기에서 나가요. 차례로 누르세요.',
  },
  editors: '코드를 고치는 동안',
  editor: {
    complete: '여기에 올 수 있는 것을 보여 줘요.',
    definition: '정의된 곳으로 가요. 다른 셀과 라이브러리도 찾아가요.',
    rename: '이름을 쓰인 곳마다 한꺼번에 바꿔요.',
    problem: '다음 오류로 가요.',
    find: '이 셀에서 찾아요.',
    undo: '마지막으로 고친 것을 되돌려요.',
    comment: '줄을 주석으로 바꾸거나 되돌려요.',
    move: '줄을 위아래로 옮겨요.',
    next: '똑같은 글자를 하나 더 골라요.',
  },
  presenting: '발표하는 동안',
  present: { step: '한 단계 뒤로 또는 앞으로 가요.', notes: '교사용 메모를 보여 줘요.', end: '발표를 마쳐요.' },
  byKey: '이 목록을 여는 키:',
  close: '닫기',
};
