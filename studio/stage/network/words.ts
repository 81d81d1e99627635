import { counted } from "../../../src/base/counted.ts";
import { sentences } from "../../../src/explain/language/sentences.ts";

/** What the picture of the network says. */
export const words = sentences<{
  title: undefined;
  summary: { inputs: string; layers: string };
  inputs: undefined;
  output: undefined;
  layer: { number: string };
  activation: { number: string };
  fewer: { number: string };
  more: { number: string };
  remove: { number: string };
  addBefore: { number: string };
  unitsOf: { units: string };
  unseen: { count: string };
  fixed: { task: "binary" | "multiclass" | "regression"; outputs: string };
  input: { name: string };
  unit: { unit: string; layer: string };
  weight: { from: string; to: string };
  bias: { unit: string; layer: string };
  tooLarge: { shape: string };
  keys: undefined;
  positive: undefined;
  negative: undefined;
  thick: undefined;
  biasMark: undefined;
  value: undefined;
  drag: undefined;
  zero: undefined;
  done: undefined;
  stored: { value: string };
}>({
  title: { en: () => "Network", ko: () => "신경망" },
  summary: {
    en: ({ inputs, layers }) => `Network: ${counted(inputs, "input")}, layers ${layers}`,
    ko: ({ inputs, layers }) => `신경망: 입력 ${inputs}개, 층 ${layers}`,
  },
  inputs: { en: () => "Inputs", ko: () => "입력" },
  output: { en: () => "Output", ko: () => "출력" },
  layer: { en: ({ number }) => `Layer ${number}`, ko: ({ number }) => `${number}층` },
  activation: {
    en: ({ number }) => `Activation of layer ${number}`,
    ko: ({ number }) => `${number}층의 활성화 함수`,
  },
  fewer: {
    en: ({ number }) => `One unit fewer in layer ${number}`,
    ko: ({ number }) => `${number}층의 유닛 하나 빼기`,
  },
  more: {
    en: ({ number }) => `One unit more in layer ${number}`,
    ko: ({ number }) => `${number}층에 유닛 하나 더하기`,
  },
  remove: { en: ({ number }) => `Remove layer ${number}`, ko: ({ number }) => `${number}층 없애기` },
  addBefore: {
    en: ({ number }) => `Add a layer before layer ${number}`,
    ko: ({ number }) => `${number}층 앞에 층 넣기`,
  },
  unitsOf: {
    en: ({ units }) => (units === "1" ? "1 unit" : `${units} units`),
    ko: ({ units }) => `유닛 ${units}개`,
  },
  unseen: { en: ({ count }) => `+${count} more`, ko: ({ count }) => `외 ${count}개` },
  fixed: {
    en: ({ task, outputs }) =>
      task === "binary"
        ? "The output layer answers one question, which of two classes: it keeps one unit with sigmoid, or two with softmax."
        : task === "multiclass"
          ? `The output layer has one unit for each of the ${outputs} classes of the data.`
          : `The output layer has one unit for each number to predict: ${outputs} in this data.`,
    ko: ({ task, outputs }) =>
      task === "binary"
        ? "출력층은 두 클래스 가운데 어느 쪽인지만 답합니다. 그래서 sigmoid 유닛 하나나 softmax 유닛 둘로 정해져 있습니다."
        : task === "multiclass"
          ? `출력층에는 데이터의 클래스마다 유닛이 하나씩, 모두 ${outputs}개 있습니다.`
          : `출력층에는 예측할 수마다 유닛이 하나씩, 이 데이터에서는 ${outputs}개 있습니다.`,
  },
  input: { en: ({ name }) => `input ${name}`, ko: ({ name }) => `입력 ${name}` },
  unit: {
    en: ({ unit, layer }) => `unit ${unit} of layer ${layer}`,
    ko: ({ unit, layer }) => `${layer}층의 유닛 ${unit}`,
  },
  weight: {
    en: ({ from, to }) => `weight from ${from} to ${to}`,
    ko: ({ from, to }) => `가중치: ${from} → ${to}`,
  },
  bias: {
    en: ({ unit, layer }) => `bias of unit ${unit} of layer ${layer}`,
    ko: ({ unit, layer }) => `${layer}층 유닛 ${unit}의 편향`,
  },
  tooLarge: {
    en: ({ shape }) => `${shape} weights: too many to draw each by its value`,
    ko: ({ shape }) => `가중치 ${shape}개: 너무 많아 하나하나 그리지 않습니다`,
  },
  keys: {
    en: () =>
      "Drag a weight, or click it, to change it. Arrow keys walk through units and weights; Enter changes one.",
    ko: () =>
      "가중치를 끌거나 눌러서 바꿉니다. 화살표 키로 유닛과 가중치 사이를 옮겨 다니고, Enter 키로도 바꿀 수 있습니다.",
  },
  positive: { en: () => "positive", ko: () => "양수" },
  negative: { en: () => "negative", ko: () => "음수" },
  thick: { en: () => "size", ko: () => "크기" },
  biasMark: { en: () => "bias", ko: () => "편향" },
  value: { en: () => "Value", ko: () => "값" },
  drag: { en: () => "Drag the value", ko: () => "끌어서 바꾸기" },
  zero: { en: () => "Set to 0", ko: () => "0으로" },
  done: { en: () => "Done", ko: () => "닫기" },
  stored: { en: ({ value }) => `stored: ${value}`, ko: ({ value }) => `저장된 값: ${value}` },
});
