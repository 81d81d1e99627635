import { counted } from "../../base/counted.ts";
import { architecture } from "../language/architecture.ts";
import { sentences } from "../language/sentences.ts";

/** What a gradient check says, in every language. */
export const text = sentences<{
  title: { features: number; layers: string; loss: string; passed: boolean };
  how: { examples: number; tolerance: string };
  sampled: { checked: number; size: number };
  closest: { place: string; error: string; tolerance: string };
  failed: { place: string; analytic: string; numeric: string; error: string };
  kinks: { count: number; first: string; place: string };
  allKinks: { names: string };
  allZero: { names: string };
  wrongOp: { name: string; at: string; argument: string; analytic: string; numeric: string };
  wrongRule: { name: string; at: string; analytic: string; numeric: string };
  unknown: undefined;
  columns: undefined;
  passed: undefined;
  failedWord: undefined;
  kink: undefined;
}>({
  title: {
    en: ({ features, layers, loss, passed }) =>
      `Gradient check ${passed ? "passed" : "FAILED"}: ${architecture(features, layers).en}; loss ${loss}`,
    ko: ({ features, layers, loss, passed }) =>
      `기울기 검사 ${passed ? "통과" : "실패"}: ${architecture(features, layers).ko}, 손실 함수 ${loss}`,
  },
  how: {
    en: ({ examples, tolerance }) =>
      `Each derivative that backpropagation gives is compared with (L(w + h) - L(w - h)) / 2h, for two steps h put together, in float64 on ${counted(examples, "example")}. A relative error up to ${tolerance} passes.`,
    ko: ({ examples, tolerance }) =>
      `역전파로 구한 미분값마다 (L(w + h) - L(w - h)) / 2h 값과 비교합니다. 크기가 다른 두 h로 구한 차분을 합쳐서 쓰고, 예제 ${examples}개로 float64에서 계산합니다. 상대 오차가 ${tolerance} 이하이면 통과입니다.`,
  },
  sampled: {
    en: ({ checked, size }) => `A random choice: ${checked} of ${size} elements.`,
    ko: ({ checked, size }) => `원소 ${size}개 중 ${checked}개를 무작위로 골랐습니다.`,
  },
  closest: {
    en: ({ place, error, tolerance }) =>
      `It came closest to failing at ${place}, with a relative error of ${error}; the limit is ${tolerance}.`,
    ko: ({ place, error, tolerance }) =>
      `실패에 가장 가까웠던 곳: ${place}, 상대 오차 ${error}(한계 ${tolerance}).`,
  },
  failed: {
    en: ({ place, analytic, numeric, error }) =>
      `Worst at ${place}: backpropagation says ${analytic}, the difference ${numeric}. Relative error ${error}.`,
    ko: ({ place, analytic, numeric, error }) =>
      `가장 크게 틀린 곳: ${place}. 역전파 ${analytic}, 차분 ${numeric}, 상대 오차 ${error}.`,
  },
  kinks: {
    en: ({ count, first, place }) =>
      `${count} element${count === 1 ? " was" : "s were"} not judged, because the loss has a kink there and so no slope: at ${place} it is ${first}.`,
    ko: ({ count, first, place }) =>
      `원소 ${count}개는 손실이 꺾이는 점이라 기울기가 없으므로 판정하지 않았습니다. 예: ${place} 원소에서 ${first}.`,
  },
  allKinks: {
    en: ({ names }) => `No element of ${names} could be judged.`,
    ko: ({ names }) => `판정할 수 있는 원소가 없는 파라미터: ${names}.`,
  },
  allZero: {
    en: ({ names }) =>
      `The gradient is 0 in every element of ${names}: training leaves these numbers as they are. A step, or a unit that is dead, passes nothing back.`,
    ko: ({ names }) =>
      `기울기가 모두 0인 파라미터: ${names}. 여기서는 학습해도 값이 변하지 않습니다. 계단 함수나 죽은 유닛은 기울기를 뒤로 전하지 않습니다.`,
  },
  wrongOp: {
    en: ({ name, at, argument, analytic, numeric }) =>
      `The op to blame is ${name}, in ${at}: its derivative by ${argument} gives ${analytic} where the slope of its value is ${numeric}.`,
    ko: ({ name, at, argument, analytic, numeric }) =>
      `잘못된 연산: ${name}(${at}). 인수 ${argument}에 대한 미분값은 ${analytic}인데, 함숫값에서 구한 기울기는 ${numeric}입니다.`,
  },
  wrongRule: {
    en: ({ name, at, analytic, numeric }) =>
      `Each op is right by itself. The rule to blame is "${name}": it made ${at}, but the left side is ${numeric} and the right side ${analytic}.`,
    ko: ({ name, at, analytic, numeric }) =>
      `연산은 하나하나 옳습니다. 잘못된 규칙: "${name}"(${at}). 왼쪽은 ${numeric}인데 오른쪽은 ${analytic}입니다.`,
  },
  unknown: {
    en: () =>
      "Each op and each rule is right by itself at these values, so the loss may not be smooth here, or its numbers too large for differences.",
    ko: () =>
      "이 값들에서 연산과 규칙은 하나하나 옳습니다. 손실이 여기서 매끄럽지 않거나, 차분으로 구하기에는 수가 너무 클 수 있습니다.",
  },
  columns: {
    en: () => "parameter|shape|checked|worst at|backprop|difference|error|verdict",
    ko: () => "파라미터|모양|검사 수|오차 최대 위치|역전파|차분|오차|판정",
  },
  passed: { en: () => "passed", ko: () => "통과" },
  kink: { en: () => "kinks only", ko: () => "꺾인 점뿐" },
  failedWord: { en: () => "FAILED", ko: () => "실패" },
});
