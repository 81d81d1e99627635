import { sentences } from "../../../src/explain/language/sentences.ts";

/** What the derivation panel says beside the derivation itself. */
export const words = sentences<{
  view: undefined;
  lines: undefined;
  equations: undefined;
  program: undefined;
  convention: undefined;
  rows: undefined;
  columns: undefined;
  reasons: undefined;
  numbers: undefined;
  numpy: undefined;
  examples: undefined;
  latexOfAll: undefined;
  numpyOfAll: undefined;
  latex: undefined;
  numpyLine: undefined;
  copied: { what: string };
  notCopied: undefined;
  unfold: { name: string };
  steps: { count: number };
  of: { step: string; rows: string; all: boolean };
  penalty: undefined;
  deriving: undefined;
}>({
  view: { en: () => "View", ko: () => "보기" },
  lines: { en: () => "Line by line", ko: () => "한 줄씩" },
  equations: { en: () => "Only the equations", ko: () => "식만" },
  program: { en: () => "NumPy program", ko: () => "NumPy 프로그램" },
  convention: { en: () => "An example is", ko: () => "예제 하나를" },
  rows: { en: () => "a row", ko: () => "행으로" },
  columns: { en: () => "a column", ko: () => "열로" },
  reasons: { en: () => "Reasons", ko: () => "근거" },
  numbers: { en: () => "Numbers", ko: () => "숫자" },
  numpy: { en: () => "NumPy", ko: () => "NumPy" },
  examples: { en: () => "Examples", ko: () => "예제 수" },
  latexOfAll: { en: () => "Copy all as LaTeX", ko: () => "전체를 LaTeX로 복사" },
  numpyOfAll: { en: () => "Copy the program", ko: () => "프로그램 복사" },
  latex: { en: () => "Copy LaTeX", ko: () => "LaTeX 복사" },
  numpyLine: { en: () => "Copy NumPy", ko: () => "NumPy 복사" },
  copied: { en: ({ what }) => `Copied: ${what}`, ko: ({ what }) => `복사했습니다: ${what}` },
  notCopied: {
    en: () => "The browser did not let it be copied.",
    ko: () => "브라우저가 복사를 허용하지 않았습니다.",
  },
  unfold: { en: ({ name }) => `for ${name}`, ko: ({ name }) => `유도 과정: ${name}` },
  steps: {
    en: ({ count }) => (count === 1 ? "one line" : `${count} lines`),
    ko: ({ count }) => `${count}줄`,
  },
  of: {
    en: ({ step, rows, all }) =>
      `Numbers after ${step} updates, ${all ? "for all examples" : `for examples ${rows} of the data alone: here m counts only them`}.`,
    ko: ({ step, rows, all }) =>
      `${step}번 갱신한 뒤의 값입니다. ${all ? "모든 예제로 계산했습니다." : `데이터의 예제 ${rows}번만으로 계산했으므로 여기서 m은 이 예제들의 수입니다.`}`,
  },
  penalty: {
    en: () =>
      "The run also adds a penalty on the weights (l1, l2); the derivation is that of the loss alone.",
    ko: () => "이 학습의 손실에는 가중치 규제(l1, l2)도 더해집니다. 여기서는 손실만 미분합니다.",
  },
  deriving: { en: () => "Deriving…", ko: () => "유도하는 중…" },
});
