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
    negative: "되돌아온 오차항이 음수였",
    zero: "되돌아온 오차항이 0이었",
    positive: "되돌아온 오차항이 양수였",
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
  ko: { negative: "앞 유닛이 음수였", zero: "앞 유닛이 비활성이었", positive: "앞 유닛이 활성이었" },
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
  slope: { of: string; value: string; falls: boolean };
  slopes: { of: string; negative: number; count: number; times: string | undefined };
  tooLow: { output: string; low: boolean };
  tooLowOften: { low: number; high: number };
  errorTerm: { value: string };
  throughWeights: { from: string; weights: string };
  shrinks: { from: string; percent: string };
  gradient: { error: string; input: string; examples: number };
  biasGradient: { error: string; examples: number };
  change: Change;
  mostChange: Change & { of: string; size: number };
  noChange: { name: string };
  gradientSign: { name: string; value: string };
  because: { example: number | undefined; error: Cause & { isOutput: boolean }; input: Cause | undefined };
  against: undefined;
  remembers: { name: string };
}>({
  allExamples: {
    en: ({ examples, features }) =>
      examples === 1
        ? `The one example of the data: ${features} number${features === 1 ? "" : "s"}.`
        : `All ${examples} examples of the data, ${features} number${features === 1 ? "" : "s"} each.`,
    ko: ({ examples, features }) => `데이터의 예제 ${examples}개 전부이며, 예제마다 수가 ${features}개 있다.`,
  },
  mask: {
    en: () =>
      "Which units speak in this step: chance silences the others (0), and those that speak are enlarged so that the mean stays.",
    ko: () =>
      "이 단계에서 살아 있는 유닛을 나타낸다. 나머지는 무작위로 0이 되고, 평균이 유지되도록 살아 있는 값을 키운다.",
  },
  batch: {
    en: ({ rows, more, count, examples }) =>
      `The batch of this step: ${count} of ${examples} examples, rows ${rows}${more > 0 ? ` and ${more} more` : ""}.`,
    ko: ({ rows, more, count, examples }) =>
      `이 단계의 배치: 예제 ${examples}개 중 ${count}개. 행 번호: ${rows}${more > 0 ? ` 외 ${more}개` : ""}.`,
  },
  sample: {
    en: ({ sample }) => `Example ${sample} alone: what an update by this one example would do.`,
    ko: ({ sample }) => `예제 ${sample}번 하나만 쓴다. 이 예제 하나로 갱신하면 어떻게 되는지 보여 준다.`,
  },
  targets: { en: () => "What the outputs should be.", ko: () => "출력이 되어야 할 값이다." },
  exampleWeights: {
    en: () => "How much each example counts in the loss.",
    ko: () => "각 예제가 손실에서 차지하는 비중이다.",
  },
  layer: {
    en: ({ inputs, input, weights, units, bias }) =>
      `${units === 1 ? "The unit adds up its" : `Each of the ${units} units adds up its`} ${inputs} input${
        inputs === 1 ? "" : "s"
      } ${input}, each times its weight in ${weights}${bias ? `, and its bias ${bias}` : ""}.`,
    ko: ({ inputs, input, weights, units, bias }) =>
      `유닛 ${units}개가 각각 입력 ${input} 값 ${inputs}개에 가중치 ${weights} 값을 곱해 더한다${
        bias ? `. 여기에 편향 ${bias} 값도 더한다` : ""
      }.`,
  },
  activation: {
    en: ({ input, min, max }) =>
      min === max
        ? `${input} through the activation function gives ${min}.`
        : `Each element of ${input} through the activation function; they lie from ${min} to ${max}.`,
    ko: ({ input, min, max }) =>
      min === max
        ? `${input} 값에 활성화 함수를 적용한 결과: ${min}.`
        : `${input} 값마다 활성화 함수를 적용한 결과이며, 범위: ${min} ~ ${max}.`,
  },
  madeOf: {
    en: ({ names }) => `Computed from ${names}.`,
    ko: ({ names }) => `${names} 값으로 계산한다.`,
  },
  loss: {
    en: ({ loss, output }) => `The loss is ${loss}: how far ${output} is from Y. Training makes it smaller.`,
    ko: ({ loss, output }) => `손실: ${loss}. ${output} 값과 Y 값의 차이를 나타내며, 학습은 이 값을 줄인다.`,
  },
  hits: {
    en: ({ hits, examples }) => `Classified right: ${hits} of ${examples}.`,
    ko: ({ hits, examples }) => `예제 ${examples}개 중 ${hits}개를 맞게 분류했다.`,
  },
  slope: {
    en: ({ of, value, falls }) =>
      `The slope of the loss along ${of} is ${value}: a larger ${of} would make the loss ${falls ? "smaller" : "larger"}.`,
    ko: ({ of, value, falls }) =>
      `${of} 방향의 손실 기울기: ${value}. ${of} 값이 커지면 손실이 ${falls ? "줄어든다" : "늘어난다"}.`,
  },
  slopes: {
    en: ({ of, negative, count, times }) =>
      `The slope of the loss along each element of ${of}${
        times ? `, times ${times}: the 1/${times} of the mean stands before the gradients` : ""
      }. Where it is negative (${negative} of ${count}), a larger value would make the loss smaller.`,
    ko: ({ of, negative, count, times }) =>
      `${of} 원소마다의 손실 기울기${
        times ? `에 ${times} 값을 곱한 것이다. 평균을 내는 1/${times} 값은 기울기 식 앞에 따로 붙는다` : "다"
      }. 음수인 곳(${count}개 중 ${negative}개)에서는 값이 커지면 손실이 줄어든다.`,
  },
  tooLow: {
    en: ({ output, low }) => `So the output ${output} is too ${low ? "low" : "high"}.`,
    ko: ({ output, low }) => `따라서 출력 ${output} 값이 너무 ${low ? "낮다" : "높다"}.`,
  },
  tooLowOften: {
    en: ({ low, high }) => `So ${low} output${low === 1 ? " is" : "s are"} too low and ${high} too high.`,
    ko: ({ low, high }) => `따라서 출력 ${low}개가 너무 낮고 ${high}개가 너무 높다.`,
  },
  errorTerm: {
    en: ({ value }) =>
      `With the other sign, ${value}, it is the error term of texts that add their updates instead of subtracting them.`,
    ko: ({ value }) => `부호를 바꾼 ${value} 값은 갱신을 빼지 않고 더하는 교재에서 말하는 오차항이다.`,
  },
  throughWeights: {
    en: ({ from, weights }) =>
      `${from} goes back through the weights ${weights}: each unit gets the sum over all the outputs it feeds.`,
    ko: ({ from, weights }) =>
      `${from} 값이 가중치 ${weights} 값을 거쳐 되돌아온다. 각 유닛은 자신이 이어진 모든 출력에서 온 몫을 더해 받는다.`,
  },
  shrinks: {
    en: ({ from, percent }) => `The slope of the activation leaves ${percent} % of the size of ${from}.`,
    ko: ({ from, percent }) => `활성화 함수의 기울기를 곱하고 나면 ${from} 크기의 ${percent} %만 남는다.`,
  },
  gradient: {
    en: ({ error, input, examples }) =>
      examples === 1
        ? `Each weight's gradient is the error term ${error} of the unit it leads to, times the input ${input} it carried.`
        : `Each weight's gradient is the error term ${error} of the unit it leads to, times the input ${input} it carried, over all ${examples} examples.`,
    ko: ({ error, input, examples }) =>
      `가중치의 기울기는 그 가중치가 이어지는 유닛의 오차항 ${error} 값에 전달한 입력 ${input} 값을 곱한 것이다${
        examples === 1 ? "" : `. 예제 ${examples}개에 걸쳐 더한다`
      }.`,
  },
  biasGradient: {
    en: ({ error, examples }) =>
      examples === 1
        ? `A bias has the input 1, so its gradient is the error term ${error} itself.`
        : `A bias has the input 1, so its gradient is the error term ${error}, over all ${examples} examples.`,
    ko: ({ error, examples }) =>
      `편향의 입력은 1이므로 기울기는 오차항 ${error} 값 그대로다${
        examples === 1 ? "" : `. 예제 ${examples}개에 걸쳐 더한다`
      }.`,
  },
  change: {
    en: ({ name, rose, by, before, after }) =>
      `${name} ${rose ? "rose" : "fell"} by ${by}, from ${before} to ${after}`,
    ko: ({ name, rose, by, before, after }) =>
      `${name} 값이 ${by}만큼 ${rose ? "커졌다" : "작아졌다"} (${before} → ${after})`,
  },
  mostChange: {
    en: ({ name, rose, by, before, after, of, size }) =>
      `Of the ${size} elements of ${of}, ${name} changed most: it ${rose ? "rose" : "fell"} by ${by}, from ${before} to ${after}`,
    ko: ({ name, rose, by, before, after, of, size }) =>
      `${of} 원소 ${size}개 중 ${name} 값이 가장 많이 변했다: ${by}만큼 ${rose ? "커졌다" : "작아졌다"} (${before} → ${after})`,
  },
  noChange: {
    en: ({ name }) => `${name} stays as it is: its gradient is 0.`,
    ko: ({ name }) => `${name} 값은 그대로다. 기울기가 0이기 때문이다.`,
  },
  gradientSign: {
    en: ({ name, value }) => `, against its gradient ${name} = ${value}`,
    ko: ({ name, value }) => `. 기울기 ${name} = ${value}의 반대 방향이다`,
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
      if (!input) return `${where}${cause}기 때문이다 (${error.name} = ${error.value})`;
      const carried = (input.isData ? inputs : units).ko[signOf(input.value)];
      return `${where}${cause}고 (${error.name} = ${error.value}) ${carried}기 때문이다 (${input.name} = ${input.value})`;
    },
  },
  against: {
    en: () => "; what the optimizer remembers of earlier steps turned the change around",
    ko: () => "; 이전 단계에서 기억한 값이 변화의 방향을 바꾸었다",
  },
  remembers: {
    en: ({ name }) => `What is remembered of ${name} for the next step.`,
    ko: ({ name }) => `다음 단계를 위해 ${name} 쪽에서 기억하는 값이다.`,
  },
});
