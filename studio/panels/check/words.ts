import type { Role } from "../../../src/explain/check/picture.ts";
import { sentences } from "../../../src/explain/language/sentences.ts";
import type { State } from "./view.ts";

/** What the check panel says beside the library's own sentences. */
export const words = sentences<{
  mode: undefined;
  check: undefined;
  practice: undefined;
  drop: undefined;
  choose: undefined;
  kinds: undefined;
  paste: undefined;
  pasteLabel: undefined;
  checkText: undefined;
  save: undefined;
  saveLead: undefined;
  copySnippet: undefined;
  copied: undefined;
  notCopied: undefined;
  tryIt: undefined;
  rightFile: undefined;
  derivativeLeftOut: { at: string };
  noMean: { at: string };
  sameLogTwice: { at: string };
  transpose: { at: string };
  sign: { at: string };
  biasForgotten: { at: string };
  activationForgotten: { at: string };
  ascent: { at: string };
  keepFile: { name: string };
  learners: undefined;
  layers: undefined;
  loss: undefined;
  optimizer: undefined;
  names: undefined;
  asStage: { value: string };
  usualLoss: undefined;
  chain: undefined;
  checked: { name: string };
  nothingYet: undefined;
  checking: undefined;
}>({
  mode: { en: () => "What to do", ko: () => "할 일" },
  check: { en: () => "Check a file", ko: () => "파일 검사" },
  practice: { en: () => "Practice", ko: () => "연습" },
  drop: {
    en: () => "Drop the numbers of your own program here, or",
    ko: () => "직접 짠 프로그램의 값을 여기에 끌어다 놓으세요. 또는",
  },
  choose: { en: () => "Choose a file", ko: () => "파일 선택" },
  kinds: { en: () => "npz, npy, JSON or text", ko: () => "npz, npy, JSON, 텍스트" },
  paste: { en: () => "Paste text instead", ko: () => "텍스트로 붙여 넣기" },
  pasteLabel: {
    en: () => "A name, then its numbers, as NumPy prints them",
    ko: () => "이름을 쓰고 그 뒤에 NumPy가 출력한 값을 붙여 넣으세요",
  },
  checkText: { en: () => "Check this text", ko: () => "이 텍스트 검사" },
  save: { en: () => "What to save", ko: () => "저장할 값" },
  saveLead: {
    en: () =>
      "For the network on the stage, at the end of one step. Any part of it will do; the more there is, the closer the slip is found.",
    ko: () =>
      "화면의 신경망으로 한 단계를 계산한 뒤 저장하세요. 일부만 있어도 되지만 많을수록 틀린 곳을 더 정확히 찾습니다.",
  },
  copySnippet: { en: () => "Copy", ko: () => "복사" },
  copied: { en: () => "Copied.", ko: () => "복사했습니다." },
  notCopied: {
    en: () => "The browser did not let it be copied.",
    ko: () => "브라우저가 복사를 허용하지 않았습니다.",
  },
  tryIt: { en: () => "Try it with a slip in this run", ko: () => "이 신경망에 실수를 넣어 시험해 보기" },
  rightFile: { en: () => "no slip", ko: () => "실수 없음" },
  derivativeLeftOut: {
    en: ({ at }) => `${at} without the derivative`,
    ko: ({ at }) => `${at} 식에서 도함수 빠짐`,
  },
  noMean: { en: ({ at }) => `${at} without 1/m`, ko: ({ at }) => `${at} 식에서 1/m 빠짐` },
  sameLogTwice: { en: ({ at }) => `${at}: log(1 - A) twice`, ko: ({ at }) => `${at}: log(1 - A) 두 번` },
  transpose: { en: ({ at }) => `${at} transposed`, ko: ({ at }) => `${at} 전치됨` },
  sign: { en: ({ at }) => `${at} with the wrong sign`, ko: ({ at }) => `${at} 부호 반대` },
  biasForgotten: { en: ({ at }) => `${at} without the bias`, ko: ({ at }) => `${at} 식에서 편향 빠짐` },
  activationForgotten: {
    en: ({ at }) => `${at} without the activation`,
    ko: ({ at }) => `${at} 식에서 활성화 함수 빠짐`,
  },
  ascent: { en: ({ at }) => `${at} up the slope`, ko: ({ at }) => `${at} 오르막으로 갱신` },
  keepFile: { en: ({ name }) => `Save this file (${name})`, ko: ({ name }) => `이 파일 저장(${name})` },
  learners: { en: () => "Your network, if it is another", ko: () => "화면과 다른 신경망이라면" },
  layers: { en: () => "Layers", ko: () => "층" },
  loss: { en: () => "Loss", ko: () => "손실 함수" },
  optimizer: { en: () => "Optimizer", ko: () => "옵티마이저" },
  names: { en: () => "Names, as in hidden=A1, out=A2", ko: () => "이름 풀이(예: hidden=A1, out=A2)" },
  asStage: { en: ({ value }) => `as here: ${value}`, ko: ({ value }) => `화면과 같음: ${value}` },
  usualLoss: { en: () => "what fits the last layer", ko: () => "마지막 층에 맞는 것" },
  chain: { en: () => "Every value of the step, in order", ko: () => "한 단계의 모든 값, 계산 순서대로" },
  checked: { en: ({ name }) => `Checked: ${name}`, ko: ({ name }) => `검사한 파일: ${name}` },
  nothingYet: {
    en: () =>
      "Each value is computed anew from your own values before it, so that the first slip is found and what follows from it is not blamed.",
    ko: () =>
      "값마다 그 앞에 있는 내 값으로 다시 계산해 봅니다. 그래서 처음 틀린 곳을 찾아내고, 그 때문에 달라진 값은 틀렸다고 하지 않습니다.",
  },
  checking: { en: () => "Checking…", ko: () => "검사하는 중…" },
});

/** What is said of a value by what became of it. */
export const stateWords = sentences<Record<State, undefined>>({
  given: { en: () => "given", ko: () => "주어짐" },
  right: { en: () => "right", ko: () => "맞음" },
  wrong: { en: () => "wrong", ko: () => "틀림" },
  misshapen: { en: () => "another shape", ko: () => "모양이 다름" },
  unjudged: { en: () => "not judged", ko: () => "판정하지 못함" },
  absent: { en: () => "not in the file", ko: () => "파일에 없음" },
});

export const signs: Readonly<Record<State, string>> = {
  given: "•",
  right: "✓",
  wrong: "✕",
  misshapen: "▭",
  unjudged: "?",
  absent: "",
};

/** The parts of the step, as the chain is divided. */
export const roleWords = sentences<Record<Role, undefined>>({
  given: { en: () => "Given", ko: () => "주어진 값" },
  forward: { en: () => "Forward", ko: () => "순전파" },
  loss: { en: () => "Loss", ko: () => "손실" },
  error: { en: () => "Backward", ko: () => "역전파" },
  gradient: { en: () => "Backward", ko: () => "역전파" },
  update: { en: () => "Update", ko: () => "갱신" },
});
