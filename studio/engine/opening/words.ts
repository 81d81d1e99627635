import { sentences } from "../../../src/explain/language/sentences.ts";

/** What is said of a run that was opened. */
export const words = sentences<{
  unsaid: { names: string };
  layersDiffer: { layers: string };
  keptHere: undefined;
  partOfFiles: { name: string };
  settingsOnly: undefined;
  sameBits: { step: string };
  otherBits: { step: string };
}>({
  unsaid: {
    en: ({ names }) => `The run was trained with settings that this page does not have: ${names}.`,
    ko: ({ names }) => `이 페이지에 없는 설정으로 학습한 결과입니다: ${names}.`,
  },
  layersDiffer: {
    en: ({ layers }) =>
      `Its layers have initial weights, biases or names of their own, which this page cannot say; it has ${layers}.`,
    ko: ({ layers }) =>
      `초기 가중치, 편향, 이름을 따로 정한 층이 있는데 이 페이지로는 나타낼 수 없습니다. 여기서는 ${layers} 구조를 씁니다.`,
  },
  keptHere: {
    en: () =>
      "A part of its data was kept for judging, or scaled, as no link can say: to use the link elsewhere, open the run there first.",
    ko: () =>
      "데이터의 일부를 평가용으로 떼어 두었거나 스케일링한 학습 결과라서 링크만으로는 나타낼 수 없습니다. 다른 곳에서 이 링크를 쓰려면 거기서 먼저 이 학습 결과를 여세요.",
  },
  partOfFiles: {
    en: ({ name }) => `It was trained on a part of ${name}; this page takes the whole training part.`,
    ko: ({ name }) => `${name} 데이터의 일부로 학습한 결과입니다. 이 페이지는 학습 데이터 전체를 씁니다.`,
  },
  settingsOnly: {
    en: () => "These are settings without weights: the run stands at its beginning.",
    ko: () => "가중치 없이 설정만 있는 파일이라서 처음 상태로 열었습니다.",
  },
  sameBits: {
    en: ({ step }) =>
      `The run was opened and replayed: after ${step} updates its weights are the stored ones, to the bit.`,
    ko: ({ step }) =>
      `학습 결과를 열어 처음부터 다시 학습했습니다. ${step}번 갱신한 뒤의 가중치가 저장된 것과 마지막 비트까지 같습니다.`,
  },
  otherBits: {
    en: ({ step }) =>
      `The run was opened, but replayed to ${step} updates its weights are not those that were stored: what stands on the stage is the replay.`,
    ko: ({ step }) =>
      `학습 결과를 열어 ${step}번 갱신할 때까지 다시 학습했지만 가중치가 저장된 것과 다릅니다. 화면에 보이는 것은 다시 학습한 결과입니다.`,
  },
});
