/** What the panels about messages and the trace say, in Korean. */
import { formatCount } from '../format-count.ts';
import type { PanelMessages } from '../panel-messages.ts';

export const koPanels: PanelMessages = {
  messages: {
    name: '메시지',
    empty: '발행된 메시지가 없어요. 메시지를 발행하는 셀을 실행해 보세요.',
    count: (messages) => `메시지 ${formatCount(messages)}개`,
    waiting: '대기',
    state: { out: '전달됨', refused: '거절됨', acknowledged: '확인됨', parked: '따로 둠' },
    progress({ behind, parked, again }) {
      const parts = [behind === 0 ? '모두 처리함' : `${formatCount(behind)}개 남음`];
      if (parked > 0) parts.push(`따로 둔 것 ${formatCount(parked)}개`);
      if (again > 0) parts.push(`재전달 ${formatCount(again)}번`);
      return parts.join(', ');
    },
    nobody: '이 메시지를 받은 소비자가 아직 없어요.',
    isCut: '메시지가 이보다 더 있어요.',
  },
  trace: {
    name: '추적',
    empty: '아직 일어난 일이 없어요. 셀을 실행해 보세요.',
    count: (steps) => `단계 ${formatCount(steps)}개`,
    earlier: (transactions) => `앞선 트랜잭션 ${formatCount(transactions)}개도 저널에 있어요.`,
    time: '시각',
    cell: '셀',
    step: '일어난 일',
    act: {
      appended: '덧붙임',
      truncated: '스트림 앞부분 잘라 냄',
      tombstoned: '스트림 끝냄',
      published: '발행',
      delivered: '전달',
      acknowledged: '확인',
      refused: '거절',
      parked: '따로 둠',
      replayed: '다시 전달 예정',
      'snapshot saved': '스냅샷 저장',
      'key made': '키 만듦',
      'key erased': '키 지움',
      'row inserted': '행 추가',
      'row changed': '행 변경',
      'row deleted': '행 삭제',
      'stream read': '스트림 읽음',
      'log read': '전체 로그 읽음',
      'text sought': '전체에서 글자 찾음',
      'row read': '행 읽음',
      'table read': '테이블 읽음',
      conflict: '충돌, 덧붙이지 못함:',
      'row conflict': '충돌, 쓰지 못함:',
      fault: '장애:',
      'run refused': '실행 거절됨:',
      'run in conflict': '실행이 충돌로 끝남',
      'run crashed': '실행이 이 단계 앞에서 죽음:',
      'run failed': '실행이 오류로 끝남',
    },
    nothing: '쓴 것 없음',
    times: (times) => `${formatCount(times)}번`,
    attempt: (attempt) => `${formatCount(attempt)}번째 시도`,
    more: (events) => `그 밖에 이벤트 ${formatCount(events)}개`,
    correlation: '보기',
    everything: '전체',
    event: '이벤트',
    message: '메시지',
    command: '명령',
    unknown: '이 추적에 없음',
  },
};
