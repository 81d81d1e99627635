import { sentences } from "../../src/explain/language/sentences.ts";

/** The names of the settings. */
export const settingWords = sentences<{
  preset: undefined;
  ownRun: undefined;
  data: undefined;
  points: undefined;
  file: undefined;
  layers: undefined;
  loss: undefined;
  usual: { name: string };
  optimizer: undefined;
  rate: undefined;
  anew: undefined;
  onward: undefined;
  batch: undefined;
  all: undefined;
  epochs: undefined;
  seed: undefined;
  dice: undefined;
  more: undefined;
  fewer: undefined;
  dtype: undefined;
  init: undefined;
  usualInit: undefined;
  numbersOf: { name: string; parameters: string };
  settingOf: { name: string; setting: string };
  bias: undefined;
  yes: undefined;
  no: undefined;
  l1: undefined;
  l2: undefined;
  scale: undefined;
  none: undefined;
  standardize: undefined;
  minMax: undefined;
}>({
  preset: { en: () => "Run", ko: () => "시작 설정" },
  ownRun: { en: () => "your own", ko: () => "직접 정함" },
  data: { en: () => "Data", ko: () => "데이터" },
  points: { en: () => "Points drawn by hand", ko: () => "손으로 그린 점" },
  file: { en: () => "A file", ko: () => "파일" },
  layers: { en: () => "Layers, as text", ko: () => "층(글로 쓰기)" },
  loss: { en: () => "Loss", ko: () => "손실 함수" },
  usual: { en: ({ name }) => `usual (${name})`, ko: ({ name }) => `기본값(${name})` },
  optimizer: { en: () => "Optimizer", ko: () => "옵티마이저" },
  rate: { en: () => "Learning rate", ko: () => "학습률" },
  anew: { en: () => "Begin anew", ko: () => "처음부터" },
  onward: { en: () => "From here on", ko: () => "여기서부터" },
  batch: { en: () => "Batch", ko: () => "배치 크기" },
  all: { en: () => "all", ko: () => "전체" },
  epochs: { en: () => "Epochs", ko: () => "에포크 수" },
  seed: { en: () => "Seed", ko: () => "시드" },
  dice: { en: () => "Another seed", ko: () => "다른 시드" },
  more: { en: () => "More settings", ko: () => "설정 더 보기" },
  fewer: { en: () => "Fewer settings", ko: () => "설정 접기" },
  dtype: { en: () => "Numbers", ko: () => "수의 형식" },
  init: { en: () => "Initial weights", ko: () => "초기 가중치" },
  usualInit: { en: () => "usual of each layer", ko: () => "층마다 기본값" },
  numbersOf: {
    en: ({ name, parameters }) => `${name}: ${parameters}`,
    ko: ({ name, parameters }) => `${name}: ${parameters}`,
  },
  settingOf: {
    en: ({ name, setting }) => `${name}: ${setting}`,
    ko: ({ name, setting }) => `${name}: ${setting}`,
  },
  bias: { en: () => "Biases", ko: () => "편향" },
  yes: { en: () => "yes", ko: () => "있음" },
  no: { en: () => "no", ko: () => "없음" },
  l1: { en: () => "L1 penalty", ko: () => "L1 규제" },
  l2: { en: () => "L2 penalty", ko: () => "L2 규제" },
  scale: { en: () => "Scaling of the inputs", ko: () => "입력 스케일링" },
  none: { en: () => "none", ko: () => "없음" },
  standardize: { en: () => "standardize", ko: () => "표준화" },
  minMax: { en: () => "to 0 and 1", ko: () => "0과 1 사이로" },
});
