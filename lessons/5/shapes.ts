import { formatShape } from "../../src/base/shape.ts";
import { dense, derive, equations, explain, mlp, planar, sgd } from "../../src/index.ts";
import { cells, items, line, numpy, said, say, shell, step } from "../lesson.ts";

const flower = planar({ samples: 400, seed: 1 });
const init = { init: "normal(0,0.01)" };
const trace = explain(mlp(2, dense(4, "tanh", init), dense(1, "sigmoid", init)), flower.x, flower.y, {
  optimizer: sgd(1.2),
  seed: 3,
  dtype: "float64",
  convention: "columns",
});

const meaning: Readonly<Record<string, string>> = {
  X: "(n0, m)",
  Y: "(1, m)",
  W1: "(n1, n0)",
  b1: "(n1, 1)",
  Z1: "(n1, m)",
  A1: "(n1, m)",
  W2: "(n2, n1)",
  b2: "(n2, 1)",
  Z2: "(n2, m)",
  A2: "(n2, m)",
  dZ2: "(n2, m)",
  dW2: "(n2, n1)",
  db2: "(n2, 1)",
  dZ1: "(n1, m)",
  dW1: "(n1, n0)",
  db1: "(n1, 1)",
};

export const shapes = step("Every quantity and its shape", "모든 값과 그 모양", () => [
  say(
    "n0 inputs, n1 hidden units, n2 outputs, m examples. In column form an example is a column of X. Write the shape beside each quantity, and most mistakes show before the program runs.",
    "입력이 n0개, 은닉 유닛이 n1개, 출력이 n2개, 예제가 m개입니다. 열 형식에서는 X의 열 하나가 예제 하나입니다. 값 옆에 모양을 적어 보면 실행하기 전에 실수가 거의 다 드러납니다.",
  ),
  say(
    "Here with the network of lesson 4: n0 = 2, n1 = 4, n2 = 1, m = 400. The last column is what Chainrule computes with, one example a row.",
    "4강의 신경망으로 보면 n0 = 2, n1 = 4, n2 = 1, m = 400입니다. 마지막 칸은 Chainrule이 실제로 계산할 때의 모양으로, 예제가 행입니다.",
  ),
  cells(
    [
      said("quantity", "값"),
      said("shape", "모양"),
      said("in columns", "예제가 열"),
      said("in rows", "예제가 행"),
    ],
    Object.entries(meaning).map(([name, symbols]) => {
      // A parameter stands in the trace as its update; its shape is the same.
      const { columns, rows } = trace.step(name).shapes;
      return [name, symbols, formatShape(columns), formatShape(rows)];
    }),
  ),
  items(
    said(
      "A gradient has the shape of what it belongs to: dW1 that of W1.",
      "기울기의 모양은 그 대상의 모양과 같습니다. dW1의 모양은 W1과 같습니다.",
    ),
    said(
      "In a product the inner numbers agree and go: (4, 2) @ (2, 400) is (4, 400).",
      "행렬 곱에서는 안쪽 수가 같아야 하고, 곱하면 사라집니다. (4, 2) @ (2, 400)의 모양은 (4, 400)입니다.",
    ),
    said(
      "A transpose in a backward equation is there to make the shapes fit: dZ1 X^T is (4, 400) @ (400, 2).",
      "역전파 식의 전치는 모양을 맞추어 줍니다. dZ1 X^T는 (4, 400) @ (400, 2)입니다.",
    ),
  ),
]);

export const keepdims = step("Why keepdims", "keepdims가 필요한 까닭", () => [
  say(
    "db1 is the sum of dZ1 over the examples, axis 1. Without keepdims NumPy drops that axis, and (4, 400) becomes (4,), a list without direction.",
    "db1은 dZ1을 예제 방향, 곧 축 1을 따라 더한 것입니다. keepdims가 없으면 NumPy는 그 축을 없애 버립니다. 그래서 (4, 400)이 방향 없는 목록 (4,)가 됩니다.",
  ),
  ...numpy(
    `
import numpy as np
dZ1, b1 = np.ones((4, 400)), np.zeros((4, 1))
flat = np.sum(dZ1, axis=1)
column = np.sum(dZ1, axis=1, keepdims=True)
print(flat.shape, column.shape)
print((b1 - flat).shape, (b1 - column).shape)
`,
    "(4,) (4, 1)\n(4, 4) (4, 1)",
  ),
  say(
    "The second line is the trap. (4, 1) - (4,) is no error: broadcasting makes it (4, 4). The bias is a matrix from then on, and the program stops later and elsewhere, or not at all.",
    "둘째 줄이 함정입니다. (4, 1) - (4,)를 계산해도 오류가 나지 않고 브로드캐스팅으로 (4, 4)가 됩니다. 그때부터 편향은 행렬이 되고, 프로그램은 한참 뒤 엉뚱한 곳에서 멈추거나 아예 멈추지 않습니다.",
  ),
]);

const activations = ["tanh", "sigmoid", "relu"] as const;

export const sixEquations = step(
  "Six equations for any activation",
  "어떤 활성화 함수에나 맞는 여섯 식",
  () => {
    const all = activations.map((name) => ({
      name,
      equations: equations(derive(mlp(2, dense(4, name), dense(1, "sigmoid"))), { convention: "columns" }),
    }));
    const [first] = all;
    return [
      say(
        "Only one of the six equations knows the hidden activation g: that of dZ1. There g' is applied to Z1, and the product with W2^T dZ2 is element by element.",
        "여섯 식 가운데 은닉층의 활성화 함수 g가 들어가는 것은 dZ1의 식 하나뿐입니다. g'은 Z1에 적용하고, 그 결과를 W2^T dZ2에 원소별로 곱합니다.",
      ),
      ...first!.equations.map((one) =>
        one.text.startsWith("dZ1")
          ? line({
              text: "dZ1 = (W2^T dZ2) * g'(Z1)",
              latex: "dZ_1 = (W_2^\\top dZ_2) \\odot g'(Z_1)",
            })
          : line(one),
      ),
      say(
        "What that line becomes, derived by Chainrule for each of three activations:",
        "활성화 함수 세 가지로 Chainrule이 유도한 dZ1은 이렇습니다.",
      ),
      cells(
        ["g", "dZ1", "NumPy"],
        all.map(({ name, equations }) => {
          const dZ1 = equations.find(({ text }) => text.startsWith("dZ1"))!;
          return [name, dZ1.text, dZ1.numpy];
        }),
      ),
      say(
        "The derivatives of tanh and of the sigmoid are written with A1, which is there already. That saves computing Z1 again; it is the same number.",
        "tanh와 시그모이드의 도함수는 이미 구해 둔 A1로 적습니다. Z1에서 다시 계산하지 않아도 되고 값은 같습니다.",
      ),
      shell("npx chainrule derive --layers 4:relu,1:sigmoid --convention columns --only equations"),
    ];
  },
);
