import { counted } from "../../base/counted.ts";
import { sentences } from "../language/sentences.ts";

/** The words around the findings of a check. */
export const texts = sentences<{
  right: { count: number };
  wrong: { name: string };
  unjudged: undefined;
  about: { layers: string; loss: string; examples: number; features: number; columns: boolean };
  turnedWeights: { columns: boolean };
  heading: { name: string; written: string };
  after: { name: string; written: string };
  line: undefined;
  unknownSlip: { name: string };
  holdsNaN: { name: string; place: string };
  saveToo: { names: string };
  alsoFrom: undefined;
  element: undefined;
  yours: undefined;
  rightNumber: undefined;
  shape: { name: string; got: string; fits: string };
  layerShape: { name: string; got: string; fits: string; layer: string };
  perExample: { name: string; got: string; fits: string };
  sameIn: { names: string };
  agree: { names: string };
  skipped: { name: string; needs: string };
  notes: undefined;
  float32: { names: string };
  float16: { names: string };
  printed: { names: string };
  harmless: { name: string };
  targetMinusOutput: { names: string };
  learningRate: { value: string };
  learningRates: { taken: string; rates: string };
  noBias: { names: string };
  firstStep: { names: string };
  orientationValues: { columns: boolean };
  orientationEither: { columns: boolean };
  unknownNames: { names: string };
  noNumbers: { names: string };
}>({
  right: {
    en: ({ count }) =>
      count === 1 ? "Right: the one value that was checked agrees" : `Right: all ${count} values agree`,
    ko: ({ count }) => `모두 맞습니다: 값 ${count}개`,
  },
  wrong: {
    en: ({ name }) => `The first slip is in ${name}`,
    ko: ({ name }) => `처음 틀린 곳: ${name}`,
  },
  unjudged: { en: () => "Nothing could be judged", ko: () => "판정할 수 있는 값이 없습니다" },
  about: {
    en: ({ layers, loss, examples, features, columns }) =>
      `Layers ${layers}, loss ${loss}; ${counted(examples, "example")} of ${counted(features, "feature")}, one a ${columns ? "column" : "row"}.`,
    ko: ({ layers, loss, examples, features, columns }) =>
      `층 ${layers}, 손실 함수 ${loss}. 예제 ${examples}개, 특성 ${features}개. ${columns ? "열" : "행"} 하나가 예제 하나입니다.`,
  },
  turnedWeights: {
    en: ({ columns }) => `A weight matrix has a ${columns ? "row" : "column"} for each unit.`,
    ko: ({ columns }) => `가중치 행렬에서는 ${columns ? "행" : "열"} 하나가 유닛 하나입니다.`,
  },
  heading: {
    en: ({ name, written }) => (name === written ? name : `${name} (your ${written})`),
    ko: ({ name, written }) => (name === written ? name : `${name}(파일에서는 ${written})`),
  },
  after: {
    en: ({ name, written }) => `Then, in ${name}${name === written ? "" : ` (your ${written})`}`,
    ko: ({ name, written }) => `그다음: ${name}${name === written ? "" : `(파일에서는 ${written})`}`,
  },
  line: { en: () => "the line of the derivation", ko: () => "유도 과정의 식" },
  unknownSlip: {
    en: ({ name }) =>
      `${name} does not follow from your values before it, and no slip that is known gives your numbers. Compare your line with this one.`,
    ko: ({ name }) =>
      `${name} 값이 그 앞의 값들에서 나오지 않으며, 알려진 실수 중에도 이런 값이 나오는 것이 없습니다. 아래 식과 비교해 보세요.`,
  },
  holdsNaN: {
    en: ({ name, place }) =>
      `${name} holds NaN, first at ${place}, and no slip that is known gives your numbers. Compare your line with this one.`,
    ko: ({ name, place }) =>
      `${name} 배열에 NaN이 있습니다(첫 위치: ${place}). 알려진 실수 중에는 이런 값이 나오는 것이 없습니다. 아래 식과 비교해 보세요.`,
  },
  saveToo: {
    en: ({ names }) => `Save ${names} too, and check again: that would place the slip.`,
    ko: ({ names }) => `다음 값도 함께 저장해서 다시 검사하면 어디에서 틀렸는지 찾을 수 있습니다: ${names}.`,
  },
  alsoFrom: {
    en: () => "On this file the same numbers also come from:",
    ko: () => "이 파일에서는 다음과 같은 실수를 해도 값이 같습니다:",
  },
  element: { en: () => "element", ko: () => "원소" },
  yours: { en: () => "yours", ko: () => "내 값" },
  rightNumber: { en: () => "right", ko: () => "맞는 값" },
  shape: {
    en: ({ name, got, fits }) => `${name} has shape ${got} where ${fits} belongs.`,
    ko: ({ name, got, fits }) => `${name} 배열의 모양이 ${got}입니다. ${fits} 모양이어야 합니다.`,
  },
  layerShape: {
    en: ({ name, got, fits, layer }) =>
      `${name} has shape ${got}, but layer ${layer}, takes ${fits} here. Make it so where the weights are drawn; until then nothing after it can be computed.`,
    ko: ({ name, got, fits, layer }) =>
      `${name} 배열의 모양이 ${got}입니다. 그런데 이 층(${layer})에는 ${fits} 모양이 맞습니다. 가중치를 처음 만드는 곳에서 고치세요. 그 전에는 그 뒤의 값을 계산할 수 없습니다.`,
  },
  perExample: {
    en: ({ name, got, fits }) =>
      `${name} has shape ${got}: a bias for every example. A bias is one number for each unit, ${fits}; NumPy adds it to all examples by itself.`,
    ko: ({ name, got, fits }) =>
      `${name} 배열의 모양이 ${got}입니다. 예제마다 편향이 따로 있는 셈입니다. 편향은 유닛마다 수 하나, 곧 ${fits} 모양이고, NumPy가 모든 예제에 알아서 더합니다.`,
  },
  sameIn: {
    en: ({ names }) => `The same in ${names}.`,
    ko: ({ names }) => `다음 값도 마찬가지입니다: ${names}.`,
  },
  agree: {
    en: ({ names }) => `Right, given what is before them: ${names}.`,
    ko: ({ names }) => `앞의 값들을 따르면 맞는 값: ${names}.`,
  },
  skipped: {
    en: ({ name, needs }) => `${name} was not judged: it needs ${needs}.`,
    ko: ({ name, needs }) => `${name} 값은 판정하지 못했습니다. 필요한 값: ${needs}.`,
  },
  notes: { en: () => "Not mistakes, but worth knowing", ko: () => "실수는 아니지만 알아 둘 것" },
  float32: {
    en: ({ names }) =>
      `Computed in float32, with about 7 digits: ${names}. Differences beyond those digits are rounding, not mistakes.`,
    ko: ({ names }) =>
      `float32로 계산한 값(약 7자리): ${names}. 그 뒤의 자리가 다른 것은 반올림이지 실수가 아닙니다.`,
  },
  float16: {
    en: ({ names }) =>
      `Held in float16, with about 3 digits: ${names}. Differences beyond those digits are rounding, not mistakes; and a mistake smaller than that cannot be seen.`,
    ko: ({ names }) =>
      `float16으로 저장된 값(약 3자리): ${names}. 그 뒤의 자리가 다른 것은 반올림이지 실수가 아니며, 그보다 작은 실수는 찾을 수 없습니다.`,
  },
  printed: {
    en: ({ names }) => `Agree to the digits that were written: ${names}.`,
    ko: ({ names }) => `적힌 자리까지 맞는 값: ${names}.`,
  },
  harmless: {
    en: ({ name }) => `${name} differs by less than float32 rounding:`,
    ko: ({ name }) => `${name} 값의 차이가 float32 반올림보다 작습니다:`,
  },
  targetMinusOutput: {
    en: ({ names }) =>
      `You take the error as target minus output and add the update. That is right; the derivative has the other sign: ${names}.`,
    ko: ({ names }) =>
      `오차를 목표값 빼기 출력으로 두고 갱신할 때 더했습니다. 맞는 방법이며, 미분값과는 부호가 반대입니다: ${names}.`,
  },
  learningRate: {
    en: ({ value }) => `The learning rate is not in the file; the updates say that it is ${value}.`,
    ko: ({ value }) => `파일에 학습률이 없어서 갱신된 값에서 읽었습니다: ${value}.`,
  },
  learningRates: {
    en: ({ taken, rates }) =>
      `The learning rate is not in the file, and the updates disagree about it: ${rates}. It was taken to be ${taken}. Say which one you meant with --lr.`,
    ko: ({ taken, rates }) =>
      `파일에 학습률이 없고, 갱신된 값에서 읽은 학습률이 서로 다릅니다: ${rates}. ${taken} 쪽으로 보았습니다. 어느 것이 맞는지 --lr 옵션으로 알려 주세요.`,
  },
  noBias: {
    en: ({ names }) =>
      `The file has no biases (${names}). Values that are right without them count as right; others cannot be judged.`,
    ko: ({ names }) =>
      `파일에 편향이 없습니다(${names}). 편향 없이도 맞는 값은 맞는 것으로 보았고, 나머지는 판정할 수 없습니다.`,
  },
  firstStep: {
    en: ({ names }) =>
      `What the optimizer remembers is not in the file, so this was taken for its first step: ${names}.`,
    ko: ({ names }) => `옵티마이저가 기억하는 값이 파일에 없어서 첫 단계로 보았습니다: ${names}.`,
  },
  orientationValues: {
    en: ({ columns }) =>
      `The shapes allow examples as rows and as columns; as ${columns ? "columns" : "rows"} the numbers fit best.`,
    ko: ({ columns }) =>
      `모양만으로는 예제가 행인지 열인지 알 수 없습니다. 숫자는 ${columns ? "열" : "행"} 쪽에 더 잘 맞습니다.`,
  },
  orientationEither: {
    en: ({ columns }) =>
      `The shapes allow examples as rows and as columns, and the numbers fit both as well; they were taken as ${columns ? "columns" : "rows"}.`,
    ko: ({ columns }) =>
      `예제가 행인지 열인지 모양으로도 숫자로도 가릴 수 없어서 ${columns ? "열" : "행"} 쪽으로 보았습니다.`,
  },
  unknownNames: {
    en: ({ names }) =>
      `Not understood, and left out: ${names}. If they belong to the step, say what they are, as in --names hidden=A1.`,
    ko: ({ names }) =>
      `뜻을 알 수 없어 빼 둔 이름: ${names}. 계산 단계의 값이라면 --names hidden=A1처럼 알려 주세요.`,
  },
  noNumbers: {
    en: ({ names }) => `Holds no numbers, and was left out: ${names}.`,
    ko: ({ names }) => `수가 아니어서 빼 둔 배열: ${names}.`,
  },
});
