import { sentences } from "../../../../src/explain/language/sentences.ts";

/** What practice says to an answer. */
export const practiceWords = sentences<{
  right: { element: string; value: string };
  rightChoice: undefined;
  rightShape: { name: string; shape: string };
  noNumber: { text: string };
  lostTerm: { term: string };
  otherNumber: { other: string; element: string };
  otherSign: undefined;
  nearly: undefined;
  unknown: undefined;
  wrongSign: { element: string };
  wrongDirection: { isUp: boolean };
  wrongShape: { name: string; of: string };
  shapeRule: { name: string; of: string };
}>({
  right: {
    en: ({ element, value }) => `Right: ${element} = ${value}.`,
    ko: ({ element, value }) => `맞습니다: ${element} = ${value}.`,
  },
  rightChoice: { en: () => "Right.", ko: () => "맞습니다." },
  rightShape: {
    en: ({ name, shape }) => `Right: ${name} has the shape ${shape}.`,
    ko: ({ name, shape }) => `맞습니다. ${name} 배열의 모양은 ${shape}입니다.`,
  },
  noNumber: {
    en: ({ text }) => `"${text}" is no number. Write it as 0.123, -1.5e-3 or 1/3.`,
    ko: ({ text }) => `입력한 값(${text})은 수가 아닙니다. 0.123, -1.5e-3, 1/3처럼 쓰세요.`,
  },
  lostTerm: {
    en: ({ term }) => `A term of the sum was left out: ${term}.`,
    ko: ({ term }) => `합에서 항 하나가 빠졌습니다: ${term}.`,
  },
  otherNumber: {
    en: ({ other, element }) => `That is ${other}, not ${element}.`,
    ko: ({ other, element }) => `${element} 값이 아니라 ${other} 값입니다.`,
  },
  otherSign: {
    en: () => "The size is right, the sign is not.",
    ko: () => "크기는 맞지만 부호가 반대입니다.",
  },
  nearly: {
    en: () => "Nearly: two digits agree, three are asked for. Was something rounded on the way?",
    ko: () => "거의 맞습니다. 두 자리는 맞지만 세 자리까지 맞아야 합니다. 중간에 반올림하지 않았나요?",
  },
  unknown: {
    en: () => "That is not it, and no slip that is known gives this number. Take a hint.",
    ko: () => "틀렸습니다. 알려진 실수 중에도 이런 값이 나오는 것은 없습니다. 힌트를 보세요.",
  },
  wrongSign: {
    en: ({ element }) => `No, ${element} has the other sign.`,
    ko: ({ element }) => `아닙니다. ${element} 값의 부호는 반대입니다.`,
  },
  wrongDirection: {
    en: ({ isUp }) => `No. Its gradient is ${isUp ? "positive" : "negative"}, and the update subtracts it.`,
    ko: ({ isUp }) =>
      `아닙니다. 기울기의 부호는 ${isUp ? "양(+)" : "음(-)"}입니다. 갱신할 때는 기울기를 뺍니다.`,
  },
  wrongShape: {
    en: ({ name, of }) => `No. ${name} is subtracted from ${of}: what shape must it have for that?`,
    ko: ({ name, of }) => `아닙니다. ${of} 배열에서 ${name} 배열을 뺍니다. 그러려면 모양이 어때야 할까요?`,
  },
  shapeRule: {
    en: ({ name, of }) => `A gradient has the shape of what it belongs to: ${name} that of ${of}.`,
    ko: ({ name, of }) =>
      `기울기는 미분하는 대상과 모양이 같습니다. 그래서 ${name} 배열은 ${of} 배열과 모양이 같습니다.`,
  },
});
