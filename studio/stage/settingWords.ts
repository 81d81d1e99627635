import { sentences } from "../../src/explain/language/sentences.ts";

/** The names of the settings. */
export const settingWords = sentences<{
  data: undefined;
  layers: undefined;
  optimizer: undefined;
  rate: undefined;
  seed: undefined;
}>({
  data: { en: () => "Data", ko: () => "데이터" },
  layers: { en: () => "Layers", ko: () => "층" },
  optimizer: { en: () => "Optimizer", ko: () => "최적화 방법" },
  rate: { en: () => "Learning rate", ko: () => "학습률" },
  seed: { en: () => "Seed", ko: () => "시드" },
});
