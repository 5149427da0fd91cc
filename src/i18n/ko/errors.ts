/** What went wrong, in Korean: what happened, and what to try next. */
import { formatCount } from '../format-count.ts';
import { expectation } from './expectation.ts';
import type { ErrorData, ErrorTexts } from '../messages.ts';
import { syntaxText } from '../syntax-text.ts';
import { koSyntax } from './syntax.ts';

const text = (detail: string | number | undefined): string => String(detail ?? '');

/** What a writer expected of a stream, and what is there. */
function conflict({ streamName, expected, actual }: ErrorData): string {
  const found =
    actual === 0 || expected === 'STREAM_EXISTS'
      ? `스트림 "${streamName}"에는 이벤트가 없는데`
      : `스트림 "${streamName}"의 버전은 ${actual}인데`;
  if (expected === 'STREAM_EXISTS') return `${found}, 이미 있다고 기대했어요.`;
  if (expected === 'STREAM_DOES_NOT_EXIST') return `${found}, 아직 없다고 기대했어요. 그 전에 덧붙은 것이 있어요.`;
  const why =
    Number(actual) < Number(expected) ? '거기까지 간 적이 없거나 되감았어요.' : '그 사이에 덧붙은 것이 있어요.';
  return `${found}, 기대한 버전은 ${expected}이에요. ${why}`;
}

export const koErrors = {
  syntax: (data) => {
    const { what, next } = syntaxText(koSyntax, data);
    return { what: `아직 TypeScript 문법에 맞지 않아요: ${what}.`, next };
  },
  'refused-enum': ({ name }) => ({
    what: `"enum ${name}" 선언은 여기서 실행할 수 없어요. 온전한 컴파일러만 만드는 코드가 필요하거든요.`,
    next: `대신 문자열 유니언으로 쓰세요: type ${name} = 'a' | 'b'.`,
  }),
  'refused-namespace': ({ name }) => ({
    what: `"namespace ${name}" 선언은 여기서 실행할 수 없어요.`,
    next: '함께 쓸 것을 셀 하나에 모으고 export 하세요.',
  }),
  'refused-decorator': () => ({
    what: '데코레이터는 여기서 실행할 수 없어요. 브라우저가 아직 몰라요.',
    next: '꾸미려던 것을 인자로 넘겨 함수를 직접 호출하세요.',
  }),
  'refused-parameter-property': ({ name }) => ({
    what: `생성자 괄호 안에서 "${name}" 속성을 선언하면서 대입했는데, 여기서는 실행할 수 없어요.`,
    next: `클래스에 속성을 선언하고 생성자 안에 이렇게 쓰세요: this.${name} = ${name};`,
  }),
  'refused-import-equals': () => ({
    what: '"import … = require(…)"는 여기서 실행할 수 없어요.',
    next: "import { … } from '…'로 쓰세요.",
  }),
  'refused-export-equals': () => ({
    what: '"export = …"는 여기서 실행할 수 없어요.',
    next: '다른 셀에 필요한 것 앞에 export를 붙이세요.',
  }),
  'refused-import-meta': () => ({
    what: '셀에는 주소가 없어서 import.meta를 쓸 수 없어요.',
    next: "지우세요. 다른 셀은 이름으로 가져올 수 있어요: import { … } from './이름.ts'",
  }),
  'refused-accessor': ({ name }) => ({
    what: `"accessor ${name}" 선언은 여기서 실행할 수 없어요. 브라우저가 아직 몰라요.`,
    next: '일반 속성이나 get, set으로 쓰세요.',
  }),
  'dynamic-import': ({ name }) => ({
    what: `셀 안에서는 import('${name}')를 쓸 수 없어요.`,
    next: `맨 위에 이렇게 쓰세요: import { … } from '${name}';`,
  }),
  'exported-binding-assigned': ({ name }) => ({
    what: `export 한 "${name}"의 값이 나중에 바뀌어요. 가져다 쓰는 셀은 바뀐 값을 볼 수 없어요.`,
    next: '값을 돌려주는 함수를 export 하세요.',
  }),
  'unknown-module': ({ specifier, allowed }) => ({
    what: `여기에는 '${specifier}' 모듈이 없어요.`,
    next: `셀은 ${allowed}에서 가져오거나, 이 수업의 다른 셀을 './이름.ts'로 가져올 수 있어요.`,
  }),
  'unknown-cell': ({ specifier, cells }) => ({
    what: `이 수업에는 '${specifier}' 셀이 없어요.`,
    next: cells ? `있는 셀은 ${cells}예요.` : '다른 셀이 없어요. 필요한 것을 이 셀에 쓰세요.',
  }),
  'unknown-export': ({ specifier, name, exports }) => ({
    what: `"${name}": '${specifier}'에서 export 하지 않는 이름이에요.`,
    next: exports ? `export 하는 것: ${exports}.` : 'export 하는 것이 없어요. 필요한 것 앞에 export를 붙이세요.',
  }),
  'ambiguous-export': ({ name, first, second }) => ({
    what: `"${name}"라는 이름이 '${first}'에도 '${second}'에도 있어요.`,
    next: '쓰려는 쪽에서 이름을 적어 export 하세요.',
  }),
  'import-cycle': ({ path }) => ({
    what: `셀들이 서로를 돌아가며 가져와요: ${path}.`,
    next: '둘 다 필요한 것을 셋째 셀로 옮기세요.',
  }),
  'earlier-cell-failed': ({ file }) => ({
    what: `이 셀은 ${file}까지 실행한 세계에서 시작하는데, ${file}가 끝까지 가지 못했어요.`,
    next: `위의 ${file}를 고치거나 처음 코드로 되돌린 다음 다시 실행하세요.`,
  }),
  'illegal-state': ({ message }) => ({
    what: text(message),
    next: '규칙이 안 된다고 했어요. 고장이 아니라 대답이고, 그 전에 저장한 것은 그대로 있어요. 규칙이 허락하는 것을 해 보거나, 규칙이 어디에 있는지 살펴보세요.',
  }),
  'expected-version-conflict': (data) => ({
    what: conflict(data),
    next: '이번 덧붙이기에서는 아무것도 쓰지 않았어요. 셀이 앞서 덧붙인 것은 그대로예요. 스트림을 다시 읽고, 지금 있는 것을 보고 다시 결정하고, 읽은 버전으로 덧붙이세요.',
  }),
  'stream-tombstoned': ({ streamName }) => ({
    what: `스트림 "${streamName}"에는 묘비가 있어요. 영영 끝난 스트림이에요.`,
    next: '아무것도 덧붙이지 않았어요. 이 이름은 다시 쓸 수 없으니 다른 이름의 스트림에 덧붙이세요.',
  }),
  'invalid-input': ({ field, found, expected, limit }) => ({
    what: `${field}의 값은 ${found}인데, ${expectation(text(expected), Number(limit))} 필요해요.`,
    next: '이 호출은 아무것도 쓰지 않았어요. 필요한 값을 넣고 다시 실행하세요.',
  }),
  'projection-stopped': ({ projection, version, eventType, position, reason }) => ({
    what: `프로젝션 "${projection}"(버전 ${version})이 위치 ${position}번의 ${eventType}에서 멈췄어요: ${reason}`,
    next: '그 앞까지 한 일은 남아 있어요. 이벤트는 이미 일어난 사실이니 evolve가 그대로 받아들여야 해요. evolve를 고치고 다시 실행하세요.',
  }),
  'row-exists': ({ table, id }) => ({
    what: `테이블 "${table}"에 "${id}" 행이 이미 있어요.`,
    next: '바꿔 넣으려면 put, 일부만 고치려면 update를 쓰세요.',
  }),
  'row-missing': ({ table, id }) => ({
    what: `테이블 "${table}"에 "${id}" 행이 없어요.`,
    next: '먼저 insert 하거나 put을 쓰세요.',
  }),
  'row-conflict': ({ table, id }) => ({
    what: `테이블 "${table}"의 "${id}" 행이 읽은 뒤에 바뀌었어요.`,
    next: '아무것도 쓰지 않았어요. 다시 읽고 다시 결정하세요.',
  }),
  'actor-waits': ({ actor }) => ({
    what: `실행 순서 안에서 "${actor}"가 끝나지 않아요.`,
    next: '거기서는 실험실에 부탁한 일만 끝이 나요. 타이머, 직접 만든 Promise, 끝없는 반복을 빼세요.',
  }),
  'program-remembers': () => ({
    what: '같은 실행 순서를 두 번 살았더니 결과가 달라요. 프로그램이 순서와 순서 사이에 무언가를 기억해요.',
    next: '행위자 밖에 있는 변수를 행위자 안이나 세계 안으로 옮기세요.',
  }),
  'answer-lost': ({ call }) => ({
    what: `"${call}"에 대한 응답이 사라졌어요.`,
    next: '그래도 일은 이미 됐어요. 다시 시도하려면 두 번 해도 한 번 한 것과 같게 만드세요.',
  }),
  'transaction-aborted': ({ call }) => ({
    what: `"${call}" 트랜잭션이 중단됐어요. 아무것도 쓰이지 않았어요.`,
    next: '켜 둔 장애예요. 아무 일도 일어나지 않았으니 그대로 다시 시도할 수 있어요.',
  }),
  'rolled-back': ({ transactionId }) => ({
    what: `트랜잭션 ${transactionId}번이 커밋되지 못하고 롤백됐어요.`,
    next: '가져간 번호는 영영 사라졌어요. 번호로 읽는 쪽은 그 빈자리를 지나갈 수 있어야 해요.',
  }),
  crashed: ({ call }) => ({
    what: `"${call}" 호출 직전에 프로그램이 크래시로 멈췄어요. 켜 둔 장애예요.`,
    next: '그 앞에 한 일은 그대로 남아 있어요. 아래 셀은 다시 시작한 프로그램처럼 거기서 이어 가요.',
  }),
  'asked-before-exploring': () => ({
    what: '크래시가 나면 explore가 이 셀을 처음부터 다시 시작하는데, 그 위에서 실험실에 무언가를 부탁하고 있어요.',
    next: '그 일을 `before`로 옮기거나 다른 셀에서 하세요.',
  }),
  'transaction-ended': () => ({
    what: '이 트랜잭션은 이미 끝났어요. 지금 부탁하는 일은 사라져요.',
    next: '트랜잭션에 속한 일은 모두 트랜잭션이 끝나기 전에 await 하세요.',
  }),
  'world-rewound': () => ({
    what: '셀이 실행되는 동안 다른 탭에서 이 수업을 되감았어요.',
    next: '다시 실행하세요.',
  }),
  'closed-while-importing': ({ file }) => ({
    what: `${file}를 가져오는 중이에요. 셀을 가져올 때는 그 셀이 세계에 한 일을 되풀이하지 않아요.`,
    next: 'export 하는 함수 안에서 하거나, 지금 실행하는 셀에서 하세요.',
  }),
  'took-too-long': ({ streamName, made, count, seconds }) => ({
    what: `generate가 ${seconds}초 동안 "${streamName}"의 이벤트 ${formatCount(Number(count))}개 가운데 ${formatCount(Number(made))}개를 만들고 멈췄어요.`,
    next: '더 적게 만들거나, 이벤트를 만드는 함수가 하는 일을 줄이세요.',
  }),
  'text-changed': ({ subject }) => ({
    what: `"${subject}"의 것으로 암호화한 값 그대로가 아니에요. 중간에 바뀌었거나 다른 대상의 것이에요.`,
    next: 'encrypt가 돌려준 subject, keyId, iv, text를 그대로 넘겨 복호화하세요.',
  }),
  'no-encryption': () => ({
    what: '다른 컴퓨터에서 https가 아닌 http로 연 페이지라서 브라우저가 암호화를 해 주지 않아요.',
    next: 'https로 열거나, 페이지를 제공하는 컴퓨터에서 localhost로 여세요. 다른 것은 여기서도 모두 실행돼요.',
  }),
  'storage-failed': ({ reason }) => ({
    what: `브라우저 저장소에 문제가 생겼어요: ${text(reason)}.`,
    next: '아무것도 쓰지 않았어요. 다시 실행해 보고, 또 실패하면 이 수업을 연 다른 탭을 닫고 페이지를 새로 고치세요.',
  }),
  'storage-full': () => ({
    what: '브라우저에 이 페이지가 저장할 공간이 남아 있지 않아요.',
    next: '아무것도 쓰지 않았어요. 기기의 공간을 비우거나 다른 사이트의 데이터를 지운 다음 다시 실행하세요.',
  }),
  'storage-blocked': () => ({
    what: '이전 버전의 Replaybook을 연 다른 탭이 저장소를 붙잡고 있어서 이 페이지가 열지 못해요.',
    next: 'Replaybook을 연 다른 탭을 모두 닫고 이 페이지를 새로 고치세요.',
  }),
  'storage-newer': () => ({
    what: '다른 탭에서 Replaybook이 업데이트되었어요. 이 페이지는 오래되어서 지금 저장된 것을 다룰 수 없어요.',
    next: '이 페이지를 새로 고치세요.',
  }),
  'storage-unavailable': ({ reason }) => ({
    what: `이 브라우저가 페이지의 저장을 막고 있어요(${text(reason)}).`,
    next: '이 사이트의 데이터 저장을 허용하거나 비공개 창에서 나온 다음 페이지를 새로 고치세요.',
  }),
  'storage-silent': () => ({
    what: '브라우저 저장소가 5초 동안 대답하지 않았어요.',
    next: '페이지를 새로 고치세요. 그래도 안 되면 브라우저를 닫았다가 다시 여세요.',
  }),
  'storage-lost': () => ({
    what: '브라우저가 이 페이지의 저장소를 닫았어요. 사이트 데이터를 지우면 그럴 수 있어요.',
    next: '아무것도 쓰지 않았어요. 다시 실행해 보고, 그래도 안 되면 페이지를 새로 고치세요.',
  }),
  'thrown-error': ({ name, message }) => ({
    what: name ? `${name}: ${message}` : text(message),
    next: '오류가 난 줄에서 쓰는 값을 출력해 보거나, 거기서 오류를 잡으세요.',
  }),
  'thrown-value': ({ value }) => ({
    what: `던져진 값: ${value}. Error가 아니라서 어떤 길로 왔는지는 알려 주지 않아요.`,
    next: 'throw new Error(…)처럼 Error를 던지세요.',
  }),
  'expectation-failed': ({ actual, expected }) => ({
    what: `실제 값: ${actual}. 기대한 값: ${expected}.`,
    next: '두 값을 나란히 놓고 비교해 보세요. 코드의 어느 줄에서 달라지나요?',
  }),
  'law-broken': () => ({
    what: '이 법칙이 지켜지지 않는 값이 있어요.',
    next: '이 값을 넣고 코드를 따라가 보세요. 생각한 것과 다른 길로 가는 곳이 어디인가요?',
  }),
  'stack-overflow': () => ({
    what: '함수가 자기 자신을 끝없이 호출해요.',
    next: '더는 자신을 부르지 말아야 하는 경우를 찾아보세요.',
  }),
  'eval-blocked': () => ({
    what: '글자로 된 코드(eval, new Function)는 여기서 실행되지 않아요.',
    next: '바뀌는 값을 인자로 받는 함수로, 코드를 여기에 직접 쓰세요.',
  }),
  'waits-for-nothing': () => ({
    what: '셀이 오지 않을 것을 기다려요. 진행 중인 일이 없는데 await가 열려 있어요.',
    next: 'resolve가 한 번도 불리지 않는 Promise를 찾아보세요.',
  }),
  'endless-timers': () => ({
    what: '타이머가 멈추지 않아요. 10,000번 넘게 울렸어요.',
    next: '충분해지면 clearInterval을 호출하세요.',
  }),
  unresponsive: () => ({
    what: '셀이 5초 동안 대답하지 않아서 끝냈어요. 끝나지 않는 반복이 있어요.',
    next: '조건이 영영 거짓이 되지 않는 while이나 for를 찾아보세요.',
  }),
  'too-many-messages': () => ({
    what: '셀이 메시지를 20,000개 넘게 보내서 끝냈어요.',
    next: '실험실이나 console을 끝없이 부르는 반복을 찾아보세요.',
  }),
  'too-many-requests': () => ({
    what: '셀이 한꺼번에 64가지 넘게 요청해서 끝냈어요.',
    next: '하나를 await 한 다음에 다음 것을 요청하세요.',
  }),
  'invalid-messages': () => ({
    what: '셀이 페이지가 모르는 메시지를 보내서 끝냈어요.',
    next: "'lab'이 export 하는 것을 쓰세요. 페이지로 가는 다른 길은 없어요.",
  }),
  'frame-died': () => ({
    what: '샌드박스가 꺼졌어요. 셀이 메모리나 시간을 너무 많이 썼어요.',
    next: '쓴 글은 저장되어 있어요. 한 번에 만드는 양을 줄이고 다시 실행하세요.',
  }),
  'no-frame': () => ({
    what: '이 브라우저에서 코드 샌드박스가 시작되지 않아서 아무것도 실행하지 않았어요.',
    next: '페이지를 새로 고치세요. 그래도 안 되면 페이지를 바꾸는 확장 프로그램을 끄거나 다른 브라우저를 써 보세요.',
  }),
  'no-worker': () => ({
    what: '이 브라우저는 샌드박스가 워커를 시작하지 못하게 해서 아무것도 실행하지 않았어요.',
    next: '최신 Chrome, Edge, Firefox, Safari를 써 보세요.',
  }),
  'page-failed': ({ reason }) => ({
    what: `페이지가 더 나아가지 못했어요: ${text(reason)}.`,
    next: '쓴 글은 저장되어 있어요. 인터넷 연결을 확인하고 페이지를 새로 고친 다음 다시 실행하세요.',
  }),
  'draft-not-saved': ({ reason }) => ({
    what: `쓴 글을 저장하지 못해서 실행하지 않았어요. ${text(reason)}`,
    next: '페이지를 닫기 전에 글을 내려받거나 안전한 곳에 복사해 두세요. 저장은 저절로 다시 시도해요.',
  }),
} satisfies ErrorTexts;
