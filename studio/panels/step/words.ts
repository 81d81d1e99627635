import { type Said, sentences } from "../../../src/explain/language/sentences.ts";
import type { Phase, Subject } from "./view.ts";

export const phaseWords: Readonly<Record<Phase, Said>> = {
  forward: { en: "Forward", ko: "순전파" },
  loss: { en: "Loss", ko: "손실" },
  backward: { en: "Backward", ko: "역전파" },
  update: { en: "Update", ko: "갱신" },
};

export const subjectWords: Readonly<Record<Subject, Said>> = {
  run: { en: "the run on the stage", ko: "화면의 신경망" },
  "worked-example": { en: "the worked example of lesson 1", ko: "1강에서 손으로 계산한 예" },
  "two-outputs": { en: "a network with two outputs", ko: "출력이 둘인 신경망" },
};

/** What the panel says around the library's own sentences. */
export const words = sentences<{
  subject: undefined;
  examples: undefined;
  wholeBatch: { batch: string };
  oneExample: undefined;
  exampleNumber: undefined;
  exampleIs: { index: string; x: string; target: string };
  convention: undefined;
  rows: undefined;
  columns: undefined;
  title: { step: string };
  plays: { step: string };
  playsNothing: undefined;
  pause: undefined;
  operations: undefined;
  at: { name: string; phase: string; index: number; count: number };
  earlier: undefined;
  later: undefined;
  play: undefined;
  stop: undefined;
  takeUpdate: undefined;
  takeWhole: undefined;
  previousUpdate: undefined;
  block: { name: string; shape: string };
  result: { name: string; shape: string };
  turned: { name: string; shape: string };
  spread: { name: string };
  omitted: { min: string; mean: string; max: string };
  cell: { name: string; value: string };
  inNumbers: { name: string };
  inNumbersIs: { name: string; value: string };
  terms: { name: string; count: number };
  largestTerms: { name: string; shown: number; count: number };
  example: { index: number };
  movedTitle: { name: string };
  moved: { before: string; after: string; by: string };
  zoomed: { times: string };
  curveTitle: { activation: string };
  slope: { input: string; output: string; z: string; a: string; slope: string };
  evidence: { name: string };
  analytic: undefined;
  numeric: undefined;
  relative: undefined;
  passed: undefined;
  failed: undefined;
  kink: { where: string };
  evidenceOver: { examples: string };
  wholeGradient: { name: string };
  worst: { checked: string; size: string; name: string };
  chainTitle: { name: string; before: string; after: string };
  chainMost: undefined;
  chainEnd: undefined;
  followed: {
    symbols: string;
    value: string;
    percent: string;
    count: string;
    example: string | undefined;
  };
  whyThis: { name: string };
  close: undefined;
  working: undefined;
}>({
  subject: { en: () => "Taken apart", ko: () => "살펴볼 것" },
  examples: { en: () => "Examples", ko: () => "예제" },
  wholeBatch: {
    en: ({ batch }) => `the whole batch (${batch})`,
    ko: ({ batch }) => `배치 전체(${batch}개)`,
  },
  oneExample: { en: () => "one example", ko: () => "예제 하나" },
  exampleNumber: { en: () => "Number of the example", ko: () => "예제 번호" },
  exampleIs: {
    en: ({ index, x, target }) => `Example ${index}: x = (${x}), target ${target}`,
    ko: ({ index, x, target }) => `예제 ${index}번: x = (${x}), 목표값 ${target}`,
  },
  convention: { en: () => "An example is a", ko: () => "예제 하나를" },
  rows: { en: () => "row", ko: () => "행으로" },
  columns: { en: () => "column", ko: () => "열로" },
  title: {
    en: ({ step }) => `Update ${step}, operation by operation`,
    ko: ({ step }) => `${step}번째 갱신의 연산 하나하나`,
  },
  plays: {
    en: ({ step }) => `The run goes on; this shows update ${step}, as it was.`,
    ko: ({ step }) => `학습은 계속되고 있습니다. 여기 보이는 것은 ${step}번째 갱신의 기록입니다.`,
  },
  playsNothing: {
    en: () => "The run is playing. Pause it, and its next update is taken apart.",
    ko: () => "학습하는 중입니다. 멈추면 바로 다음 갱신을 연산 하나하나로 풀어 보여 줍니다.",
  },
  pause: { en: () => "Pause here", ko: () => "여기서 일시정지" },
  operations: { en: () => "Operation of the update", ko: () => "갱신의 연산" },
  at: {
    en: ({ name, phase, index, count }) => `${name}, ${phase}, ${index} of ${count}`,
    ko: ({ name, phase, index, count }) => `${name}, ${phase}, ${count}개 중 ${index}번째`,
  },
  earlier: { en: () => "Operation before", ko: () => "이전 연산" },
  later: { en: () => "Next operation", ko: () => "다음 연산" },
  play: { en: () => "Play the operations", ko: () => "연산 차례로 재생" },
  stop: { en: () => "Stop", ko: () => "중지" },
  takeUpdate: { en: () => "Take this update", ko: () => "이대로 갱신하기" },
  takeWhole: { en: () => "Update by the whole batch", ko: () => "배치 전체로 갱신하기" },
  previousUpdate: { en: () => "Previous update", ko: () => "이전 갱신" },
  block: { en: ({ name, shape }) => `${name}, ${shape}`, ko: ({ name, shape }) => `${name}, ${shape}` },
  result: {
    en: ({ name, shape }) => `Result ${name}, ${shape}`,
    ko: ({ name, shape }) => `결과 ${name}, ${shape}`,
  },
  turned: {
    en: ({ name, shape }) => `${name} transposed, ${shape}`,
    ko: ({ name, shape }) => `${name} 전치 행렬, ${shape}`,
  },
  spread: {
    en: ({ name }) => `${name} is the same for every example`,
    ko: ({ name }) => `${name} 값은 모든 예제에 똑같이 쓰입니다`,
  },
  omitted: {
    en: ({ min, mean, max }) => `${min} to ${max}, mean ${mean}`,
    ko: ({ min, mean, max }) => `최소 ${min}, 최대 ${max}, 평균 ${mean}`,
  },
  cell: { en: ({ name, value }) => `${name} = ${value}`, ko: ({ name, value }) => `${name} = ${value}` },
  inNumbers: {
    en: ({ name }) => `${name} with this step's numbers`,
    ko: ({ name }) => `${name}, 이번 갱신의 값을 넣은 식`,
  },
  inNumbersIs: {
    en: ({ name, value }) => `${name} = ${value}, with this step's numbers`,
    ko: ({ name, value }) => `${name} = ${value}, 이번 갱신의 값을 넣은 식`,
  },
  terms: {
    en: ({ name, count }) => `The ${count} terms of the sum in ${name}`,
    ko: ({ name, count }) => `${name} 식의 합을 이루는 항 ${count}개`,
  },
  largestTerms: {
    en: ({ name, shown, count }) => `The ${shown} largest of the ${count} terms in ${name}`,
    ko: ({ name, shown, count }) => `${name} 식의 항 ${count}개 중 가장 큰 ${shown}개`,
  },
  example: { en: ({ index }) => `example ${index}`, ko: ({ index }) => `예제 ${index}번` },
  movedTitle: {
    en: ({ name }) => `${name} before and after the update`,
    ko: ({ name }) => `갱신 전후의 ${name}`,
  },
  moved: {
    en: ({ before, after, by }) => `from ${before} to ${after}, by ${by}`,
    ko: ({ before, after, by }) => `${before} → ${after}, 변화량 ${by}`,
  },
  zoomed: { en: ({ times }) => `${times} times larger`, ko: ({ times }) => `${times}배로 확대` },
  curveTitle: {
    en: ({ activation }) => `The activation ${activation}, and its slope here`,
    ko: ({ activation }) => `활성화 함수 ${activation}, 이 점에서의 기울기`,
  },
  slope: {
    en: ({ input, output, z, a, slope }) =>
      `${input} = ${z} gives ${output} = ${a}; the slope there is ${slope}.`,
    ko: ({ input, output, z, a, slope }) =>
      `${input} = ${z}일 때 ${output} = ${a}, 그 점의 기울기는 ${slope}.`,
  },
  evidence: { en: ({ name }) => `Is ${name} right?`, ko: ({ name }) => `${name} 값은 맞을까요?` },
  analytic: { en: () => "by the formula", ko: () => "식으로 구한 값" },
  numeric: { en: () => "by central differences", ko: () => "중앙 차분으로 구한 값" },
  relative: { en: () => "relative error", ko: () => "상대 오차" },
  passed: { en: () => "They agree.", ko: () => "두 값이 일치합니다." },
  failed: { en: () => "They do not agree.", ko: () => "두 값이 일치하지 않습니다." },
  kink: {
    en: ({ where }) => `No slope to compare with: there is a kink (${where}).`,
    ko: ({ where }) => `꺾이는 점(${where})이라서 비교할 기울기가 없습니다.`,
  },
  evidenceOver: {
    en: ({ examples }) =>
      `The loss over ${examples === "1" ? "this example" : `these ${examples} examples`}, in float64.`,
    ko: ({ examples }) => `이 예제 ${examples}개에 대한 손실을 float64로 계산했습니다.`,
  },
  wholeGradient: { en: ({ name }) => `Check all of ${name}`, ko: ({ name }) => `${name} 전체 확인` },
  worst: {
    en: ({ checked, size, name }) => `${checked} of ${size} elements were looked at; the worst is ${name}.`,
    ko: ({ checked, size, name }) =>
      `원소 ${size}개 중 ${checked}개를 확인했습니다. 오차가 가장 큰 것: ${name}.`,
  },
  chainTitle: {
    en: ({ name, before, after }) => `Why does ${name} move, from ${before} to ${after}?`,
    ko: ({ name, before, after }) => `${name} 값은 왜 움직일까요? (${before} → ${after})`,
  },
  chainMost: {
    en: () =>
      "Of all weights and biases it moves most. Back to the loss, at each sum along the term that does most for it:",
    ko: () =>
      "모든 가중치와 편향 중 가장 많이 움직이는 값입니다. 합마다 가장 크게 기여한 항을 따라 손실까지 거슬러 올라가면 다음과 같습니다.",
  },
  chainEnd: {
    en: () => "Back to the loss, at each sum along the term that does most for it:",
    ko: () => "합마다 가장 크게 기여한 항을 따라 손실까지 거슬러 올라가면 다음과 같습니다.",
  },
  followed: {
    en: ({ symbols, value, percent, count, example }) =>
      `One of ${count} terms, ${percent} of their sizes: ${symbols} = ${value}${example === undefined ? "" : `, from example ${example}`}`,
    ko: ({ symbols, value, percent, count, example }) =>
      `항 ${count}개 중 하나, 크기 합의 ${percent}: ${symbols} = ${value}${example === undefined ? "" : `, 예제 ${example}번`}`,
  },
  whyThis: { en: ({ name }) => `Why does ${name} move?`, ko: ({ name }) => `${name} 값은 왜 움직일까요?` },
  close: { en: () => "Close", ko: () => "닫기" },
  working: { en: () => "The update is being taken apart.", ko: () => "갱신을 풀어 보고 있습니다." },
});
