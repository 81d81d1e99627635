import { counted } from "../../src/base/counted.ts";
import type { Trend } from "../../src/base/trend.ts";
import { type Said, sentences } from "../../src/explain/language/sentences.ts";

/** What a person may change where a loss does not go down. */
const rateEn = (trend: Trend): string =>
  trend === "swings"
    ? " It goes up and down: the learning rate may be too large."
    : trend === "above"
      ? " That is far above where it began: the learning rate may be too large."
      : "";
const rateKo = (trend: Trend): string =>
  trend === "swings"
    ? " 손실이 오르내립니다. 학습률이 너무 클 수 있습니다."
    : trend === "above"
      ? " 처음보다 훨씬 큽니다. 학습률이 너무 클 수 있습니다."
      : "";

const updates = (step: string): string => (step === "1" ? "1 update" : `${step} updates`);

/** What the stage says. */
export const words = sentences<{
  play: undefined;
  pause: undefined;
  again: undefined;
  oneStep: undefined;
  whyMoved: undefined;
  speed: undefined;
  full: undefined;
  perSecond: { speed: string };
  boundary: undefined;
  lossTitle: undefined;
  training: undefined;
  freshPart: undefined;
  position: undefined;
  starting: undefined;
  none: undefined;
  learning: { step: string; loss: string; accuracy: string | undefined; trend: Trend };
  paused: { step: string; loss: string; accuracy: string | undefined; trend: Trend };
  firstPass: { step: string; plays: boolean };
  finished: { step: string; loss: string; accuracy: string | undefined; trend: Trend };
  untrained: { name: Said; weights: string };
  given: { name: Said };
  pointAt: { x: string; y: string; value: string };
  update: { step: string };
  updatesPerSecond: { rate: string };
  lookAround: undefined;
  noPlane: { count: string };
  changedAt: { step: string; what: string };
  keys: undefined;
}>({
  play: { en: () => "Play", ko: () => "재생" },
  pause: { en: () => "Pause", ko: () => "일시정지" },
  again: { en: () => "Play again", ko: () => "다시 재생" },
  oneStep: { en: () => "One step", ko: () => "한 단계" },
  whyMoved: { en: () => "Why did it move?", ko: () => "왜 움직였을까요?" },
  speed: { en: () => "Speed", ko: () => "속도" },
  full: { en: () => "as fast as it can", ko: () => "최대 속도" },
  perSecond: { en: ({ speed }) => `${speed} updates/s`, ko: ({ speed }) => `초당 갱신 ${speed}번` },
  boundary: { en: () => "What the network says of every point", ko: () => "점마다 신경망이 내는 답" },
  lossTitle: { en: () => "Loss", ko: () => "손실" },
  training: { en: () => "training", ko: () => "학습 데이터" },
  freshPart: { en: () => "fresh data", ko: () => "새 데이터" },
  position: { en: () => "Update", ko: () => "갱신 횟수" },
  starting: { en: () => "The network is being set up.", ko: () => "신경망을 준비하고 있습니다." },
  none: { en: () => "No run could begin yet.", ko: () => "아직 학습을 시작하지 못했습니다." },
  learning: {
    en: ({ step, loss, accuracy, trend }) =>
      `Learning: after ${updates(step)} the loss is ${loss}${trend === "falls" ? " and falls" : trend === "rises" ? " and rises" : ""}${accuracy ? `, and ${accuracy} of the points are classified right` : ""}.${rateEn(trend)}`,
    ko: ({ step, loss, accuracy, trend }) =>
      `학습 중: ${step}번 갱신한 뒤 손실은 ${loss}${trend === "falls" ? ", 줄어드는 중입니다" : trend === "rises" ? ", 늘어나는 중입니다" : "입니다"}.${accuracy ? ` 정확도는 ${accuracy}입니다.` : ""}${rateKo(trend)}`,
  },
  paused: {
    en: ({ step, loss, accuracy, trend }) =>
      `Paused after ${updates(step)}: the loss is ${loss}${accuracy ? `, and ${accuracy} of the points are classified right` : ""}.${rateEn(trend)}`,
    ko: ({ step, loss, accuracy, trend }) =>
      `${step}번 갱신한 뒤 멈췄습니다. 손실은 ${loss}입니다.${accuracy ? ` 정확도는 ${accuracy}입니다.` : ""}${rateKo(trend)}`,
  },
  firstPass: {
    en: ({ step, plays }) =>
      `${plays ? "Learning: after" : "Paused after"} ${updates(step)}, still in the first pass over the data.`,
    ko: ({ step, plays }) =>
      `${plays ? `학습 중: ${step}번 갱신했습니다.` : `${step}번 갱신한 뒤 멈췄습니다.`} 아직 데이터를 처음 한 번 훑는 중입니다.`,
  },
  finished: {
    en: ({ step, loss, accuracy, trend }) =>
      `Done: ${updates(step)}. The loss is ${loss}${accuracy ? `, and ${accuracy} of the points are classified right` : ""}.${rateEn(trend)}`,
    ko: ({ step, loss, accuracy, trend }) =>
      `${step}번 갱신하고 끝났습니다. 손실은 ${loss}입니다.${accuracy ? ` 정확도는 ${accuracy}입니다.` : ""}${rateKo(trend)}`,
  },
  untrained: {
    en: ({ name, weights }) =>
      `Nothing is learned yet: ${weights} random ${weights === "1" ? "weight makes" : "weights make"} this picture of the data set ${name.en}.`,
    ko: ({ name, weights }) =>
      `아직 아무것도 배우지 않았습니다. 데이터(${name.ko}) 위의 이 그림은 무작위로 정한 가중치 ${weights}개가 그린 것입니다.`,
  },
  given: {
    en: ({ name }) =>
      `Nothing is learned yet: the weights that were given make this picture of the data set ${name.en}.`,
    ko: ({ name }) =>
      `아직 아무것도 배우지 않았습니다. 데이터(${name.ko}) 위의 이 그림은 미리 정해 준 가중치가 그린 것입니다.`,
  },
  pointAt: {
    en: ({ x, y, value }) => `at (${x}, ${y}): ${value}`,
    ko: ({ x, y, value }) => `(${x}, ${y})에서 ${value}`,
  },
  update: { en: ({ step }) => `update ${step}`, ko: ({ step }) => `갱신 ${step}번` },
  updatesPerSecond: { en: ({ rate }) => `${rate} updates/s`, ko: ({ rate }) => `초당 ${rate}번 갱신` },
  lookAround: {
    en: () => "The plane of the inputs: arrow keys move a point, and the network's answer there is said",
    ko: () => "입력 평면: 화살표 키로 점을 옮기면 그곳에서 신경망이 내는 답을 알려 줍니다",
  },
  noPlane: {
    en: ({ count }) =>
      `With ${counted(count, "input")} there is no plane to draw. The data panel shows this network at work.`,
    ko: ({ count }) =>
      `입력이 ${count}개라서 그릴 평면이 없습니다. 이 신경망이 하는 일은 데이터 패널에서 볼 수 있습니다.`,
  },
  changedAt: {
    en: ({ step, what }) => `changed at update ${step}: ${what}`,
    ko: ({ step, what }) => `${step}번 갱신한 뒤 바꿈: ${what}`,
  },
  keys: {
    en: () => "Keys: K plays and pauses, J and L go one update back and forth, W asks why.",
    ko: () => "단축키: K 재생/일시정지, J 한 번 뒤로, L 한 번 앞으로, W 움직인 이유.",
  },
});
