import { asArray, dense, input, mlp, networkPlot, ops, RandomState } from "../../src/index.ts";
import { drawing, equation, numpy, output, refusal, said, say, step, values } from "../lesson.ts";

const sigmoid = (units: number) => dense(units, "sigmoid", { bias: false });
const draw = new RandomState(42);
const x = asArray(draw.randn(4)).reshape(1, 4);
const W1 = asArray(draw.normal(0, 0.1, 12)).reshape(4, 3);
const W2 = asArray(draw.normal(0, 0.1, 6)).reshape(3, 2);

/** Root mean square of the sums that reach 1000 units with 100 inputs, all drawn from N(0, 1) and weights N(0, sd). */
function spread(sd: number): string {
  const rng = new RandomState(0);
  const [inputs, weights] = [rng.randn(100), rng.normal(0, sd, 100 * 1000)];
  let squares = 0;
  for (let j = 0; j < 1000; j++) {
    let h = 0;
    for (let i = 0; i < 100; i++) h += inputs[i]! * weights[1000 * i + j]!;
    squares += h * h;
  }
  return Math.sqrt(squares / 1000).toFixed(2);
}

export const weights = step("Weights are a matrix", "가중치는 행렬이다", () => [
  say(
    "A network with a hidden layer has two sets of weights: from the inputs to the hidden units, and from the hidden units to the outputs. Here are 4 inputs, 3 hidden units and 2 outputs.",
    "은닉층이 하나 있는 신경망에는 가중치가 두 벌 있습니다. 하나는 입력에서 은닉 유닛으로, 다른 하나는 은닉 유닛에서 출력으로 이어집니다. 여기서는 입력이 4개, 은닉 유닛이 3개, 출력이 2개입니다.",
  ),
  drawing(
    "network",
    said(
      "The network 4-3-2. A line is as wide as its weight is large.",
      "4-3-2 신경망. 선이 굵을수록 가중치의 크기가 크다.",
    ),
    (read) =>
      networkPlot(
        [
          { size: 4, label: read(said("input", "입력")) },
          { size: 3, label: read(said("hidden", "은닉층")) },
          { size: 2, label: read(said("output", "출력")) },
        ],
        [W1, W2],
        {
          title: read(said("One hidden layer", "은닉층이 하나인 신경망")),
          signs: [read(said("positive weight", "양의 가중치")), read(said("negative weight", "음의 가중치"))],
        },
      ),
  ),
  say(
    "Each set is a matrix. A row belongs to an input, a column to the unit it leads to: W1[i, j] is the weight from input i to hidden unit j. So W1 has the shape (inputs, hidden units).",
    "가중치 한 벌은 행렬 하나로 나타냅니다. 행은 입력에, 열은 그 입력이 이어지는 유닛에 대응합니다. 즉 W1[i, j] 자리의 값은 입력 i에서 은닉 유닛 j로 가는 가중치입니다. 따라서 W1의 모양은 (입력 수, 은닉 유닛 수)입니다.",
  ),
  values("W1", W1),
  values("W2", W2),
  say(
    "Weights start as small random numbers. A common choice is a normal distribution with standard deviation 1/sqrt(n) for n inputs. The reason: a hidden unit adds n products, and such a sum spreads like sqrt(n). (The weights above come from N(0, 0.1), to keep the first numbers small.)",
    "가중치는 작은 난수로 시작합니다. 흔히 입력이 n개일 때 표준편차가 1/sqrt(n)인 정규분포를 씁니다. 은닉 유닛은 곱을 n개 더하는데, 이런 합은 sqrt(n)에 비례해서 퍼지기 때문입니다. (위의 가중치는 수를 작게 하려고 N(0, 0.1)에서 뽑았습니다.)",
  ),
  say(
    `Try it with 100 inputs and 1000 hidden units. With weights from N(0, 1) the sums have a typical size of ${spread(1)}, and the sigmoid is flat there. With N(0, 1/sqrt(100)) it is ${spread(0.1)}.`,
    `입력 100개, 은닉 유닛 1000개로 확인해 봅시다. 가중치를 N(0, 1)에서 뽑으면 합의 크기가 보통 ${spread(1)} 정도인데, 시그모이드는 거기서 거의 평평합니다. N(0, 1/sqrt(100))에서 뽑으면 ${spread(0.1)} 정도에 머뭅니다.`,
  ),
]);

const six = [1, 2, 3, 4, 5, 6];
const errors = [0.5, -1, 2];
const product = asArray(six.map((one) => errors.map((error) => one * error)));

export const shapes = step("When shapes do not fit", "모양이 맞지 않을 때", () => [
  say(
    "Most mistakes in a first network are mistakes of shape. Suppose 6 inputs and 3 hidden units. Each weight changes by the error of its unit times its input, so there are 6 x 3 changes. The first try fails:",
    "신경망을 처음 짤 때 나오는 실수는 대부분 모양 때문에 생깁니다. 입력이 6개, 은닉 유닛이 3개라고 합시다. 가중치마다 (그 유닛의 오차) × (그 입력)만큼 바뀌므로 변화량은 6 × 3개입니다. 그런데 처음 시도는 실패합니다.",
  ),
  ...numpy(
    `
import numpy as np
x = np.array([${six.map((one) => `${one}.`).join(", ")}])
error = np.array([${errors.join(", ")}])
try:
    error * x
except ValueError as problem:
    print(problem)
`,
    "operands could not be broadcast together with shapes (3,) (6,)",
  ),
  say("Chainrule says it so:", "같은 곱을 Chainrule에 시키면 이렇게 알려 줍니다."),
  output(refusal(() => ops.mul(input("error", [3]), input("x", [6])))),
  say(
    "NumPy compares the axes from the end: 3 against 6, and neither of them is 1. One of the two has to become a column. W1 has a row for each input, so let x be the column: x[:, None] has the shape (6, 1), and the product has the shape (6, 3) of W1.",
    "NumPy는 축을 끝에서부터 맞추어 봅니다. 3과 6은 다르고 둘 다 1이 아닙니다. 그래서 한쪽을 열로 세워야 합니다. W1에는 입력마다 행이 하나씩 있으니 x를 열로 세웁니다. x[:, None]의 모양은 (6, 1)이고, 곱의 모양은 W1과 같은 (6, 3)이 됩니다.",
  ),
  ...numpy("print(error * x[:, None])", String(product)),
  say(
    "A transpose does not help here: x has one axis, and the transpose of a list is the same list.",
    "전치는 여기서 도움이 되지 않습니다. x는 축이 하나뿐이어서 전치해도 그대로입니다.",
  ),
  ...numpy("print(x.shape, x.T.shape, x[:, None].shape, x[:, None].T.shape)", "(6,) (6,) (6, 1) (1, 6)"),
]);

export const forward = step("The forward pass", "순전파", async () => {
  const network = mlp(4, sigmoid(3), sigmoid(2));
  network.setWeights({ W1, W2 }, "float64");
  const hidden = mlp(4, sigmoid(3));
  hidden.setWeights({ W1 }, "float64");
  return [
    say(
      "Now the numbers go through. Each layer does two things: it multiplies by its weights, and it applies its activation function, here the sigmoid s(z) = 1 / (1 + exp(-z)). There are no biases in this lesson.",
      "이제 수를 흘려보냅니다. 층마다 하는 일은 두 가지입니다. 가중치를 곱하고, 활성화 함수를 적용합니다. 여기서 활성화 함수는 시그모이드 s(z) = 1 / (1 + exp(-z))입니다. 이번 강에서는 편향을 쓰지 않습니다.",
    ),
    equation("A1 = s(X W1)", "A_1 = \\sigma(X W_1)"),
    equation("A2 = s(A1 W2)", "A_2 = \\sigma(A_1 W_2)"),
    ...numpy(
      `
def sigmoid(z):
    return 1 / (1 + np.exp(-z))

draw = np.random.RandomState(42)
X = draw.randn(4)
W1 = draw.normal(0, 0.1, (4, 3))
W2 = draw.normal(0, 0.1, (3, 2))
hidden = sigmoid(X @ W1)
output = sigmoid(hidden @ W2)
print(hidden)
print(output)
`,
      `${(await hidden.predict(x)).reshape(3)}\n${(await network.predict(x)).reshape(2)}`,
    ),
    say(
      "The lines under the program are Chainrule's: it draws the random numbers that NumPy draws, and so it has the same weights and the same outputs. All lie near 0.5, because small weights give small sums, and s(0) = 0.5.",
      "코드 아래의 결과는 Chainrule이 계산한 것입니다. NumPy와 똑같은 난수를 뽑기 때문에 가중치도 출력도 같습니다. 값이 모두 0.5 근처인 까닭은, 가중치가 작으면 합도 작고 s(0) = 0.5이기 때문입니다.",
    ),
  ];
});
