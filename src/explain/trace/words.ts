import { counted } from "../../base/counted.ts";
import { sentences } from "../language/sentences.ts";

type Change = { name: string; rose: boolean; by: string; before: string; after: string };

/** An element with its value, by which something happened. */
interface Cause {
  readonly name: string;
  readonly value: string;
  /** Whether it is a number of the data, and not what a unit gave. */
  readonly isData?: boolean;
}

type Sign = "negative" | "zero" | "positive";
const signOf = (value: string): Sign =>
  Number(value) === 0 ? "zero" : value.startsWith("-") ? "negative" : "positive";
const backs = {
  en: {
    negative: "the error term that came back was negative",
    zero: "the error term that came back was 0",
    positive: "the error term that came back was positive",
  },
  ko: {
    negative: "역전파된 오차항이 음수였",
    zero: "역전파된 오차항이 0이었",
    positive: "역전파된 오차항이 양수였",
  },
};
const inputs = {
  en: { negative: "the input was negative", zero: "the input was 0", positive: "the input was positive" },
  ko: { negative: "입력이 음수였", zero: "입력이 0이었", positive: "입력이 양수였" },
};
const units = {
  en: {
    negative: "the unit before it was negative",
    zero: "the unit before it was silent",
    positive: "the unit before it was active",
  },
  ko: {
    negative: "앞 유닛의 출력이 음수였",
    zero: "앞 유닛의 출력이 0이었",
    positive: "앞 유닛의 출력이 양수였",
  },
};

const slopes = {
  en: (of: string) => ({
    negative: `a larger ${of} would make the loss smaller`,
    zero: `a slightly different ${of} would leave the loss as it is`,
    positive: `a larger ${of} would make the loss larger`,
  }),
  ko: (of: string) => ({
    negative: `${of} 값이 커지면 손실이 줄어듭니다`,
    zero: `${of} 값이 조금 달라져도 손실은 그대로입니다`,
    positive: `${of} 값이 커지면 손실이 늘어납니다`,
  }),
};

/** How the shares of the examples become one gradient. */
interface Collected {
  readonly examples: number;
  /** What stands before their sum: 1/m of a mean, 1 of a sum, or another number. */
  readonly by: "mean" | "sum" | "scaled sum";
}
const collected = {
  en: ({ examples, by }: Collected): string =>
    ({
      mean: `, averaged over all ${examples} examples`,
      sum: `, summed over all ${examples} examples`,
      "scaled sum": `, summed over all ${examples} examples and multiplied by the number in front`,
    })[by],
  ko: ({ examples, by }: Collected): string =>
    ({
      mean: `을 예제 ${examples}개에 대해 평균한 것입니다`,
      sum: `을 예제 ${examples}개에 걸쳐 합한 것입니다`,
      "scaled sum": `을 예제 ${examples}개에 걸쳐 합하고 맨 앞의 수를 곱한 것입니다`,
    })[by],
};

/** What is said of each value of an update. */
export const words = sentences<{
  allExamples: { examples: number; features: number };
  mask: undefined;
  batch: { rows: string; more: number; count: number; examples: number };
  sample: { sample: number };
  targets: undefined;
  exampleWeights: undefined;
  layer: {
    name: string;
    inputs: number;
    input: string;
    weights: string;
    units: number;
    bias: string | undefined;
  };
  activation: { input: string; min: string; max: string };
  madeOf: { names: string };
  loss: { loss: string; output: string };
  hits: { hits: number; examples: number };
  slope: { of: string; value: string };
  slopes: { of: string; negative: number; count: number; times: string | undefined };
  tooLow: { output: string; low: boolean };
  tooLowOften: { low: number; high: number };
  errorTerm: { value: string };
  throughWeights: { from: string; weights: string };
  shrinks: { from: string; percent: string };
  gradient: { error: string; input: string } & Collected;
  biasGradient: { error: string } & Collected;
  change: Change;
  mostChange: Change & { of: string; size: number };
  noChange: { name: string };
  gradientSign: { name: string; value: string };
  because: { example: number | undefined; error: Cause & { isOutput: boolean }; input: Cause | undefined };
  optimizerMoves: { name: string; value: string };
  remembers: { of: string | undefined };
}>({
  allExamples: {
    en: ({ examples, features }) =>
      examples === 1
        ? `The one example of the data: ${counted(features, "number")}.`
        : `All ${examples} examples of the data, ${counted(features, "number")} each.`,
    ko: ({ examples, features }) =>
      examples === 1
        ? `데이터의 예제는 하나뿐이며, 수 ${features}개로 이루어져 있습니다.`
        : `데이터의 예제 ${examples}개 전부이며, 예제마다 수가 ${features}개씩 있습니다.`,
  },
  mask: {
    en: () =>
      "Which units are kept in this step. The others are chosen at random and set to 0, and those that are kept are scaled up so that the mean stays the same.",
    ko: () =>
      "이 단계에서 남겨 둔 유닛을 나타냅니다. 나머지 유닛은 무작위로 골라 0으로 만들고, 평균이 유지되도록 남은 유닛의 값을 키웁니다.",
  },
  batch: {
    en: ({ rows, more, count, examples }) =>
      `The batch of this step: ${count} of ${examples} examples, rows ${rows}${more > 0 ? ` and ${more} more` : ""}.`,
    ko: ({ rows, more, count, examples }) =>
      `이 단계의 배치: 예제 ${examples}개 중 ${count}개. 행 번호: ${rows}${more > 0 ? ` 외 ${more}개` : ""}.`,
  },
  sample: {
    en: ({ sample }) => `Example ${sample} alone: what an update by this one example would do.`,
    ko: ({ sample }) => `예제 ${sample}번 하나만 씁니다. 이 예제 하나로 갱신하면 어떻게 되는지 보여 줍니다.`,
  },
  targets: { en: () => "What the outputs should be.", ko: () => "출력의 목표값입니다." },
  exampleWeights: {
    en: () => "How much each example counts in the loss.",
    ko: () => "각 예제가 손실에서 차지하는 비중입니다.",
  },
  layer: {
    en: ({ inputs, input, weights, units, bias }) => {
      const unit = units === 1 ? "The unit" : `Each of the ${units} units`;
      return inputs === 1
        ? `${unit} multiplies its input ${input} by its weight ${weights}${bias ? ` and adds its bias ${bias}` : ""}.`
        : `${unit} adds up its ${inputs} inputs ${input}, each times its weight in ${weights}${bias ? `, and its bias ${bias}` : ""}.`;
    },
    ko: ({ inputs, input, weights, units, bias }) => {
      const unit = units === 1 ? "유닛이" : `유닛 ${units}개가 저마다`;
      return inputs === 1
        ? `${unit} 입력(${input})에 가중치(${weights})를 곱${bias ? `한 다음 편향(${bias})을 더` : ""}합니다.`
        : `${unit} 입력(${input}) ${inputs}개에 각각의 가중치(${weights})를 곱한 다음${bias ? ` 편향(${bias})과 함께` : ""} 모두 더합니다.`;
    },
  },
  activation: {
    en: ({ input, min, max }) =>
      min === max
        ? `${input} through the activation function gives ${min}.`
        : `Each element of ${input} through the activation function. The results lie between ${min} and ${max}.`,
    ko: ({ input, min, max }) =>
      min === max
        ? `${input}에 활성화 함수를 적용한 값은 ${min}입니다.`
        : `${input}의 원소마다 활성화 함수를 적용합니다. 결과는 ${min}에서 ${max} 사이입니다.`,
  },
  madeOf: {
    en: ({ names }) => `Computed from ${names}.`,
    ko: ({ names }) => `${names} 값으로 계산합니다.`,
  },
  loss: {
    en: ({ loss, output }) => `The loss is ${loss}: how far ${output} is from Y. Training makes it smaller.`,
    ko: ({ loss, output }) =>
      `손실은 ${loss}입니다. 출력 ${output} 값이 목표값 Y에서 얼마나 벗어났는지 나타내며, 학습은 이 값을 줄이는 과정입니다.`,
  },
  hits: {
    en: ({ hits, examples }) => `Classified right: ${hits} of ${examples}.`,
    ko: ({ hits, examples }) => `예제 ${examples}개 중 ${hits}개를 맞게 분류했습니다.`,
  },
  slope: {
    en: ({ of, value }) => `The slope of the loss along ${of} is ${value}: ${slopes.en(of)[signOf(value)]}.`,
    ko: ({ of, value }) => `손실을 ${of} 값으로 미분하면 ${value}입니다. ${slopes.ko(of)[signOf(value)]}.`,
  },
  slopes: {
    en: ({ of, negative, count, times }) =>
      `The slope of the loss along each element of ${of}${
        times ? `, times ${times}: the 1/${times} of the mean stands before the gradients` : ""
      }. Where it is negative (${negative} of ${count}), a larger value would make the loss smaller.`,
    ko: ({ of, negative, count, times }) =>
      `손실을 ${of}의 원소마다 미분한 값${
        times ? `의 ${times}배입니다. 평균을 내는 인수(1/${times})는 기울기 식 앞에 따로 붙습니다` : "입니다"
      }. 미분값이 음수인 원소(${count}개 중 ${negative}개)는 값이 커지면 손실이 줄어듭니다.`,
  },
  tooLow: {
    en: ({ output, low }) => `So the output ${output} is too ${low ? "low" : "high"}.`,
    ko: ({ output, low }) => `따라서 출력 ${output} 값이 너무 ${low ? "낮습니다" : "높습니다"}.`,
  },
  tooLowOften: {
    en: ({ low, high }) => `So ${low} output${low === 1 ? " is" : "s are"} too low and ${high} too high.`,
    ko: ({ low, high }) => `따라서 출력 ${low}개가 너무 낮고 ${high}개가 너무 높습니다.`,
  },
  errorTerm: {
    en: ({ value }) =>
      `With the other sign, ${value}, it is the error term of texts that add their updates instead of subtracting them.`,
    ko: ({ value }) =>
      `갱신할 때 빼지 않고 더하는 교재에서는 부호를 바꾼 값(${value})을 오차항이라고 부릅니다.`,
  },
  throughWeights: {
    en: ({ from, weights }) =>
      `${from} goes back through the weights ${weights}: each unit gets the sum over all the outputs it feeds.`,
    ko: ({ from, weights }) =>
      `${from} 값이 가중치(${weights})를 따라 거꾸로 전해집니다. 유닛마다 자신의 출력을 받은 모든 유닛에서 돌아온 몫을 더합니다.`,
  },
  shrinks: {
    en: ({ from, percent }) => `The slope of the activation leaves ${percent} % of the size of ${from}.`,
    ko: ({ from, percent }) => `활성화 함수의 미분값을 곱하면 크기가 ${from}의 ${percent}%가 됩니다.`,
  },
  gradient: {
    en: ({ error, input, ...over }) =>
      over.examples === 1
        ? `Each weight's gradient is the error term ${error} of the unit it leads to, times the input ${input} it carried.`
        : `Each weight's gradient is the error term ${error} of the unit it leads to, times the input ${input} it carried${collected.en(over)}.`,
    ko: ({ error, input, ...over }) =>
      `가중치의 기울기는 그 가중치를 거쳐 간 입력(${input})과 그 입력을 받은 유닛의 오차항(${error})을 곱한 값${
        over.examples === 1 ? "입니다" : collected.ko(over)
      }.`,
  },
  biasGradient: {
    en: ({ error, ...over }) =>
      over.examples === 1
        ? `A bias has the input 1, so its gradient is the error term ${error} itself.`
        : `A bias has the input 1, so its gradient is the error term ${error}${collected.en(over)}.`,
    ko: ({ error, ...over }) =>
      `편향의 입력은 1이므로 편향의 기울기는 오차항(${error})${
        over.examples === 1 ? " 그대로입니다" : collected.ko(over)
      }.`,
  },
  change: {
    en: ({ name, rose, by, before, after }) =>
      `${name} ${rose ? "rose" : "fell"} by ${by}, from ${before} to ${after}`,
    ko: ({ name, rose, by, before, after }) =>
      `${name} 값이 ${by}만큼 ${rose ? "커졌습니다" : "작아졌습니다"}(${before} → ${after})`,
  },
  mostChange: {
    en: ({ name, rose, by, before, after, of, size }) =>
      `Of the ${size} elements of ${of}, ${name} changed most: it ${rose ? "rose" : "fell"} by ${by}, from ${before} to ${after}`,
    ko: ({ name, rose, by, before, after, of, size }) =>
      `${of}의 원소 ${size}개 중에서는 ${name} 값이 가장 많이 변해 ${by}만큼 ${rose ? "커졌습니다" : "작아졌습니다"}(${before} → ${after})`,
  },
  noChange: {
    en: ({ name }) => `${name} stays as it is: its gradient is 0.`,
    ko: ({ name }) => `${name} 값은 그대로입니다. 기울기가 0이기 때문입니다.`,
  },
  gradientSign: {
    en: ({ name, value }) => `, against its gradient ${name} = ${value}`,
    ko: ({ name, value }) => `. 기울기(${name} = ${value})의 반대 방향입니다`,
  },
  because: {
    en: ({ example, error, input }) => {
      const where = example === undefined ? ", because" : `, mainly because in example ${example}`;
      const cause = error.isOutput
        ? `the output was too ${error.value.startsWith("-") ? "low" : "high"}`
        : backs.en[signOf(error.value)];
      const carried = input && (input.isData ? inputs : units).en[signOf(input.value)];
      const more = input ? ` and ${carried} (${input.name} = ${input.value})` : "";
      return `${where} ${cause} (${error.name} = ${error.value})${more}`;
    },
    ko: ({ example, error, input }) => {
      const where = example === undefined ? ". " : `. 주로 예제 ${example}번에서 `;
      const cause = error.isOutput
        ? `출력이 너무 ${error.value.startsWith("-") ? "낮았" : "높았"}`
        : backs.ko[signOf(error.value)];
      if (!input) return `${where}${cause}기 때문입니다(${error.name} = ${error.value})`;
      const carried = (input.isData ? inputs : units).ko[signOf(input.value)];
      return `${where}${cause}고(${error.name} = ${error.value}) ${carried}기 때문입니다(${input.name} = ${input.value})`;
    },
  },
  optimizerMoves: {
    en: ({ name, value }) =>
      `. It is not its gradient ${name} = ${value} that moves it this way, but what the optimizer adds (its memory of earlier steps, or weight decay)`,
    ko: ({ name, value }) =>
      `. 이 방향으로 움직인 것은 기울기(${name} = ${value}) 때문이 아니라 옵티마이저가 더한 몫(이전 단계의 기억이나 가중치 감쇠) 때문입니다`,
  },
  remembers: {
    en: ({ of }) => `What is remembered${of ? ` of ${of}` : ""} for the next step.`,
    ko: ({ of }) => `다음 단계를 위해 ${of ? `${of}에 대해 ` : ""}기억해 두는 값입니다.`,
  },
});
