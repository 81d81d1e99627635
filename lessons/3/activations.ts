import { formatNumber as n } from "../../src/explain/document/numbers.ts";
import {
  type Activation,
  activations,
  asArray,
  evaluator,
  functionPlot,
  gradients,
  input,
  ops,
  smallMultiples,
} from "../../src/index.ts";
import { cells, drawing, items, numpy, said, say, step } from "../lesson.ts";

/** An activation and its derivative at the first of some inputs; the others are 0. */
function curve(name: Activation, width = 1): { at(z: number): number; slope(z: number): number } {
  const z = input("z", [1, width]);
  const a = activations[name](z);
  const mask = input("mask", [1, width]);
  const [da] = gradients(ops.sum(ops.mul(a, mask)), [z]);
  const run = evaluator({ outputs: { a, da: da! }, updates: [] });
  const first = Float64Array.from({ length: width }, (_, i) => Number(i === 0));
  run.bind("mask", first);
  const read = (node: typeof a) => (at: number) => {
    run.bind(
      "z",
      first.map((one) => one * at),
    );
    run.run();
    return run.valueOf(node)[0]!;
  };
  return { at: read(a), slope: read(da!) };
}

const shown: readonly (readonly [Activation, number?])[] = [
  ["step"],
  ["sigmoid"],
  ["tanh"],
  ["relu"],
  ["identity"],
  ["softmax", 3],
];
const points = [-2, 0, 2];

export const six = step("Activation functions", "활성화 함수", () => {
  const curves = shown.map(([name, width]) => ({ name, ...curve(name, width) }));
  return [
    say(
      "A unit adds up its inputs, and then decides how much of that to pass on. This decision is the activation function. The oldest is the step: all or nothing. The others are smooth, or at least have a slope that can be followed.",
      "유닛은 입력을 모두 더한 다음 그중 얼마를 내보낼지 정합니다. 그것을 정하는 것이 활성화 함수입니다. 가장 오래된 것은 전부 아니면 전무인 계단 함수입니다. 나머지는 매끄럽거나, 적어도 따라갈 기울기가 있습니다.",
    ),
    drawing(
      "activations",
      said(
        "Six activation functions, and their derivatives as dashed lines.",
        "활성화 함수 여섯 가지. 점선은 도함수이다.",
      ),
      () =>
        smallMultiples(
          curves.map(({ name, at, slope }) => ({
            svg: functionPlot(at, {
              derivative: slope,
              label: "g",
              domain: [-4, 4],
              width: 300,
              height: 220,
            }),
            caption: name,
          })),
          { columns: 3, width: 900 },
        ),
    ),
    cells(
      [said("function", "함수"), ...points.map((z) => `z = ${z}`)],
      curves.map(({ name, at }) => [name, ...points.map((z) => n(at(z), 4))]),
    ),
    items(
      said(
        "step: 1 above 0, else 0. Its slope is 0 everywhere, so nothing can be learned through it.",
        "계단 함수(step): 0보다 크면 1, 아니면 0입니다. 기울기가 어디서나 0이라 학습에는 쓸 수 없습니다.",
      ),
      said(
        "sigmoid: between 0 and 1; fits an output that is a probability.",
        "시그모이드(sigmoid): 0과 1 사이입니다. 확률을 내놓는 출력에 알맞습니다.",
      ),
      said("tanh: between -1 and 1, and so centered at 0.", "tanh: -1과 1 사이이고, 0을 중심으로 합니다."),
      said(
        "ReLU: z above 0, else 0. Cheap, and its slope does not shrink.",
        "ReLU: 0보다 크면 z, 아니면 0입니다. 계산이 간단하고 기울기가 줄지 않습니다.",
      ),
      said(
        "identity: z itself; for an output that is any number.",
        "항등 함수(identity): z 그대로입니다. 출력이 임의의 실수일 때 씁니다.",
      ),
      said(
        "softmax looks at a whole layer: its outputs are positive and add up to 1. Drawn is the first of three, the two others held at 0.",
        "소프트맥스(softmax): 층 전체를 보고 계산합니다. 출력은 모두 양수이고 더하면 1입니다. 그림은 셋 가운데 첫째 값으로, 나머지 둘은 0으로 두었습니다.",
      ),
    ),
    ...numpy(
      `
import numpy as np
z = np.array([-2., 0., 2.])
print(np.where(z > 0, 1., 0.))
print(1 / (1 + np.exp(-z)))
print(np.tanh(z))
print(np.maximum(0, z))
`,
      (["step", "sigmoid", "tanh", "relu"] as const).map((name) => vector(name)).join("\n"),
    ),
  ];
});

function vector(name: Activation): string {
  const { at } = curve(name);
  return String(asArray(points.map(at)));
}
