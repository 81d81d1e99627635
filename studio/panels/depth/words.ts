import { counted } from "../../../src/base/counted.ts";
import { sentences } from "../../../src/explain/language/sentences.ts";

/** What the panel on depth says. */
export const words = sentences<{
  about: undefined;
  hidden: undefined;
  weightsStay: undefined;
  noHidden: undefined;
  examples: undefined;
  vanishing: undefined;
  vanishingAbout: undefined;
  zeros: undefined;
  zerosAbout: undefined;
  dead: undefined;
  deadAbout: undefined;
  strip: undefined;
  layer: undefined;
  after: { steps: string };
  cell: { name: string; steps: string; value: string };
  hint: undefined;
  now: undefined;
  smaller: undefined;
  larger: undefined;
  changed: { steps: string; what: string };
  ratio: { first: string; last: string };
  oneLayer: undefined;
  looking: undefined;
  chain: undefined;
  chainAbout: undefined;
  example: undefined;
  slope: undefined;
  product: undefined;
  noSlope: undefined;
  units: undefined;
  unitsOf: { layer: string; list: string };
  mark: undefined;
  noAilments: { examples: string };
}>({
  about: {
    en: () =>
      "Learning goes backward: each layer's error term dZ is made of the next one's. Here is how large it is, layer by layer, along the run.",
    ko: () =>
      "역전파는 뒤에서 앞으로 갑니다. 각 층의 오차항 dZ는 그다음 층의 오차항으로 계산합니다. 그 크기를 층별로, 학습 과정을 따라 보여 줍니다.",
  },
  hidden: { en: () => "All hidden layers", ko: () => "모든 은닉층" },
  weightsStay: {
    en: () => "changes the run from here on; the weights stay",
    ko: () => "가중치는 그대로 두고 지금부터 바꿉니다",
  },
  noHidden: { en: () => "This network has no hidden layer.", ko: () => "이 신경망에는 은닉층이 없습니다." },
  examples: { en: () => "Runs in which it goes wrong", ko: () => "학습이 잘 안 되는 예" },
  vanishing: { en: () => "Six layers of sigmoid", ko: () => "시그모이드 여섯 층" },
  vanishingAbout: {
    en: () => "The gradient vanishes: hardly anything comes back to the first layer.",
    ko: () => "기울기 소실: 첫 층까지 되돌아오는 것이 거의 없습니다.",
  },
  zeros: { en: () => "All weights zero", ko: () => "모든 가중치를 0으로" },
  zerosAbout: {
    en: () => "Symmetry: nothing tells the hidden units apart, ever.",
    ko: () => "대칭: 은닉 유닛이 끝까지 서로 달라지지 않습니다.",
  },
  dead: { en: () => "relu, large learning rate", ko: () => "ReLU와 큰 학습률" },
  deadAbout: {
    en: () => "Dead units: after a large step some give 0 for every example, and learn no more. Press Play.",
    ko: () =>
      "죽은 유닛: 크게 한 번 움직인 뒤 모든 예제에서 0만 내보내고 더는 배우지 못합니다. 재생을 눌러 보세요.",
  },
  strip: { en: () => "Size of the error terms", ko: () => "오차항의 크기" },
  layer: { en: () => "layer", ko: () => "층" },
  after: { en: ({ steps }) => `after ${steps} updates`, ko: ({ steps }) => `${steps}번 갱신한 뒤` },
  cell: {
    en: ({ name, steps, value }) => `${name} after ${steps} updates: ${value}`,
    ko: ({ name, steps, value }) => `${steps}번 갱신한 뒤 ${name} 크기: ${value}`,
  },
  hint: {
    en: () => "Root mean square over examples and units. Point at a cell, or walk with the arrow keys.",
    ko: () =>
      "예제와 유닛 전체의 제곱평균제곱근입니다. 칸을 가리키거나 화살표 키로 옮겨 다니며 값을 볼 수 있습니다.",
  },
  now: { en: () => "now", ko: () => "지금" },
  smaller: { en: () => "small", ko: () => "작음" },
  larger: { en: () => "large", ko: () => "큼" },
  changed: {
    en: ({ steps, what }) => `from update ${steps} on: ${what}`,
    ko: ({ steps, what }) => `${steps}번 갱신부터: ${what}`,
  },
  ratio: {
    en: ({ first, last }) => `size of ${first} over size of ${last}`,
    ko: ({ first, last }) => `${first} 크기 ÷ ${last} 크기`,
  },
  oneLayer: {
    en: () => "There is one layer with weights: no error term goes from layer to layer.",
    ko: () => "가중치가 있는 층이 하나뿐이라 오차항이 층 사이로 전해지지 않습니다.",
  },
  looking: { en: () => "Looking at the run.", ko: () => "학습 과정을 살펴보고 있습니다." },
  chain: { en: () => "The way back of one example", ko: () => "예제 하나의 오차가 돌아오는 길" },
  chainAbout: {
    en: () =>
      "Every layer on the way back multiplies by its slope f'(z), the mean over its units here. A sigmoid's is 0.25 at most: the product shrinks with every layer.",
    ko: () =>
      "오차는 뒤로 가면서 층마다 기울기 f'(z)만큼 곱해집니다(여기서는 유닛 평균). 시그모이드의 기울기는 최대 0.25라서 층을 지날 때마다 곱이 작아집니다.",
  },
  example: { en: () => "Example", ko: () => "예제" },
  slope: { en: () => "slope f'(z)", ko: () => "기울기 f'(z)" },
  product: { en: () => "product so far (log scale)", ko: () => "지금까지의 곱(로그 눈금)" },
  noSlope: { en: () => "mixes units", ko: () => "유닛을 섞음" },
  units: { en: () => "Units that do not do their work", ko: () => "일하지 않는 유닛" },
  unitsOf: { en: ({ layer, list }) => `${layer}: ${list}`, ko: ({ layer, list }) => `${layer}: ${list}` },
  mark: { en: () => "Mark them in the network", ko: () => "신경망에 표시" },
  noAilments: {
    en: ({ examples }) =>
      `None: on ${counted(examples, "example")} no unit is dead, constant or saturated, and no two are the same.`,
    ko: ({ examples }) =>
      `없습니다. 예제 ${examples}개에서 죽었거나 값이 일정하거나 포화된 유닛도, 서로 같은 유닛도 없습니다.`,
  },
});
