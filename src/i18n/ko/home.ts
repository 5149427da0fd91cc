/** The texts of the home page in Korean. */
import type { HomeMessages } from '../home-messages.ts';

export const koHome: HomeMessages = {
  tryIt:
    '여기서 바로 해 보세요. 장바구니에 일어난 사실 두 가지를 로그에 덧붙이고, 지금 연필이 몇 자루인지는 그 사실들로 계산해요.',
  triedIt: '실행을 누르면 값은 그 줄 옆에, 기록은 아래에 나와요. 개수를 바꿔서 다시 실행해 보세요.',
  course: '전체 수업',
  courseState: (all, written) =>
    `여섯 부, ${all}개 수업이에요. 지금 ${written}개를 배울 수 있고, 나머지는 준비하고 있어요.`,
  partNumber: (number) => `${number}부`,
  coming: '준비 중',
  tracks: '배우는 길',
  trackLessons: (numbers) => `수업 ${numbers}`,
  trackLength: (minutes, lessons, written) =>
    `${duration(minutes)}. ${lessons === written ? `${lessons}개 수업을 모두 배울 수 있어요.` : `${lessons}개 수업 가운데 ${written}개를 배울 수 있고, 나머지 시간은 예상이에요.`}`,
  glossary: '용어집',
  glossaryLead: '이 분야의 말들이에요. 이 과정에서는 낱말 하나를 한 가지 뜻으로만 써요.',
  work: '내가 한 일은 어디에 있나요?',
  workFacts: [
    '이 기기의 이 브라우저에만 있어요. 계정도, 내용을 받아 가는 서버도 없어서 여러분이 쓴 것은 페이지 밖으로 나가지 않아요.',
    '저장하는 것은 세 가지예요. 여러분이 고친 셀의 코드, 수업마다 하나씩 있는 세계, 곧 셀들이 만든 이벤트와 테이블, 그리고 어디까지 왔는지예요. 무엇을 실행해서 어떻게 끝났는지, 무엇을 예측했는지, 어떤 확인 항목을 통과했는지요. 브라우저의 IndexedDB에 들어 있어요.',
    '그 밖에 로컬 저장소에는 고른 화면 색, 없어진 것을 알아챌 수 있게 적어 두는 저장된 양, 그리고 페이지가 닫히기 전에 저장하지 못한 코드가 들어가요.',
    '내가 쓴 코드 때문에 수업이 제대로 되지 않으면 수업 주소 뒤에 ?safe를 붙이세요. 처음 코드로 열리고, 쓴 코드는 그대로 남아 있어요.',
    '이 사이트의 데이터를 지우면 모두 사라져요. 시크릿 창을 닫아도 마찬가지예요.',
    'Safari는 이 사이트에 들르지 않은 채 Safari를 7일 쓰면 지울 수 있어요.',
    '주소가 다르면 다른 워크북이에요. 저장 공간은 주소마다 따로 있어요.',
  ],
  storageWithoutJavaScript:
    'JavaScript를 켜면 얼마나 저장했는지, 브라우저가 스스로 지울 수 있는지를 여기서 알려 드려요.',
  sources: '출처와 고마운 분들',
  sourcesLead:
    '예제 데이터와 이 과정이 답하는 질문들은 이벤트 소싱에 대한 공개된 글과 발표 다섯 편에서 왔어요. 모두 이 과정의 말로 새로 쓰고, 돌려 보고, 정확하지 않은 곳은 바로잡았어요.',
  sourceList: [
    '“Event Sourcing”: jekyllPark의 학습 노트(back-to-basic 저장소).',
    '“CQRS 패턴과 이벤트 소싱”: 글쓴이가 적혀 있지 않은 글.',
    '블라드 코노노프의 “Learning Domain-Driven Design”에 나오는 이벤트 소싱 도메인 모델을 정리한 학습 노트. 리드 12의 이력이 여기서 왔어요.',
    '“이벤트 소싱과 CQRS”: 최지우의 발표.',
    '이벤트 소싱 패턴과 프레임워크를 정리한 노트. 템플릿 예제가 여기서 왔고, 글쓴이는 적혀 있지 않아요.',
  ],
  packagesLead: '이 페이지를 이루는 패키지와 그 라이선스예요.',
  licence: 'Replaybook은 MIT 라이선스를 따라요.',
};

function duration(minutes: number): string {
  const hours = Math.floor(minutes / 60);
  const rest = minutes % 60;
  if (hours < 2) return `${minutes}분`;
  return rest === 0 ? `${hours}시간` : `${hours}시간 ${rest}분`;
}
