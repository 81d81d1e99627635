import { counted } from "../../base/counted.ts";
import { architecture } from "../language/architecture.ts";
import { sentences } from "../language/sentences.ts";

/** What a comparison says, in every language. */
export const text = sentences<{
  agrees: { steps: number };
  differs: { name: string; step: number };
  about: { features: number; layers: string; loss: string; optimizer: string; dtype: string; steps: number };
  closest: { compared: number; name: string; step: number; error: string };
  none: undefined;
  remains: { name: string; step: number };
  where: { place: string; step: number; recorded: string; replayed: string };
  size: { error: string; count: number; of: number };
  ratio: { ratio: string };
  cause: undefined;
  causes: undefined;
  unknown: undefined;
  whole: undefined;
  until: { step: number };
  same: { step: number };
  turned: undefined;
  widened: undefined;
  noBias: { names: string };
}>({
  agrees: {
    en: ({ steps }) =>
      `The recorded training agrees in ${steps === 1 ? "its one step" : `all ${steps} steps`}`,
    ko: ({ steps }) => `기록된 학습이 ${steps}단계 모두 일치합니다`,
  },
  differs: {
    en: ({ name, step }) => `The first difference is in ${name} of step ${step}`,
    ko: ({ name, step }) => `처음 다른 곳: ${step}단계의 ${name}`,
  },
  about: {
    en: ({ features, layers, loss, optimizer, dtype, steps }) =>
      `Replayed: ${architecture(features, layers).en}; loss ${loss}, optimizer ${optimizer}, ${dtype}, ${counted(steps, "step")}. Each step starts from what is recorded.`,
    ko: ({ features, layers, loss, optimizer, dtype, steps }) =>
      `재현한 학습: ${architecture(features, layers).ko}, 손실 함수 ${loss}, 옵티마이저 ${optimizer}, ${dtype}, ${steps}단계. 단계마다 기록된 값에서 시작합니다.`,
  },
  closest: {
    en: ({ compared, name, step, error }) =>
      `${compared} tensor${compared === 1 ? " agrees" : "s agree"} as far as rounding lets them. The largest difference is in ${name} of step ${step}: ${error} of its largest number.`,
    ko: ({ compared, name, step, error }) =>
      `텐서 ${compared}개가 반올림 오차 안에서 일치합니다. 가장 큰 차이는 ${step}단계의 ${name}: 가장 큰 수의 ${error}배.`,
  },
  none: {
    en: () => "No tensor before it was recorded.",
    ko: () => "그 앞에 기록된 텐서가 없습니다.",
  },
  remains: {
    en: ({ name, step }) => `What remains: ${name} of step ${step}`,
    ko: ({ name, step }) => `남은 차이: ${step}단계의 ${name}`,
  },
  where: {
    en: ({ place, step, recorded, replayed }) =>
      `${place} of step ${step} is recorded as ${recorded}; Chainrule has ${replayed}.`,
    ko: ({ place, step, recorded, replayed }) =>
      `${step}단계의 ${place}: 기록된 값 ${recorded}, Chainrule의 값 ${replayed}.`,
  },
  size: {
    en: ({ error, count, of }) =>
      `The largest difference is ${error} of the largest number; ${of === 1 ? "it is more than rounding explains" : `${count} of ${of} elements differ by more than rounding explains`}.`,
    ko: ({ error, count, of }) =>
      `가장 큰 차이는 가장 큰 수의 ${error}배입니다. 원소 ${of}개 중 ${count}개의 차이가 반올림보다 큽니다.`,
  },
  ratio: {
    en: ({ ratio }) => `Each of these is ${ratio} times what it is here.`,
    ko: ({ ratio }) => `이 원소들은 모두 여기 값의 ${ratio}배입니다.`,
  },
  cause: { en: () => "Likely cause:", ko: () => "원인으로 보이는 것:" },
  causes: {
    en: () => "Likely causes; each of them gives these numbers, so that this trace cannot tell them apart:",
    ko: () => "원인으로 보이는 것들입니다. 모두 이 수들을 주므로 이 기록만으로는 구별할 수 없습니다:",
  },
  unknown: {
    en: () =>
      "No convention that is known gives these numbers. Are layers, loss, optimizer and learning rate those of the program? A trace with gradients and losses of each step tells more.",
    ko: () =>
      "알려진 어떤 관례로도 이 수들이 나오지 않습니다. 층, 손실 함수, 옵티마이저, 학습률이 그 프로그램의 것과 같은가요? 단계마다 기울기와 손실을 기록하면 더 많이 알 수 있습니다.",
  },
  whole: {
    en: () => "With it, the whole trace agrees.",
    ko: () => "그렇게 바꾸면 기록 전체가 일치합니다.",
  },
  until: {
    en: ({ step }) => `With it, all agrees through step ${step}.`,
    ko: ({ step }) => `그렇게 바꾸면 ${step}단계까지 모두 일치합니다.`,
  },
  same: {
    en: ({ step }) => `With it, this tensor agrees, but not all of step ${step}.`,
    ko: ({ step }) => `그렇게 바꾸면 이 텐서는 일치하지만 ${step}단계 전체는 아닙니다.`,
  },
  turned: {
    en: () => "The matrices of the file have a row for each unit, as PyTorch's have; they were turned.",
    ko: () => "파일의 행렬은 PyTorch처럼 한 행이 유닛 하나라서 전치했습니다.",
  },
  widened: {
    en: () => "The file has float64, but all its numbers are those of float32: they are judged as such.",
    ko: () => "파일은 float64이지만 모든 수가 float32의 수라서 float32로 판정했습니다.",
  },
  noBias: {
    en: ({ names }) => `Without ${names} in the file, their layers are taken to have no biases.`,
    ko: ({ names }) => `파일에 없는 편향(${names})의 층은 편향이 없는 것으로 보았습니다.`,
  },
});
