import { counted } from "../../base/counted.ts";
import { architecture } from "../language/architecture.ts";
import { sentences } from "../language/sentences.ts";

/** What a derivation says, in every language. */
export const text = sentences<{
  definition: undefined;
  chainRule: undefined;
  sumRule: undefined;
  constantFactor: undefined;
  productRule: undefined;
  quotientRule: undefined;
  everyTerm: undefined;
  sharedValue: undefined;
  linearMap: undefined;
  choice: undefined;
  inserted: { name: string };
  factorOutside: { factor: string };
  step: undefined;
  title: { features: number; layers: string; loss: string };
  network: undefined;
  examplesAs: { convention: "rows" | "columns" };
  notation: undefined;
  loss: undefined;
  backward: undefined;
  backwardText: undefined;
  errorOf: { name: string };
  gradientOf: { name: string };
  equations: undefined;
  update: { optimizer: string };
  program: undefined;
  programText: { m: number; seed: number | undefined };
  where: { holds: string };
}>({
  definition: { en: () => "definition", ko: () => "정의" },
  chainRule: { en: () => "chain rule", ko: () => "연쇄 법칙" },
  sumRule: { en: () => "sum rule", ko: () => "합의 미분" },
  constantFactor: { en: () => "constant factor", ko: () => "상수배의 미분" },
  productRule: { en: () => "product rule", ko: () => "곱의 미분" },
  quotientRule: { en: () => "quotient rule", ko: () => "몫의 미분" },
  everyTerm: {
    en: () => "a sum hands its derivative to every term",
    ko: () => "합의 미분값은 모든 항에 그대로 전해짐",
  },
  sharedValue: {
    en: () => "what is used several times collects the derivatives of all uses",
    ko: () => "여러 번 쓰인 값은 쓰인 곳마다의 미분값을 모두 더함",
  },
  linearMap: { en: () => "transpose of a linear map", ko: () => "선형 변환의 전치" },
  choice: { en: () => "the derivative of the one that is chosen", ko: () => "선택된 쪽의 미분" },
  inserted: { en: ({ name }) => `${name} put in`, ko: ({ name }) => `${name} 대입` },
  factorOutside: {
    en: ({ factor }) =>
      `the factor ${factor} is the same in all that follows: it waits outside and returns in front of each gradient`,
    ko: ({ factor }) =>
      `인수(${factor})는 뒤의 모든 식에 똑같이 들어 있으므로 밖에 두었다가 각 기울기 앞에 다시 붙임`,
  },
  step: { en: () => "step of the optimizer", ko: () => "옵티마이저의 갱신 규칙" },
  title: {
    en: ({ features, layers, loss }) =>
      `Backpropagation derived: ${architecture(features, layers).en}; loss ${loss}`,
    ko: ({ features, layers, loss }) =>
      `역전파 유도: ${architecture(features, layers).ko}, 손실 함수 ${loss}`,
  },
  network: { en: () => "Forward pass", ko: () => "순전파" },
  examplesAs: {
    en: ({ convention }) =>
      `There are m examples, one in each ${convention === "rows" ? "row" : "column"} of X. Side by side is a matrix product, * (or ⊙) multiplies element by element, ^T is the transpose.`,
    ko: ({ convention }) =>
      `예제는 m개이고 X의 ${convention === "rows" ? "행" : "열"} 하나가 예제 하나입니다. 나란히 쓰면 행렬 곱이고, * 기호(또는 ⊙)는 원소별 곱, ^T 기호는 전치입니다.`,
  },
  notation: {
    en: () => "dV is the derivative of the loss by V. It has the shape of V.",
    ko: () => "dV는 손실을 V로 미분한 값이며 V와 모양이 같습니다.",
  },
  loss: { en: () => "Loss", ko: () => "손실" },
  backward: { en: () => "Backward pass", ko: () => "역전파" },
  backwardText: {
    en: () => "From the loss back to the input, layer by layer.",
    ko: () => "손실에서 입력 쪽으로 한 층씩 거슬러 올라갑니다.",
  },
  errorOf: {
    en: ({ name }) => `d${name}: how the loss changes with ${name}`,
    ko: ({ name }) => `d${name}: ${name}에 대한 손실의 변화율`,
  },
  gradientOf: {
    en: ({ name }) => `d${name}: the gradient of ${name}`,
    ko: ({ name }) => `d${name}: ${name}의 기울기`,
  },
  equations: { en: () => "The backward equations", ko: () => "역전파 공식" },
  update: { en: ({ optimizer }) => `The update: ${optimizer}`, ko: ({ optimizer }) => `갱신: ${optimizer}` },
  program: { en: () => "The same in NumPy", ko: () => "NumPy로 쓴 같은 계산" },
  programText: {
    en: ({ m, seed }) =>
      `A whole program, on ${counted(m, "example")}${seed === undefined ? "" : ` drawn with seed ${seed}`}. It prints the numbers above.`,
    ko: ({ m, seed }) =>
      `실행하면 위의 수를 그대로 출력하는 완전한 프로그램입니다. 예제 ${m}개${seed === undefined ? "" : `, 난수 시드 ${seed}`}.`,
  },
  where: { en: ({ holds }) => `where ${holds}`, ko: ({ holds }) => `조건: ${holds}` },
});

/** The simplifier's rules in Korean, by their English names. */
export const ruleNames: Readonly<Record<string, string>> = {
  "numbers combine": "수끼리 계산",
  "zero is neutral": "0을 더해도 그대로",
  "one is neutral": "1을 곱해도 그대로",
  "zero annihilates": "0을 곱하면 0",
  "a number stands in front": "수를 앞으로",
  "numbers in front combine": "앞의 수끼리 곱함",
  "signs combine": "부호 정리",
  "a difference turns around": "차의 부호를 뒤집음",
  "common factors come out": "공통 인수로 묶음",
  "logarithm of a sigmoid": "시그모이드의 로그",
  "logarithm of the complement of a sigmoid": "1 - 시그모이드의 로그",
  "logarithm of a quotient": "몫의 로그",
  "symmetry of the sigmoid": "시그모이드의 대칭성",
  "sigmoid and cross-entropy collapse": "시그모이드와 교차 엔트로피가 만나 간단해짐",
  "a factor moves to the numerator": "인수를 분자로",
  "probabilities sum to one": "확률의 합은 1",
  "what is equal along the axis comes out of the sum": "축을 따라 같은 값은 합 밖으로",
  "a number passes through a linear map": "상수배는 선형 변환 밖으로",
  "a number passes through a choice": "상수배는 경우 나누기 밖으로",
  "a sum of sums": "합의 합은 하나의 합으로",
  "transposing twice": "전치를 두 번 하면 그대로",
  "a view of a view": "모양 바꾸기가 겹치면 하나로",
  "the same function of equal elements": "같은 원소에는 같은 함숫값",
};

/** When rules hold, in Korean, by their English texts. */
export const conditions: Readonly<Record<string, string>> = {
  "x is finite": "x가 유한함",
  "t > 0": "t > 0",
  "each row of y is a distribution": "y의 각 행이 확률 분포임",
};
