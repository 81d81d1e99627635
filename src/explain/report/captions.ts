import { sentences } from "../language/sentences.ts";

/** What stands in the pictures of a report, in every language. */
export const captions = sentences<{
  epoch: undefined;
  errors: undefined;
  errorStrip: undefined;
  distinct: undefined;
  idle: undefined;
  product: { layers: string };
  rangeTest: undefined;
  rate: undefined;
  loss: undefined;
  from: { rate: string };
  lowest: { rate: string };
  diverges: { rate: string };
}>({
  epoch: { en: () => "epoch", ko: () => "에포크" },
  errors: {
    en: () => "Size of the error terms (root mean square)",
    ko: () => "오차항의 크기(제곱평균제곱근)",
  },
  errorStrip: {
    en: () => "Size of the error terms, layer by layer",
    ko: () => "층별 오차항의 크기",
  },
  distinct: {
    en: () => "Share of the units that differ from each other",
    ko: () => "서로 다른 유닛의 비율",
  },
  idle: {
    en: () => "Share of the units that are dead, constant or saturated",
    ko: () => "죽거나 일정하거나 포화된 유닛의 비율",
  },
  product: { en: ({ layers }) => `The product ${layers}`, ko: ({ layers }) => `곱 ${layers}` },
  rangeTest: { en: () => "Loss while the learning rate grows", ko: () => "학습률을 키울 때의 손실" },
  rate: { en: () => "learning rate", ko: () => "학습률" },
  loss: { en: () => "loss", ko: () => "손실" },
  from: { en: ({ rate }) => `a tenth of the fall: ${rate}`, ko: ({ rate }) => `감소의 10분의 1: ${rate}` },
  lowest: { en: ({ rate }) => `lowest: ${rate}`, ko: ({ rate }) => `최솟값: ${rate}` },
  diverges: { en: ({ rate }) => `diverges: ${rate}`, ko: ({ rate }) => `발산: ${rate}` },
});
