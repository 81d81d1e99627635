import { sentences } from "../language/sentences.ts";

/** What a worksheet and its answers say. */
export const words = sentences<{
  title: undefined;
  answers: undefined;
  pupil: undefined;
  given: undefined;
  precision: { given: number; digits: number };
  sameNumbers: { digits: number };
  shapes: undefined;
  shapesTitle: undefined;
  shapesAsk: { convention: "rows" | "columns" };
  value: undefined;
  shape: undefined;
  calculate: { name: string };
  lossAsk: undefined;
  updateTitle: { name: string };
  updateAsk: { name: string; rate: string };
  directionTitle: { name: string };
  directionAsk: { name: string };
}>({
  title: {
    en: () => "Worksheet: one step of training by hand",
    ko: () => "연습지: 학습 한 단계를 손으로 계산하기",
  },
  answers: {
    en: () => "Answers: one step of training by hand",
    ko: () => "정답: 학습 한 단계를 손으로 계산하기",
  },
  pupil: {
    en: () => "Name ____________________   Date ____________",
    ko: () => "이름 ____________________   날짜 ____________",
  },
  given: { en: () => "Given", ko: () => "주어진 것" },
  precision: {
    en: ({ given, digits }) =>
      `The numbers below are rounded to ${given} significant digits, and stand for exactly what is written. Calculate with ${digits} significant digits; the last one may come out differently by rounding.`,
    ko: ({ given, digits }) =>
      `아래 수는 유효 숫자 ${given}자리로 반올림한 것이며, 적힌 그대로를 정확한 값으로 봅니다. 계산은 유효 숫자 ${digits}자리까지 하세요. 마지막 자리는 반올림에 따라 다를 수 있습니다.`,
  },
  sameNumbers: {
    en: ({ digits }) =>
      `The questions have the numbers they have on the worksheet. Results show up to 6 significant digits; who calculates with ${digits} may differ in the last of them, which is no mistake.`,
    ko: ({ digits }) =>
      `문제 번호는 연습지와 같습니다. 결과는 유효 숫자 6자리까지 적었습니다. ${digits}자리까지 계산한 값과 그 마지막 자리만 다르면 틀린 것이 아닙니다.`,
  },
  shapes: { en: () => "Shapes", ko: () => "모양" },
  shapesTitle: { en: () => "The shape of each value", ko: () => "각 값의 모양" },
  shapesAsk: {
    en: ({ convention }) =>
      `One example is a ${convention === "rows" ? "row" : "column"} of X. Without calculating anything: what shape does each of these values have?`,
    ko: ({ convention }) =>
      `예제 하나가 X의 ${convention === "rows" ? "행" : "열"} 하나입니다. 계산하지 말고 아래 값의 모양을 각각 쓰세요.`,
  },
  value: { en: () => "value", ko: () => "값" },
  shape: { en: () => "shape", ko: () => "모양" },
  calculate: { en: ({ name }) => `Calculate ${name}.`, ko: ({ name }) => `${name} 값을 구하세요.` },
  lossAsk: { en: () => "Calculate the loss.", ko: () => "손실을 구하세요." },
  updateTitle: { en: ({ name }) => `${name} after the step`, ko: ({ name }) => `갱신 후 ${name}` },
  updateAsk: {
    en: ({ name, rate }) => `Calculate ${name} after the step. The learning rate is ${rate}.`,
    ko: ({ name, rate }) => `갱신한 뒤의 ${name} 값을 구하세요. 학습률: ${rate}.`,
  },
  directionTitle: {
    en: ({ name }) => `Which way ${name} moves`,
    ko: ({ name }) => `${name} 값이 움직이는 방향`,
  },
  directionAsk: {
    en: ({ name }) =>
      `Before you calculate the new weights: does ${name} rise or fall in this step? Give the reason from the signs of its gradient, of the error term and of what came in.`,
    ko: ({ name }) =>
      `새 가중치를 구하기 전에 답하세요. 이 단계에서 ${name} 값은 커질까요, 작아질까요? 기울기, 오차항, 들어온 값의 부호로 이유를 설명하세요.`,
  },
});
