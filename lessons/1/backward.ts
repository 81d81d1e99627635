import { formatNumber as n } from "../../src/explain/document/numbers.ts";
import { asArray, dense, explain, mlp, sgd } from "../../src/index.ts";
import { cells, equation, line, numpy, said, say, shell, step } from "../lesson.ts";

const half = { loss: "halfSquaredError", optimizer: sgd(0.5) } as const;
const layer = (units: number) => dense(units, "sigmoid", { bias: false });

const worked = mlp(2, layer(1), layer(1));
worked.setWeights({ W1: [[0.4], [-0.2]], W2: [[0.1]] }, "float64");
/** One update of the worked example, x = (0.1, 0.3) with target 1. */
const trace = explain(worked, [[0.1, 0.3]], [[1]], half);
const value = (name: string, i = 0): number => trace.step(name).value.data[i]!;
/** What the update adds to a weight. */
const change = (name: string, i = 0): number => value(name, i) - trace.step(name).before!.data[i]!;

/** Every quantity of the worked example, as the text names it, with the sign of target - output. */
export const quantities = {
  h: value("Z1"),
  a: value("A1"),
  output: value("A2"),
  outputTerm: -value("dZ2"),
  hiddenTerm: -value("dZ1"),
  changeW2: change("W2"),
  changeW1: [change("W1", 0), change("W1", 1)],
} as const;
const { h, a, output, outputTerm, hiddenTerm, changeW2, changeW1 } = quantities;

export const byHand = step("One step back, by hand", "손으로 따라가는 역전파 한 걸음", () => [
  say(
    "Take the smallest network with a hidden layer: 2 inputs, 1 hidden unit, 1 output. x = (0.1, 0.3), W1 = (0.4, -0.2), W2 = 0.1. The target is 1, the learning rate 0.5.",
    "은닉층이 있는 가장 작은 신경망을 봅시다. 입력 2개, 은닉 유닛 1개, 출력 1개입니다. x = (0.1, 0.3), W1 = (0.4, -0.2), W2 = 0.1이고, 목표값은 1, 학습률은 0.5입니다.",
  ),
  say(
    "The output is too low. How much should each weight change? Go from the output backward: first the error term of the output, then the one of the hidden unit, then the weights.",
    "출력이 목표값보다 낮습니다. 가중치는 각각 얼마나 바뀌어야 할까요? 출력에서 거꾸로 갑니다. 먼저 출력의 오차항, 다음으로 은닉 유닛의 오차항, 마지막으로 가중치입니다.",
  ),
  cells(
    [said("what", "무엇"), said("how", "계산"), said("rounded", "반올림"), said("exactly", "자세히")],
    [
      [said("sum of the hidden unit", "은닉 유닛의 합"), "h = 0.1 * 0.4 + 0.3 * (-0.2)", n(h, 3), n(h, 8)],
      [said("its activation", "은닉 유닛의 활성값"), "a = s(h)", n(a, 3), n(a, 8)],
      [said("output", "출력"), "y^ = s(0.1 * a)", n(output, 3), n(output, 8)],
      [
        said("error term of the output", "출력의 오차항"),
        "(1 - y^) * y^ * (1 - y^)",
        n(outputTerm, 3),
        n(outputTerm, 8),
      ],
      [
        said("error term of the hidden unit", "은닉 유닛의 오차항"),
        said("0.1 * output term * a * (1 - a)", "0.1 * 출력 오차항 * a * (1 - a)"),
        n(hiddenTerm, 1),
        n(hiddenTerm, 8),
      ],
      [
        said("change of W2", "W2의 변화량"),
        said("0.5 * output term * a", "0.5 * 출력 오차항 * a"),
        n(changeW2, 3),
        n(changeW2, 8),
      ],
      [
        said("change of W1[0]", "W1[0]의 변화량"),
        said("0.5 * hidden term * 0.1", "0.5 * 은닉 오차항 * 0.1"),
        n(changeW1[0]!, 2),
        n(changeW1[0]!, 8),
      ],
      [
        said("change of W1[1]", "W1[1]의 변화량"),
        said("0.5 * hidden term * 0.3", "0.5 * 은닉 오차항 * 0.3"),
        n(changeW1[1]!, 2),
        n(changeW1[1]!, 8),
      ],
    ],
  ),
  say(
    "The factor y^ (1 - y^) is the derivative of the sigmoid. The update adds learning rate * error term * input of the weight.",
    "여기서 y^ (1 - y^)는 시그모이드의 도함수입니다. 갱신할 때는 (학습률) × (오차항) × (가중치로 들어온 입력)을 더합니다.",
  ),
  say(
    "A word on signs. Here the error is target - output, and the update adds. Many texts and Chainrule take output - target, call the term dZ, and subtract. The weights come out the same:",
    "부호를 짚고 넘어갑시다. 여기서는 오차를 (목표값 - 출력)으로 두고 갱신할 때 더합니다. Chainrule과 여러 교재는 (출력 - 목표값)을 dZ라 부르고 갱신할 때 뺍니다. 결과로 나오는 가중치는 같습니다.",
  ),
  ...["dZ2", "dW2", "dZ1", "dW1", "W2"].map((name) => line(trace.step(name).numbers[0]!)),
  (language) => ({ kind: "paragraph", text: trace.step("W2").why[language] }),
  say("All of it, with the reason of every step:", "모든 값과 그 까닭을 한꺼번에 보려면 이렇게 합니다."),
  shell("npx chainrule explain --preset worked-example"),
]);

const three = mlp(3, layer(2), layer(1));
const given = {
  W1: [
    [0.5, -0.6],
    [0.1, -0.2],
    [0.1, 0.7],
  ],
  W2: [[0.1], [-0.3]],
};
three.setWeights(given, "float64");
const step3 = explain(three, [[0.5, 0.1, -0.2]], [[0.6]], half);
/** 0.5 times minus the gradient: the difference of the weights before and after has lost digits. */
const update = (name: string) => {
  const gradient = step3.step(`d${name}`).value;
  return asArray(Array.from(gradient.data, (g) => -0.5 * g)).reshape(...gradient.shape);
};

export const inMatrices = step("The same with matrices", "행렬로 한 번에", () => [
  say(
    "With more units the formulas stay, and the products become matrix products. Here are 3 inputs, 2 hidden units and 1 output, with target 0.6. The line with x[:, None] is the one from before.",
    "유닛이 늘어도 식은 그대로이고, 곱이 행렬 곱으로 바뀔 뿐입니다. 이번에는 입력 3개, 은닉 유닛 2개, 출력 1개이고 목표값은 0.6입니다. x[:, None]이 있는 줄은 앞에서 본 그 모양입니다.",
  ),
  ...numpy(
    `
x = np.array([0.5, 0.1, -0.2])
target, learning_rate = 0.6, 0.5
W1 = np.array([[0.5, -0.6], [0.1, -0.2], [0.1, 0.7]])
W2 = np.array([0.1, -0.3])

hidden = sigmoid(x @ W1)
output = sigmoid(hidden @ W2)

error = target - output
output_term = error * output * (1 - output)
hidden_term = W2 * output_term * hidden * (1 - hidden)

print(learning_rate * output_term * hidden)
print(learning_rate * hidden_term * x[:, None])
`,
    `${update("W2").reshape(2)}\n${update("W1")}`,
  ),
  say(
    "The error term of a hidden unit: the error terms of the next layer, each times the weight that leads to it, added up, times the derivative of the unit's own activation.",
    "은닉 유닛의 오차항은 이렇게 구합니다. 다음 층의 오차항마다 그리로 이어지는 가중치를 곱해서 모두 더하고, 거기에 그 유닛의 활성화 함수 도함수를 곱합니다.",
  ),
  equation(
    "term_j = (sum over k of W[j,k] * term_k) * s'(h_j)",
    "\\delta_j = \\left( \\sum_k W_{jk}\\, \\delta_k \\right) \\sigma'(h_j)",
  ),
]);
