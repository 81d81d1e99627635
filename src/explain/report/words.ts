import { sentences } from "../language/sentences.ts";
import { epochs } from "./titles.ts";

const when = {
  en: (epoch: number): string => (epoch === 0 ? "At the start" : `After ${epochs(epoch)}`),
  ko: (epoch: number): string => (epoch === 0 ? "처음에" : `${epoch}에포크 뒤`),
};
const units = (list: string): string => `${list.includes(",") ? "units" : "unit"} ${list}`;

interface Ends {
  readonly first: string;
  readonly last: string;
}

interface Units {
  readonly layer: string;
  readonly list: string;
  readonly count: number;
}

interface Idle extends Units {
  readonly of: number;
  readonly epoch: number;
  readonly examples: number;
  /** The slope that is small, and the share of the examples in percent. */
  readonly slope: string;
  readonly share: string;
}

interface Alike extends Units {
  readonly start: number;
  readonly end: number;
}

const seen = {
  en: ({ start, end }: Alike): string =>
    start === end ? when.en(start) : `${when.en(start)} and still after ${epochs(end)}`,
  ko: ({ start, end }: Alike): string =>
    start === end ? when.ko(start) : `${when.ko(start)} 그리고 ${when.ko(end)}에도`,
};

/** What was found, or was not, in every language. */
export const text = sentences<{
  oneLayer: undefined;
  ratio: Ends & { epoch: number; ratio: string; small: string; large: string };
  nothingBack: Ends & { epoch: number };
  noErrors: { last: string; epoch: number };
  vanishing: { perLayer: string };
  exploding: { perLayer: string };
  steady: undefined;
  predicted: { predicted: string };
  bound: { bound: string };
  unpredicted: undefined;
  link: { from: string; to: string; ratio: string };
  alikeStays: Alike;
  alikeStill: Alike;
  alikeParts: Alike;
  mirrorStays: Alike & { others: string };
  mirrorParts: Alike & { others: string };
  noneAlike: undefined;
  collapse: { layers: string; input: string; last: string; shape: string; numbers: number; one: number };
  verified: { examples: number; difference: string; largest: string };
  rank: { rank: number };
  noCollapse: undefined;
  dead: Idle;
  nearlyDead: Idle;
  constant: Idle;
  saturated: Idle;
  noneIdle: { epoch: number; examples: number };
  noActivation: undefined;
  tested: { from: string; to: string; steps: number };
  falls: { from: string; steepest: string; lowest: string; loss: string };
  stillFalling: { steepest: string; loss: string };
  neverFalls: { rate: string };
  range: { from: string; lowest: string };
  tooHigh: { rate: string };
  notFinite: { rate: string };
  noDivergence: { to: string };
  noRate: { optimizer: string };
}>({
  oneLayer: {
    en: () => "There is one layer with weights: no error term goes from layer to layer.",
    ko: () => "가중치가 있는 층이 하나뿐이라 오차항이 층 사이로 전해지지 않습니다.",
  },
  ratio: {
    en: ({ epoch, first, last, ratio, small, large }) =>
      `${when.en(epoch)} the error terms of ${first} are ${ratio} times as large as those of ${last} (root mean square ${small} and ${large}).`,
    ko: ({ epoch, first, last, ratio, small, large }) =>
      `${when.ko(epoch)} ${first}의 오차항 크기는 ${last}의 ${ratio}배입니다(제곱평균제곱근 ${small}, ${large}).`,
  },
  nothingBack: {
    en: ({ epoch, first, last }) =>
      `${when.en(epoch)} the error terms of ${first} are exactly 0, while those of ${last} are not: no gradient comes that far.`,
    ko: ({ epoch, first, last }) =>
      `${when.ko(epoch)} ${last}의 오차항은 0이 아닌데 ${first}의 오차항은 정확히 0입니다. 기울기가 거기까지 오지 못합니다.`,
  },
  noErrors: {
    en: ({ epoch, last }) =>
      `${when.en(epoch)} all error terms of ${last} are 0: there is nothing to send back.`,
    ko: ({ epoch, last }) => `${when.ko(epoch)} ${last}의 오차항이 모두 0이라 뒤로 보낼 것이 없습니다.`,
  },
  vanishing: {
    en: ({ perLayer }) => `They vanish: each layer multiplies them by ${perLayer} in the geometric mean.`,
    ko: ({ perLayer }) => `기울기 소실입니다. 한 층마다 기하평균으로 ${perLayer}배가 됩니다.`,
  },
  exploding: {
    en: ({ perLayer }) => `They explode: each layer multiplies them by ${perLayer} in the geometric mean.`,
    ko: ({ perLayer }) => `기울기 폭주입니다. 한 층마다 기하평균으로 ${perLayer}배가 됩니다.`,
  },
  steady: {
    en: () => "They neither vanish nor explode: the sizes are less than a hundred times apart.",
    ko: () => "소실도 폭주도 아닙니다. 크기 차이가 100배를 넘지 않습니다.",
  },
  predicted: {
    en: ({ predicted }) => `Slopes and weights alone predict ${predicted}.`,
    ko: ({ predicted }) => `활성화 함수의 미분값과 가중치만으로 예측하면 ${predicted}배입니다.`,
  },
  bound: {
    en: ({ bound }) => `With these slopes and weights more than ${bound} is impossible.`,
    ko: ({ bound }) => `이 미분값과 가중치로는 ${bound}배를 넘을 수 없습니다.`,
  },
  unpredicted: {
    en: () =>
      "Between some layers stands something that mixes examples or units, so that slopes and norms predict no ratio there.",
    ko: () => "어떤 층 사이에는 예제나 유닛을 섞는 것이 있어서 미분값과 노름으로 비율을 예측하지 않습니다.",
  },
  link: {
    en: ({ from, to, ratio }) => `The largest change is from ${from} to ${to}: times ${ratio}.`,
    ko: ({ from, to, ratio }) => `가장 크게 바뀌는 곳은 ${from}에서 ${to} 사이이며, ${ratio}배입니다.`,
  },
  alikeStays: {
    en: (at) =>
      `${seen.en(at)}, units ${at.list} of ${at.layer} have the same weights and the same gradients: each update changes all ${at.count} alike, and they do the work of one.`,
    ko: (at) =>
      `${seen.ko(at)} ${at.layer}의 유닛 ${at.list}번은 가중치도 기울기도 똑같습니다. 갱신할 때마다 ${at.count}개가 똑같이 바뀌므로 유닛 하나의 일만 합니다.`,
  },
  alikeStill: {
    en: (at) =>
      `${seen.en(at)}, units ${at.list} of ${at.layer} have the same weights, and gradients of exactly 0: nothing tells the ${at.count} of them apart.`,
    ko: (at) =>
      `${seen.ko(at)} ${at.layer}의 유닛 ${at.list}번은 가중치가 똑같고 기울기가 정확히 0입니다. ${at.count}개를 서로 다르게 만드는 것이 없습니다.`,
  },
  alikeParts: {
    en: (at) =>
      `${seen.en(at)}, units ${at.list} of ${at.layer} have the same weights but different gradients: the next update parts them.`,
    ko: (at) =>
      `${seen.ko(at)} ${at.layer}의 유닛 ${at.list}번은 가중치가 똑같지만 기울기가 다릅니다. 다음 갱신에서 서로 달라집니다.`,
  },
  mirrorStays: {
    en: (at) =>
      `${seen.en(at)}, ${units(at.list)} of ${at.layer} and ${units(at.others)} are mirror images: opposite weights, opposite outputs on every example, and opposite gradients, which keep them so.`,
    ko: (at) =>
      `${seen.ko(at)} ${at.layer}의 유닛 ${at.list}번과 ${at.others}번은 서로 거울상입니다. 가중치, 모든 예제에서의 출력, 기울기가 모두 부호만 반대이므로 갱신 뒤에도 그대로입니다.`,
  },
  mirrorParts: {
    en: (at) =>
      `${seen.en(at)}, ${units(at.list)} of ${at.layer} and ${units(at.others)} are mirror images: opposite weights, and opposite outputs on every example. Their gradients are not opposite: the next update ends this.`,
    ko: (at) =>
      `${seen.ko(at)} ${at.layer}의 유닛 ${at.list}번과 ${at.others}번은 서로 거울상입니다. 가중치와 모든 예제에서의 출력이 부호만 반대입니다. 기울기는 그렇지 않아서 다음 갱신에서 달라집니다.`,
  },
  noneAlike: {
    en: () => "No two units of a layer have the same weights, and none are mirror images of each other.",
    ko: () => "같은 층에 가중치가 똑같거나 서로 거울상인 유닛은 없습니다.",
  },
  collapse: {
    en: ({ layers, input, last, shape, numbers, one }) =>
      `Nothing stands between ${layers}: from ${input} to ${last} they are one linear map, with a matrix of shape ${shape}. Their ${numbers} numbers can do no more than its ${one}.`,
    ko: ({ layers, input, last, shape, numbers, one }) =>
      `${layers} 사이에는 활성화 함수가 없습니다. ${input}에서 ${last}까지 선형 변환 하나와 같습니다(행렬의 모양 ${shape}). 수 ${numbers}개가 ${one}개보다 더 많은 일을 하지 못합니다.`,
  },
  verified: {
    en: ({ examples, difference, largest }) =>
      `Held against each other on ${examples} examples, the layers and the one map differ by ${difference} at most, among numbers of up to ${largest}.`,
    ko: ({ examples, difference, largest }) =>
      `예제 ${examples}개에서 비교하면 차이는 최대 ${difference}입니다. 값의 크기는 최대 ${largest}입니다.`,
  },
  rank: {
    en: ({ rank }) => `Its rank is at most ${rank}, the width of the narrowest layer.`,
    ko: ({ rank }) => `가장 좁은 층의 너비 때문에 랭크(rank)는 최대 ${rank}입니다.`,
  },
  noCollapse: {
    en: () => "No two layers follow each other without something between them that is not linear.",
    ko: () => "활성화 함수 없이 이어진 층은 없습니다.",
  },
  dead: {
    en: ({ layer, list, count, of, epoch, examples }) =>
      `${when.en(epoch)}, ${count} of ${of} units of ${layer} ${count === 1 ? "is" : "are"} dead (${list}): 0 on all ${examples} examples, with a slope of 0, so that no gradient reaches the weights before ${count === 1 ? "it" : "them"}.`,
    ko: ({ layer, list, count, of, epoch, examples }) =>
      `${when.ko(epoch)} ${layer}의 유닛 ${of}개 중 ${count}개(${list}번)가 죽어 있습니다. 예제 ${examples}개 모두에서 출력과 미분값이 0이라 앞의 가중치에 기울기가 오지 않습니다.`,
  },
  nearlyDead: {
    en: ({ layer, list, count, of, epoch, examples, share }) =>
      `${when.en(epoch)}, ${count} of ${of} units of ${layer} ${count === 1 ? "is" : "are"} nearly dead (${list}): 0 with a slope of 0 on at least ${share} % of ${examples} examples.`,
    ko: ({ layer, list, count, of, epoch, examples, share }) =>
      `${when.ko(epoch)} ${layer}의 유닛 ${of}개 중 ${count}개(${list}번)가 거의 죽어 있습니다. 예제 ${examples}개 중 ${share}% 이상에서 출력과 미분값이 0입니다.`,
  },
  constant: {
    en: ({ layer, list, count, of, epoch, examples }) =>
      `${when.en(epoch)}, ${count} of ${of} units of ${layer} ${count === 1 ? "gives" : "give"} the same number on all ${examples} examples (${list}): ${count === 1 ? "it says" : "they say"} nothing about the input.`,
    ko: ({ layer, list, count, of, epoch, examples }) =>
      `${when.ko(epoch)} ${layer}의 유닛 ${of}개 중 ${count}개(${list}번)의 출력이 예제 ${examples}개 모두에서 똑같습니다. 입력에 대해 알려 주는 것이 없습니다.`,
  },
  saturated: {
    en: ({ layer, list, count, of, epoch, examples, slope, share }) =>
      `${when.en(epoch)}, ${count} of ${of} units of ${layer} ${count === 1 ? "is" : "are"} saturated (${list}): the slope |g'| is below ${slope} on at least ${share} % of ${examples} examples, and hardly any gradient passes.`,
    ko: ({ layer, list, count, of, epoch, examples, slope, share }) =>
      `${when.ko(epoch)} ${layer}의 유닛 ${of}개 중 ${count}개(${list}번)가 포화되어 있습니다. 예제 ${examples}개 중 ${share}% 이상에서 미분값 |g'|가 ${slope}보다 작아 기울기가 거의 전해지지 않습니다.`,
  },
  noneIdle: {
    en: ({ epoch, examples }) =>
      `${when.en(epoch)}, no unit is dead, constant or saturated on the ${examples} examples.`,
    ko: ({ epoch, examples }) =>
      `${when.ko(epoch)} 예제 ${examples}개에서 죽거나 출력이 일정하거나 포화된 유닛은 없습니다.`,
  },
  noActivation: {
    en: () => "No layer has an activation of single numbers.",
    ko: () => "원소별로 적용하는 활성화 함수가 없습니다.",
  },
  tested: {
    en: ({ from, to, steps }) =>
      `A range test (Smith 2017): from the weights at the start, the rate grows from ${from} to ${to} over ${steps} steps.`,
    ko: ({ from, to, steps }) =>
      `학습률 범위 검사(Smith 2017): 처음 가중치에서 시작해 ${steps}단계에 걸쳐 학습률을 ${from}에서 ${to}까지 키웁니다.`,
  },
  falls: {
    en: ({ from, steepest, lowest, loss }) =>
      `A tenth of the fall of the loss is done at ${from}; it falls most at ${steepest}, is lowest at ${lowest} (${loss}), and lies higher from the update with that rate on.`,
    ko: ({ from, steepest, lowest, loss }) =>
      `손실은 학습률 ${from}에서 전체 감소의 10분의 1만큼 줄고, ${steepest}에서 가장 많이 줄며, ${lowest}에서 가장 낮습니다(${loss}). 그 학습률로 갱신한 뒤로는 더 높습니다.`,
  },
  stillFalling: {
    en: ({ steepest, loss }) =>
      `The loss falls most at ${steepest}, and is lowest at the end (${loss}): larger rates than these may do.`,
    ko: ({ steepest, loss }) =>
      `손실은 학습률 ${steepest}에서 가장 많이 줄고, 끝에서 가장 낮습니다(${loss}). 더 큰 학습률도 쓸 수 있을지 모릅니다.`,
  },
  neverFalls: {
    en: ({ rate }) => `The loss is never lower than at the start, from the smallest rate (${rate}) on.`,
    ko: ({ rate }) => `가장 작은 학습률(${rate})부터 손실이 한 번도 처음보다 낮아지지 않습니다.`,
  },
  range: {
    en: ({ from, lowest }) => `Rates to try lie between ${from} and ${lowest}.`,
    ko: ({ from, lowest }) => `시도해 볼 학습률은 ${from}에서 ${lowest} 사이입니다.`,
  },
  tooHigh: {
    en: ({ rate }) => `After the update with ${rate} it is over four times its lowest: it diverges.`,
    ko: ({ rate }) => `학습률 ${rate}에서 갱신한 뒤 손실이 최솟값의 4배를 넘습니다. 발산입니다.`,
  },
  notFinite: {
    en: ({ rate }) => `After the update with ${rate} it is no finite number any more: it diverges.`,
    ko: ({ rate }) => `학습률 ${rate}에서 갱신한 뒤 손실이 유한한 수가 아닙니다. 발산입니다.`,
  },
  noDivergence: {
    en: ({ to }) => `Up to ${to} the loss does not diverge.`,
    ko: ({ to }) => `${to}까지 손실이 발산하지 않습니다.`,
  },
  noRate: {
    en: ({ optimizer }) => `No range test: none was asked for, or ${optimizer} finds its own rates.`,
    ko: ({ optimizer }) =>
      `범위 검사를 하지 않았습니다. 요청이 없었거나, ${optimizer} 옵티마이저가 학습률을 스스로 찾습니다.`,
  },
});
