import { counted } from "../../../src/base/counted.ts";
import { type Said, sentences } from "../../../src/explain/language/sentences.ts";
import type { Part } from "./results.ts";
import type { Kind } from "./variants.ts";

/** What the sweep panel says. */
export const words = sentences<{
  about: undefined;
  kind: undefined;
  units: undefined;
  rate: undefined;
  activation: undefined;
  values: undefined;
  seeds: undefined;
  start: undefined;
  again: undefined;
  stop: undefined;
  goOn: undefined;
  progress: { percent: string };
  stopped: { percent: string };
  done: { runs: string };
  differs: undefined;
  epoch: { epoch: string };
  allAt: undefined;
  seedOf: undefined;
  unitsValue: { units: string };
  training: undefined;
  fresh: undefined;
  accuracy: undefined;
  loss: undefined;
  legend: { seeds: string };
  bring: { seed: string };
  fault: undefined;
  summary: { measure: string; kind: string };
  best: { value: string; fresh: string };
  overfit: { value: string; training: string; fresh: string };
  table: undefined;
}>({
  about: {
    en: () =>
      "The stage's run with several values of one setting, each from several seeds. Click a picture to bring its run to the stage.",
    ko: () =>
      "지금 설정에서 하나만 여러 값으로 바꾸고, 값마다 여러 시드로 학습합니다. 그림을 누르면 그 신경망을 화면으로 불러옵니다.",
  },
  kind: { en: () => "Sweep over", ko: () => "바꿀 설정" },
  units: { en: () => "hidden units", ko: () => "은닉 유닛 수" },
  rate: { en: () => "learning rate", ko: () => "학습률" },
  activation: { en: () => "activation", ko: () => "활성화 함수" },
  values: { en: () => "Values", ko: () => "값" },
  seeds: { en: () => "Seeds", ko: () => "시드 수" },
  start: { en: () => "Start the sweep", ko: () => "비교 시작" },
  again: { en: () => "Start anew", ko: () => "처음부터 다시" },
  stop: { en: () => "Stop", ko: () => "중지" },
  goOn: { en: () => "Go on", ko: () => "이어서 하기" },
  progress: { en: ({ percent }) => `Training: ${percent}`, ko: ({ percent }) => `학습 중: ${percent}` },
  stopped: { en: ({ percent }) => `Stopped at ${percent}`, ko: ({ percent }) => `${percent}에서 멈췄습니다` },
  done: {
    en: ({ runs }) => `Done: ${counted(runs, "run")}`,
    ko: ({ runs }) => `학습 ${runs}번이 모두 끝났습니다`,
  },
  differs: {
    en: () =>
      "The stage has other settings by now; these are the runs of before. Start anew to sweep over the new ones.",
    ko: () =>
      "그사이 화면의 설정이 바뀌었습니다. 이 그림은 이전 설정의 결과입니다. 새 설정으로 보려면 처음부터 다시 시작하세요.",
  },
  epoch: { en: ({ epoch }) => `epoch ${epoch}`, ko: ({ epoch }) => `에포크 ${epoch}` },
  allAt: { en: () => "All runs at", ko: () => "보는 시점" },
  seedOf: { en: () => "Pictures of seed", ko: () => "그림의 시드" },
  unitsValue: {
    en: ({ units }) => (units === "1" ? "1 unit" : `${units} units`),
    ko: ({ units }) => `유닛 ${units}개`,
  },
  training: { en: () => "training", ko: () => "학습 데이터" },
  fresh: { en: () => "fresh data", ko: () => "새 데이터" },
  accuracy: { en: () => "Accuracy", ko: () => "정확도" },
  loss: { en: () => "Loss", ko: () => "손실" },
  legend: {
    en: ({ seeds }) => `one mark for each of ${counted(seeds, "seed")}, the number is their mean`,
    ko: ({ seeds }) => `표시 하나가 시드 하나(모두 ${seeds}개), 숫자는 평균`,
  },
  bring: {
    en: ({ seed }) => `Bring the run of seed ${seed} to the stage`,
    ko: ({ seed }) => `시드 ${seed}번 신경망 불러오기`,
  },
  fault: { en: () => "left the finite numbers", ko: () => "발산함" },
  summary: {
    en: ({ measure, kind }) => `${measure} by ${kind}`,
    ko: ({ measure, kind }) => `${kind}에 따른 ${measure}`,
  },
  best: {
    en: ({ value, fresh }) => `On data they have not seen, ${value} does best: ${fresh} on average.`,
    ko: ({ value, fresh }) => `새 데이터에서 가장 좋은 값: ${value}(평균 ${fresh}).`,
  },
  overfit: {
    en: ({ value, training, fresh }) =>
      `On the training data it is ${value} with ${training}, but ${fresh} on fresh data: what it learned beyond the best does not carry over. This is over-fitting.`,
    ko: ({ value, training, fresh }) =>
      `학습 데이터에서 가장 좋은 값: ${value}(평균 ${training}). 그러나 새 데이터에서는 ${fresh}에 그칩니다. 더 배운 것이 새 데이터에는 통하지 않습니다. 이것이 과적합입니다.`,
  },
  table: { en: () => "As a table", ko: () => "표로 보기" },
});

/** A value of what is swept, as a title. */
export const valueTitle = (kind: Kind, value: string): Said =>
  kind === "units" ? words.unitsValue({ units: value }) : { en: value, ko: value };

export const partName = (part: Part): Said => (part === "training" ? words.training() : words.fresh());
