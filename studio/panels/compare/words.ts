import { sentences } from "../../../src/explain/language/sentences.ts";
import type { RunSettings } from "../../state/settings.ts";

/** What the compare panel says. */
export const words = sentences<{
  about: undefined;
  pin: undefined;
  full: { most: string };
  pinned: undefined;
  run: { n: string };
  stage: undefined;
  name: { run: string };
  choose: { run: string };
  bring: { run: string };
  unpin: { run: string };
  link: { run: string };
  bringShort: undefined;
  unpinShort: undefined;
  linkShort: undefined;
  copied: undefined;
  copyThis: undefined;
  runAt: { run: string; step: string };
  what: { data: string; layers: string; rate: string; seed: string; step: string };
  together: undefined;
  sameUpdate: { step: string };
  difference: { run: string };
  ofOutput: undefined;
  higher: undefined;
  lower: undefined;
  from: { least: string; most: string };
  parted: { share: string };
  noDifference: undefined;
  notComparable: undefined;
  searching: undefined;
  start: { element: string; stage: string; run: string; differing: string; weights: string };
  atUpdate: { step: string; element: string; stage: string; run: string; differing: string; weights: string };
  atEpoch: { epoch: string; stage: string; run: string };
  never: { steps: string };
  neverLoss: { steps: string };
  fault: { step: string; sentence: string };
  goThere: undefined;
  losses: undefined;
  updates: undefined;
  settings: undefined;
  same: undefined;
  setting: undefined;
  nowUpdate: undefined;
  nowLoss: undefined;
  training: undefined;
  fresh: undefined;
  afterUpdates: { step: string; what: string };
  none: undefined;
  usual: undefined;
  all: undefined;
  yes: undefined;
  no: undefined;
}>({
  about: {
    en: () => "Pin the run on the stage, change something, and see the two side by side.",
    ko: () => "지금 실행을 고정해 두고 무언가를 바꾸면 둘을 나란히 볼 수 있습니다.",
  },
  pin: { en: () => "Pin this run", ko: () => "이 실행 고정" },
  full: {
    en: ({ most }) => `${most} runs are pinned: unpin one to pin another.`,
    ko: ({ most }) => `이미 ${most}개를 고정했습니다. 다른 실행을 고정하려면 하나를 해제하세요.`,
  },
  pinned: { en: () => "Pinned runs", ko: () => "고정한 실행" },
  run: { en: ({ n }) => `Run ${n}`, ko: ({ n }) => `실행 ${n}` },
  stage: { en: () => "Stage", ko: () => "지금 실행" },
  name: { en: ({ run }) => `Name of ${run}`, ko: ({ run }) => `${run} 이름` },
  choose: { en: ({ run }) => `Compare ${run}`, ko: ({ run }) => `${run} 비교` },
  bring: { en: ({ run }) => `Bring ${run} to the stage`, ko: ({ run }) => `${run} 불러오기` },
  unpin: { en: ({ run }) => `Unpin ${run}`, ko: ({ run }) => `${run} 고정 해제` },
  link: { en: ({ run }) => `Copy link of ${run}`, ko: ({ run }) => `${run} 링크 복사` },
  bringShort: { en: () => "To the stage", ko: () => "불러오기" },
  unpinShort: { en: () => "Unpin", ko: () => "해제" },
  linkShort: { en: () => "Copy link", ko: () => "링크 복사" },
  copied: { en: () => "Copied", ko: () => "복사했습니다" },
  copyThis: { en: () => "Copy this link:", ko: () => "이 링크를 복사하세요:" },
  runAt: { en: ({ run, step }) => `${run}, update ${step}`, ko: ({ run, step }) => `${run}, 갱신 ${step}번` },
  together: { en: () => "Same update for both", ko: () => "갱신 횟수 맞추기" },
  sameUpdate: {
    en: ({ step }) => `Both after ${step} updates`,
    ko: ({ step }) => `둘 다 ${step}번 갱신한 뒤`,
  },
  difference: { en: ({ run }) => `Difference: stage − ${run}`, ko: ({ run }) => `차이: 지금 실행 − ${run}` },
  what: {
    en: ({ data, layers, rate, seed, step }) =>
      `${data}, ${layers}, ${rate && `lr ${rate}, `}seed ${seed}, update ${step}`,
    ko: ({ data, layers, rate, seed, step }) =>
      `${data}, ${layers}, ${rate && `학습률 ${rate}, `}시드 ${seed}, 갱신 ${step}번`,
  },
  ofOutput: { en: () => "of output", ko: () => "출력" },
  higher: { en: () => "the stage says more", ko: () => "지금 실행이 더 큼" },
  lower: { en: () => "the stage says less", ko: () => "지금 실행이 더 작음" },
  from: {
    en: ({ least, most }) => `from ${least} to ${most}`,
    ko: ({ least, most }) => `최소 ${least}, 최대 ${most}`,
  },
  parted: {
    en: ({ share }) => `${share} of the plane goes to another class.`,
    ko: ({ share }) => `평면의 ${share} 영역이 서로 다른 클래스로 분류됩니다.`,
  },
  noDifference: { en: () => "They say the same everywhere.", ko: () => "모든 점에서 답이 똑같습니다." },
  notComparable: {
    en: () => "They are drawn over other inputs or have other outputs: there is no difference to draw.",
    ko: () => "입력이나 출력이 서로 달라서 차이를 그릴 수 없습니다.",
  },
  searching: {
    en: () => "Looking for the first update at which they part...",
    ko: () => "둘이 처음으로 갈라지는 갱신을 찾고 있습니다...",
  },
  start: {
    en: ({ element, stage, run, differing, weights }) =>
      `They differ from the start, in ${differing} of ${weights} weights: ${element} begins at ${stage} on the stage and at ${run} in the pinned run.`,
    ko: ({ element, stage, run, differing, weights }) =>
      `처음부터 다릅니다. 가중치 ${weights}개 가운데 ${differing}개가 다릅니다. 가중치(${element})의 처음 값: 지금 실행 ${stage}, 고정한 실행 ${run}.`,
  },
  atUpdate: {
    en: ({ step, element, stage, run, differing, weights }) =>
      `Equal to the bit up to there, they part after update ${step}: ${differing} of ${weights} weights differ, ${element} is ${stage} on the stage and ${run} in the pinned run.`,
    ko: ({ step, element, stage, run, differing, weights }) =>
      `비트 하나까지 같다가 ${step}번째 갱신에서 갈라집니다. 가중치 ${weights}개 가운데 ${differing}개가 다릅니다. 가중치(${element})의 값: 지금 실행 ${stage}, 고정한 실행 ${run}.`,
  },
  atEpoch: {
    en: ({ epoch, stage, run }) =>
      `Their weights have other shapes. The loss differs from epoch ${epoch} on: ${stage} on the stage, ${run} in the pinned run.`,
    ko: ({ epoch, stage, run }) =>
      `가중치의 모양이 서로 다릅니다. 손실은 에포크 ${epoch}부터 다릅니다. 지금 실행 ${stage}, 고정한 실행 ${run}.`,
  },
  never: {
    en: ({ steps }) => `The two runs are equal to the bit, all ${steps} updates long.`,
    ko: ({ steps }) => `두 실행은 ${steps}번 갱신하는 내내 비트 하나까지 같습니다.`,
  },
  neverLoss: {
    en: ({ steps }) =>
      `Their weights have other shapes, but the loss is the same in every epoch of ${steps} updates.`,
    ko: ({ steps }) => `가중치의 모양은 다르지만 ${steps}번 갱신하는 동안 모든 에포크에서 손실이 똑같습니다.`,
  },
  fault: {
    en: ({ step, sentence }) =>
      `Equal up to update ${step}, which one of them could not go beyond: ${sentence}`,
    ko: ({ step, sentence }) =>
      `${step}번 갱신할 때까지는 같고, 그다음 갱신은 한쪽이 하지 못했습니다. ${sentence}`,
  },
  goThere: { en: () => "Go there", ko: () => "그 시점으로 가기" },
  losses: { en: () => "Loss of each run", ko: () => "실행별 손실" },
  updates: { en: () => "updates", ko: () => "갱신 횟수" },
  settings: { en: () => "What differs", ko: () => "서로 다른 설정" },
  same: { en: () => "All settings are the same.", ko: () => "모든 설정이 같습니다." },
  setting: { en: () => "Setting", ko: () => "설정" },
  nowUpdate: { en: () => "Shown after updates", ko: () => "그림의 갱신 횟수" },
  nowLoss: { en: () => "Loss there", ko: () => "그때의 손실" },
  training: { en: () => "Accuracy, training", ko: () => "정확도(학습 데이터)" },
  fresh: { en: () => "Accuracy, fresh data", ko: () => "정확도(새 데이터)" },
  afterUpdates: {
    en: ({ step, what }) => `after ${step} updates: ${what}`,
    ko: ({ step, what }) => `${step}번 갱신한 뒤: ${what}`,
  },
  none: { en: () => "none", ko: () => "없음" },
  usual: { en: () => "as usual", ko: () => "기본값" },
  all: { en: () => "all examples", ko: () => "모든 예제" },
  yes: { en: () => "yes", ko: () => "있음" },
  no: { en: () => "no", ko: () => "없음" },
});

type Names = { readonly [K in keyof RunSettings]: undefined };

/** The settings of a run in words. */
export const settingNames = sentences<Names>({
  data: { en: () => "Data", ko: () => "데이터" },
  options: { en: () => "Options of the data", ko: () => "데이터 옵션" },
  source: { en: () => "Points or file", ko: () => "점 또는 파일" },
  layers: { en: () => "Layers", ko: () => "층" },
  init: { en: () => "Initial weights", ko: () => "초기 가중치" },
  bias: { en: () => "Biases", ko: () => "편향" },
  loss: { en: () => "Loss", ko: () => "손실 함수" },
  optimizer: { en: () => "Optimizer", ko: () => "옵티마이저" },
  rate: { en: () => "Learning rate", ko: () => "학습률" },
  batch: { en: () => "Batch", ko: () => "배치 크기" },
  epochs: { en: () => "Epochs", ko: () => "에포크 수" },
  seed: { en: () => "Seed", ko: () => "시드" },
  dtype: { en: () => "Numbers", ko: () => "수의 형식" },
  scale: { en: () => "Scaling of the inputs", ko: () => "입력 스케일링" },
  l1: { en: () => "L1 penalty", ko: () => "L1 규제" },
  l2: { en: () => "L2 penalty", ko: () => "L2 규제" },
  changes: { en: () => "Changed on the way", ko: () => "도중에 바꾼 것" },
});
