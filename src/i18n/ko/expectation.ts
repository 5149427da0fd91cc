/** What an input should have been, in Korean; texts of their own because errors say it in the middle of a sentence. */
import type { InputExpectation } from '#eventsourcing';
import { formatCount } from '../format-count.ts';

const EXPECTED: Readonly<Record<InputExpectation, (limit: number) => string>> = {
  json: () => '순수한 JSON이',
  'less-nesting': (limit) => `${formatCount(limit)}단계 이하로 겹친 값이`,
  event: () => '{ type, data } 꼴의 이벤트가',
  'event-id': (limit) => `공백 없이 1~${formatCount(limit)}자이고 서로 다른 id가`,
  'event-type': (limit) => `1~${formatCount(limit)}자로 된, 일어난 일의 이름이`,
  'event-types': () => '이벤트 타입 이름의 목록이',
  metadata: () => '{ actor, correlationId } 같은 객체가',
  'event-list': () => '이벤트 목록이',
  'event-size': (limit) => `JSON으로 ${formatCount(limit)}자 이하인 이벤트가`,
  'append-count': (limit) => `한 번에 ${formatCount(limit)}개 이하의 이벤트가`,
  'append-size': (limit) => `JSON으로 모두 합해 ${formatCount(limit)}자 이하인 이벤트가`,
  'stream-name': (limit) => `order-7dd8처럼 1~${formatCount(limit)}자이고 앞뒤에 공백이 없는 이름이`,
  'expected-version': () => '0 이상의 정수나 STREAM_EXISTS, STREAM_DOES_NOT_EXIST, NO_CONCURRENCY_CHECK 가운데 하나가',
  'whole-number': (limit) => `${formatCount(limit)} 이상의 정수가`,
  'subscription-start': (limit) => `${formatCount(limit)} 이상의 정수나 BEGINNING, END 가운데 하나가`,
  direction: () => "'forwards'나 'backwards'가",
  'conflict-answer': () => "'append mine', 'decide again', 'give up' 가운데 하나가",
  fingerprint: (limit) => `cart v2처럼 1~${formatCount(limit)}자로 된 접기 이름이`,
  'one-upcaster': () => '타입과 schemaVersion마다 하나뿐인 업캐스터가',
  'upcaster-chain': () => '맴돌지 않고 끝나는 업캐스팅이',
  list: () => '목록이',
  'rows-to-plot': (limit) => `객체를 1~${formatCount(limit)}개 담은 목록이`,
  'number-to-plot': () => "숫자가, 눈금이 'log-log'라면 0보다 큰 숫자가",
  actors: (limit) => `행위자 이름마다 함수를 둔 객체(1~${formatCount(limit)}명)가`,
  faults: () => "'crash', 'lost ack', 'duplicate', 'reorder'를 담은 목록이",
  'plot-scale': () => "'linear'나 'log-log'가",
  'recorded-event': () => '이벤트 저장소에서 읽은 그대로의 이벤트가',
  'own-event-type': () => '프로세스 매니저가 쓰는 EventHeard, CommandIssued 말고 다른 타입 이름이',
  table: () => 'database.table로 만든 테이블이',
  'table-name': () => 'order_items 같은 영문 이름이',
  'table-key': () => '속성 이름이나 그 목록이',
  'table-index': (limit) => `속성 이름을 ${formatCount(limit)}개까지 담은 목록이`,
  row: () => '객체가',
  'row-size': (limit) => `JSON으로 ${formatCount(limit)}자 이하인 행이`,
  key: (limit) => `숫자나 ${formatCount(limit)}자 이하의 문자열, 또는 그 목록이`,
  'no-key-change': () => '키가 아닌 속성만 고치는 변경이',
  'operation-count': (limit) => `한 트랜잭션에 ${formatCount(limit)}개 이하의 읽기와 쓰기가`,
  function: () => '함수가',
  instant: () => '2020-05-20T09:00:00Z 같은 시각이',
  duration: () => '0 이상의 밀리초가',
  pace: () => "'virtual'이나 'real'이",
  encrypted: () => 'encrypt가 돌려준 객체가',
  'text-to-find': (limit) => `1~${formatCount(limit)}자의 문자열이`,
};

/** What an input should have been; the subject of "… 필요해요". A cell may have thrown an error that only looks like one of ours. */
export const expectation = (code: string, limit: number): string =>
  Object.hasOwn(EXPECTED, code) ? EXPECTED[code as InputExpectation](limit) : '다른 값이';
