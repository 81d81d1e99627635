import { counted } from "../../base/counted.ts";
import { architecture } from "../language/architecture.ts";
import { sentences } from "../language/sentences.ts";

export const epochs = (count: number): string => counted(count, "epoch");

/** What stands around the findings of a report: its title, what was looked at, headings and columns. */
export const titles = sentences<{
  title: { layers: string; features: number };
  about: { loss: string; optimizer: string; dtype: string; epochs: number; looked: number; examples: number };
  diverged: { epochs: number };
  aborted: { epochs: number };
  repeats: undefined;
  differs: undefined;
  errors: undefined;
  symmetry: undefined;
  linear: undefined;
  idle: undefined;
  rate: undefined;
  rule: undefined;
  layerColumns: undefined;
  epochColumn: undefined;
  course: undefined;
  product: { layers: string };
  bias: undefined;
  rateColumns: undefined;
}>({
  title: {
    en: ({ layers, features }) => `Report: ${architecture(features, layers).en}`,
    ko: ({ layers, features }) => `진단: ${architecture(features, layers).ko}`,
  },
  about: {
    en: ({ loss, optimizer, dtype, epochs: count, looked, examples }) =>
      `Loss ${loss}, optimizer ${optimizer}, ${dtype}. ${count === 0 ? "Not trained here" : `Trained for ${epochs(count)}`}; looked at with ${looked === examples ? `all ${examples}` : `${looked} of ${examples}`} examples.`,
    ko: ({ loss, optimizer, dtype, epochs: count, looked, examples }) =>
      `손실 함수 ${loss}, 옵티마이저 ${optimizer}, ${dtype}. ${count === 0 ? "학습 없이" : `${count}에포크 학습하면서`} 예제 ${looked === examples ? `${examples}개 모두` : `${examples}개 중 ${looked}개`} 사용해 살펴보았습니다.`,
  },
  diverged: {
    en: ({ epochs: count }) =>
      `Training left the finite numbers after ${epochs(count)}: what follows is the network before that.`,
    ko: ({ epochs: count }) => `${count}에포크 뒤 학습이 발산했습니다. 아래는 그 전까지의 모습입니다.`,
  },
  aborted: {
    en: ({ epochs: count }) => `Interrupted after ${epochs(count)}.`,
    ko: ({ epochs: count }) => `${count}에포크 뒤 중단되었습니다.`,
  },
  repeats: {
    en: () => "Trained again from its settings and seed, the run ended in the same weights, to the bit.",
    ko: () => "설정과 시드로 다시 학습하니 마지막 비트까지 같은 가중치로 끝났습니다.",
  },
  differs: {
    en: () =>
      "Trained again from its settings and seed, the run ended in other weights than it holds, which are those that stand here for its end. Early stopping goes back to the best weights, and a run with --fast rounds otherwise.",
    ko: () =>
      "설정과 시드로 다시 학습하니 저장된 것과 다른 가중치로 끝났습니다. 끝의 모습은 저장된 가중치로 구했습니다. 조기 종료는 가장 좋았던 가중치로 되돌아가고, --fast 학습은 반올림이 다릅니다.",
  },
  errors: { en: () => "Error terms from layer to layer", ko: () => "층에서 층으로 전해지는 오차항" },
  symmetry: { en: () => "Units that are the same", ko: () => "서로 같은 유닛" },
  linear: { en: () => "Linear layers in a row", ko: () => "이어진 선형 층" },
  idle: { en: () => "Units that do no work", ko: () => "일하지 않는 유닛" },
  rate: { en: () => "The learning rate", ko: () => "학습률" },
  rule: {
    en: () =>
      "What is expected of error terms that do not depend on each other. n is the number of units of layer l, rms the root mean square over examples and units, ||W||F and ||W||2 the Frobenius and the spectral norm of the next layer's weights. No ratio is larger than max|g'| ||W||2 times the root of the widths' ratio.",
    ko: () =>
      "서로 독립인 오차항에 기대되는 크기입니다. n은 층 l의 유닛 수, rms는 예제와 유닛 전체의 제곱평균제곱근, ||W||F와 ||W||2는 다음 층 가중치의 프로베니우스 노름과 스펙트럼 노름입니다. 비율은 max|g'|와 ||W||2와 너비 비의 제곱근을 곱한 값을 넘을 수 없습니다.",
  },
  layerColumns: {
    en: () => "layer;rms dZ;mean |g'|;rms g';||W||F;||W||2;predicted;ratio;at most",
    ko: () => "층;dZ rms;|g'| 평균;g' rms;||W||F;||W||2;예측;비율;상한",
  },
  epochColumn: { en: () => "epoch", ko: () => "에포크" },
  course: {
    en: () => "The root mean square of the error terms, over the epochs:",
    ko: () => "에포크에 따른 오차항의 제곱평균제곱근:",
  },
  product: { en: ({ layers }) => `the product ${layers}`, ko: ({ layers }) => `곱 ${layers}` },
  bias: { en: () => "its bias", ko: () => "편향" },
  rateColumns: { en: () => "rate;loss", ko: () => "학습률;손실" },
});
