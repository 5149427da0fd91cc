/** Why a text is no TypeScript, in Korean: what it is, and what to try next. */
import type { SyntaxTexts } from '../messages.ts';

const LOOK = '이 자리와 바로 앞을 살펴보세요. 괄호나 따옴표, 쉼표가 빠진 경우가 많아요.';

export const koSyntax: SyntaxTexts = {
  'text-ends': () => ({
    what: '글이 여기서 끝났는데 아직 닫히지 않은 것이 있어요',
    next: '열고 닫지 않은 괄호를 찾아보세요.',
  }),
  unexpected: (name) => ({ what: `이 자리에 올 수 없는 기호나 낱말이 있어요: "${name}"`, next: LOOK }),
  'string-open': () => ({
    what: '문자열이 닫히지 않았어요',
    next: '시작한 따옴표로 같은 줄에서 닫으세요. 여러 줄에 걸친 글은 백틱(`) 사이에 써요.',
  }),
  'template-open': () => ({ what: '백틱으로 시작한 글이 닫히지 않았어요', next: '끝나는 자리에 백틱(`)을 쓰세요.' }),
  'comment-open': () => ({ what: '주석이 닫히지 않았어요', next: '끝나는 자리에 */를 쓰세요.' }),
  'expression-open': () => ({
    what: '정규식이 닫히지 않았어요',
    next: '끝나는 자리에 /를 쓰세요. 나누려던 것이라면 그 앞을 살펴보세요.',
  }),
  'reserved-word': (name) => ({
    what: `"${name}"은(는) 언어에서 다른 뜻으로 쓰는 말이에요`,
    next: '이름으로 쓰려던 것이라면 다른 이름을 고르세요.',
  }),
  'declared-twice': (name) => ({
    what: name ? `"${name}" 이름을 두 번 선언했어요` : '같은 이름을 두 번 선언했어요',
    next: '둘 가운데 하나의 이름을 바꾸세요. 값만 바꾸려던 것이라면 앞의 선언하는 말을 빼세요.',
  }),
  'exported-twice': (name) => ({ what: `"${name}" 이름을 두 번 내보냈어요`, next: '둘 가운데 하나를 지우세요.' }),
  'export-missing': (name) => ({
    what: `"${name}" 이름을 내보냈지만 선언하지 않았어요`,
    next: '이 셀에서 선언하거나, 철자를 확인하세요.',
  }),
  'not-assignable': () => ({
    what: '이 자리에 있는 것에는 값을 넣을 수 없어요',
    next: '비교하려면 ===를 쓰세요. 값을 넣으려면 왼쪽에 변수나 속성을 두세요.',
  }),
  'value-missing': () => ({ what: '상수에 값이 없어요', next: '= … 로 값을 주거나 let으로 선언하세요.' }),
  'value-behind-type': () => ({
    what: '이 타입 뒤에 값이 빠졌어요',
    next: '괄호 > 뒤에 값을 쓰거나 타입을 지우세요.',
  }),
  'await-outside': () => ({
    what: 'async가 아닌 함수 안에 await가 있어요',
    next: '함수 앞에 async를 붙이세요. 함수 바깥에서는 await를 그대로 쓸 수 있어요.',
  }),
  'return-outside': () => ({
    what: 'return이 함수 바깥에 있어요',
    next: '값을 보려면 한 줄에 따로 쓰세요. 다른 셀에 넘기려면 export 하세요.',
  }),
  'jump-outside': (name) => ({
    what: `${name}로 빠져나갈 것이 없어요`,
    next: '반복문이나 switch 안에 쓰는 말이에요. 함수에서는 return으로 나가요.',
  }),
  'super-outside': () => ({
    what: 'super가 다른 클래스를 extends 하는 클래스 바깥에 있어요',
    next: '그런 클래스의 생성자에서는 super(…), 메서드에서는 super.method(…)로 쓰세요.',
  }),
  'import-inside': () => ({
    what: 'import와 export는 셀의 가장 바깥, 괄호 밖에만 쓸 수 있어요',
    next: '그 줄을 밖으로 옮기세요. 이미 밖이라면 앞에 닫히지 않은 괄호가 있어요.',
  }),
  number: () => ({
    what: '숫자로 읽을 수 없어요',
    next: '이름은 글자로 시작해요. 1_000처럼 밑줄은 숫자 사이에만 써요.',
  }),
  escape: () => ({ what: '\\ 뒤에 온 것을 알 수 없어요', next: '역슬래시 자체를 쓰려면 \\\\로 쓰세요.' }),
  'mixed-operators': () => ({
    what: '??를 괄호 없이 ||나 &&와 나란히 썼어요',
    next: '함께 묶일 것을 괄호로 감싸세요.',
  }),
  'catch-missing': () => ({ what: 'try에 catch도 finally도 없어요', next: '뒤에 catch (error) { … }를 쓰세요.' }),
  'throw-alone': () => ({ what: 'throw만 있고 던질 것이 없어요', next: '던질 것을 같은 줄에 쓰세요.' }),
  'rest-not-last': () => ({ what: '...rest 뒤에 다른 것이 있어요', next: '나머지를 받는 것은 맨 뒤에 두세요.' }),
  'private-unknown': (name) => ({
    what: `클래스에 "#${name}" 필드가 없어요`,
    next: `클래스 안에 #${name} 필드를 선언하세요.`,
  }),
  'default-in-object': () => ({
    what: '객체에서 :를 쓸 자리에 =를 썼어요',
    next: '{ name: value }처럼 쓰세요. =는 객체를 풀어 받을 때 기본값을 주는 표기예요.',
  }),
  'type-after-default': () => ({
    what: '타입이 기본값 뒤에 있어요',
    next: '타입을 먼저, 값을 나중에 쓰세요: age: number = 25.',
  }),
  'list-empty': () => ({ what: '타입 목록이 비어 있어요', next: '타입을 하나 넣거나 괄호를 지우세요.' }),
  pattern: () => ({ what: '정규식으로 읽을 수 없어요', next: '기호 자체를 찾으려면 앞에 \\를 붙이세요.' }),
  // The parser's words are English.
  other: () => ({ what: '이 자리의 표기를 읽을 수 없어요', next: LOOK }),
};
