/** What an input should have been, in Korean; texts of their own because errors say it in the middle of a sentence. */
import { formatCount } from './format-count.ts';

/** What an input should have been; the subject of "… 필요해요". */
export function expectation(code: string, limit: number): string {
  switch (code) {
    case 'json':
      return '순수한 JSON이';
    case 'less-nesting':
      return `${formatCount(limit)}단계 이하로 겹친 값이`;
    case 'event':
      return '{ type, data } 꼴의 이벤트가';
    case 'event-type':
      return `1~${formatCount(limit)}자로 된, 일어난 일의 이름이`;
    case 'event-types':
      return '이벤트 타입 이름의 목록이';
    case 'metadata':
      return '{ actor, correlationId } 같은 객체가';
    case 'event-list':
      return '이벤트 목록이';
    case 'event-size':
      return `JSON으로 ${formatCount(limit)}자 이하인 이벤트가`;
    case 'append-count':
      return `한 번에 ${formatCount(limit)}개 이하의 이벤트가`;
    case 'append-size':
      return `JSON으로 모두 합해 ${formatCount(limit)}자 이하인 이벤트가`;
    case 'stream-name':
      return `order-7dd8처럼 1~${formatCount(limit)}자이고 앞뒤에 공백이 없는 이름이`;
    case 'expected-version':
      return '0 이상의 정수나 STREAM_EXISTS, STREAM_DOES_NOT_EXIST, NO_CONCURRENCY_CHECK 가운데 하나가';
    case 'whole-number':
      return `${formatCount(limit)} 이상의 정수가`;
    case 'direction':
      return "'forwards'나 'backwards'가";
    case 'table':
      return 'database.table로 만든 테이블이';
    case 'table-name':
      return 'order_items 같은 영문 이름이';
    case 'table-key':
      return '속성 이름이나 그 목록이';
    case 'row':
      return '객체가';
    case 'row-size':
      return `JSON으로 ${formatCount(limit)}자 이하인 행이`;
    case 'key':
      return `숫자나 ${formatCount(limit)}자 이하의 문자열, 또는 그 목록이`;
    case 'no-key-change':
      return '키가 아닌 속성만 고치는 변경이';
    case 'operation-count':
      return `한 트랜잭션에 ${formatCount(limit)}개 이하의 읽기와 쓰기가`;
    case 'instant':
      return '2020-05-20T09:00:00Z 같은 시각이';
    case 'duration':
      return '0 이상의 밀리초가';
    default:
      return '다른 값이';
  }
}
