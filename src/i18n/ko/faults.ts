/** What each fault stands for, in Korean. */
import type { FaultMessages } from '../messages.ts';

export const koFaults: FaultMessages = {
  name: '장애',
  lead: '켜 둔 장애는 끌 때까지 실행할 때마다 일어나요.',
  faults: {
    crash: {
      name: '크래시',
      what: '두 호출 사이에서 프로그램이 죽어요. 그 앞의 일은 남고, 그 뒤의 일은 일어나지 않아요.',
    },
    abort: { name: '트랜잭션 중단', what: '데이터베이스가 마지막에 트랜잭션을 포기해요. 아무것도 쓰이지 않아요.' },
    'lost ack': { name: '응답 유실', what: '응답이 오다가 사라져요. 일은 됐는데, 부탁한 쪽은 알 길이 없어요.' },
    duplicate: { name: '중복 전달', what: '이미 확인 응답을 받은 메시지를 브로커가 다시 전달해요.' },
    delay: { name: '지연', what: '메시지가 도착하기까지 5초가 걸려요.' },
    reorder: { name: '순서 바뀜', what: '나중 메시지가 먼저 와요. 키가 같을 때도, 다를 때도 있어요.' },
    'partition down': {
      name: '파티션 중단',
      what: '파티션 하나가 1분 동안 응답하지 않아요. 나머지는 그대로 움직여요.',
    },
    'slow consumer': { name: '느린 소비자', what: '메시지 하나를 처리할 때마다 10초가 더 걸려요.' },
    poison: { name: '포이즌 메시지', what: '몇 번을 다시 받아도 어떤 핸들러도 읽지 못하는 메시지가 와요.' },
    'clock skew': { name: '앞선 시계', what: '이 컴퓨터의 시계가 다른 곳보다 1분 앞서 있어요.' },
    'held commit': {
      name: '늦은 커밋',
      what: '트랜잭션이 5초 늦게 커밋돼요. 번호는 이미 가져갔는데 이벤트는 아직 보이지 않아요.',
    },
    rollback: { name: '롤백', what: '커밋하려던 트랜잭션이 롤백돼요. 가져간 번호는 영영 사라져요.' },
    'stale replica': { name: '뒤처진 복제본', what: '5초 뒤처진 복제본에서 읽어요.' },
  },
};
