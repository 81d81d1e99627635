import { sentences } from "../../../src/explain/language/sentences.ts";

/** What the panel that gives things away says, and what stands in its pictures. */
export const words = sentences<{
  boundary: undefined;
  loss: undefined;
  network: undefined;
  lossAxis: undefined;
  accuracyAxis: undefined;
  epochAxis: undefined;
  inputs: undefined;
  positive: undefined;
  negative: undefined;
}>({
  boundary: { en: () => "Decision boundary", ko: () => "결정 경계" },
  loss: { en: () => "Loss over epochs", ko: () => "에포크별 손실" },
  network: { en: () => "Network", ko: () => "신경망" },
  lossAxis: { en: () => "loss", ko: () => "손실" },
  accuracyAxis: { en: () => "accuracy", ko: () => "정확도" },
  epochAxis: { en: () => "epoch", ko: () => "에포크" },
  inputs: { en: () => "input", ko: () => "입력" },
  positive: { en: () => "positive weight", ko: () => "양의 가중치" },
  negative: { en: () => "negative weight", ko: () => "음의 가중치" },
});
