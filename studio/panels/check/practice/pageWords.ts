import { sentences } from "../../../../src/explain/language/sentences.ts";

/** What the practice page says around the questions. */
export const words = sentences<{
  lead: { step: string; rows: string };
  examples: undefined;
  others: undefined;
  progress: { number: number; of: number };
  score: { right: number; of: number };
  value: { element: string };
  sign: { element: string };
  direction: { element: string };
  shape: { element: string };
  digits: undefined;
  yourAnswer: undefined;
  answer: undefined;
  hint: { number: number };
  reveal: undefined;
  revealed: { answer: string };
  next: undefined;
  skip: undefined;
  needs: undefined;
  positive: undefined;
  negative: undefined;
  rises: undefined;
  falls: undefined;
  done: { right: number; of: number };
  again: undefined;
  hintAt: { number: number };
  penalty: undefined;
  goTo: undefined;
}>({
  lead: {
    en: ({ step, rows }) => `One step by hand, after ${step} updates, on example ${rows} of the data.`,
    ko: ({ step, rows }) => `${step}번 갱신한 뒤의 한 단계를 데이터의 예제 ${rows}번으로 직접 계산해 봅니다.`,
  },
  examples: { en: () => "Examples", ko: () => "예제 수" },
  others: { en: () => "Other numbers", ko: () => "다른 값으로" },
  progress: {
    en: ({ number, of }) => `Question ${number} of ${of}`,
    ko: ({ number, of }) => `문제 ${of}개 중 ${number}번`,
  },
  score: {
    en: ({ right, of }) => `${right} of ${of} right at once`,
    ko: ({ right, of }) => `한 번에 맞힌 문제: ${of}개 중 ${right}개`,
  },
  value: { en: ({ element }) => `What is ${element}?`, ko: ({ element }) => `${element} 값은 얼마일까요?` },
  sign: {
    en: ({ element }) => `Is ${element} positive or negative?`,
    ko: ({ element }) => `${element} 값은 양수일까요, 음수일까요?`,
  },
  direction: {
    en: ({ element }) => `Will ${element} rise or fall?`,
    ko: ({ element }) => `${element} 값은 커질까요, 작아질까요?`,
  },
  shape: {
    en: ({ element }) => `Which shape has ${element}?`,
    ko: ({ element }) => `${element} 배열의 모양은 무엇일까요?`,
  },
  digits: { en: () => "to three digits", ko: () => "유효 숫자 세 자리까지" },
  yourAnswer: { en: () => "Your answer", ko: () => "답" },
  answer: { en: () => "Check", ko: () => "확인" },
  hint: { en: ({ number }) => `Hint ${number}`, ko: ({ number }) => `힌트 ${number}` },
  reveal: { en: () => "Show the answer", ko: () => "답 보기" },
  revealed: { en: ({ answer }) => `It is ${answer}.`, ko: ({ answer }) => `답은 ${answer}입니다.` },
  next: { en: () => "Next", ko: () => "다음" },
  skip: { en: () => "Skip", ko: () => "건너뛰기" },
  needs: { en: () => "What it is computed from", ko: () => "계산에 쓰는 값" },
  positive: { en: () => "+ positive", ko: () => "+ 양수" },
  negative: { en: () => "− negative", ko: () => "− 음수" },
  rises: { en: () => "↑ it rises", ko: () => "↑ 커짐" },
  falls: { en: () => "↓ it falls", ko: () => "↓ 작아짐" },
  done: {
    en: ({ right, of }) => `The step is done: ${right} of ${of} right at once.`,
    ko: ({ right, of }) =>
      `한 단계를 모두 계산했습니다. 문제 ${of}개 가운데 ${right}개를 한 번에 맞혔습니다.`,
  },
  again: { en: () => "Once more, with other numbers", ko: () => "다른 값으로 한 번 더" },
  hintAt: { en: ({ number }) => `Hint ${number}:`, ko: ({ number }) => `힌트 ${number}:` },
  penalty: {
    en: () => "The run also has a penalty on the weights (l1, l2); here the loss alone counts.",
    ko: () => "이 학습의 손실에는 가중치 규제(l1, l2)도 더해지지만 여기서는 손실만 다룹니다.",
  },
  goTo: { en: () => "Go to", ko: () => "문제 고르기" },
});
