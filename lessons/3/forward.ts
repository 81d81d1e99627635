import {
  asArray,
  dense,
  evaluator,
  input,
  mlp,
  type NDArray,
  networkPlot,
  ops,
  softmax,
} from "../../src/index.ts";
import { drawing, numpy, said, say, step } from "../lesson.ts";

const layers = [dense(3, "sigmoid"), dense(2, "sigmoid"), dense(2)];
/** One row per unit, as the text writes them. */
const texts = {
  W1: [
    [0.1, 0.2],
    [0.3, 0.4],
    [0.5, 0.6],
  ],
  W2: [
    [0.1, 0.2, 0.3],
    [0.4, 0.5, 0.6],
  ],
  W3: [
    [0.1, 0.2],
    [0.3, 0.4],
  ],
} as const;
const biases = { b1: [0.1, 0.2, 0.3], b2: [0.1, 0.2], b3: [0.1, 0.2] } as const;
const turned = (rows: readonly (readonly number[])[]): number[][] =>
  rows[0]!.map((_, j) => rows.map((row) => row[j]!));
const weights = { W1: turned(texts.W1), W2: turned(texts.W2), W3: turned(texts.W3), ...biases };

/** What the first layers give for x = (1, 0.5). */
async function after(count: number): Promise<NDArray> {
  const network = mlp(2, ...layers.slice(0, count));
  const own = Object.entries(weights).filter(([name]) => Number(name.slice(1)) <= count);
  network.setWeights(Object.fromEntries(own), "float64");
  return (await network.predict([[1, 0.5]])).reshape(2 + Number(count === 1));
}

const list = (rows: readonly (readonly number[])[]): string =>
  `[${rows.map((row) => `[${row.join(", ")}]`).join(", ")}]`;
const bare = mlp(2, dense(3));

export const forward = step("Three layers forward", "세 층을 지나는 순전파", async () => {
  bare.setWeights({ W1: weights.W1, b1: weights.b1 }, "float64");
  const a1 = (await bare.predict([[1, 0.5]])).reshape(3);
  const [z1, z2, y] = [await after(1), await after(2), await after(3)];
  return [
    say(
      "A network 2-3-2-2: sigmoid, sigmoid, and an output that passes its sums on. Each unit has a bias, a number it adds whatever comes in.",
      "2-3-2-2 신경망입니다. 두 은닉층은 시그모이드이고, 출력층은 합을 그대로 내보냅니다. 유닛마다 편향이 하나씩 있습니다. 편향은 무엇이 들어오든 더하는 수입니다.",
    ),
    drawing("network", said("The network 2-3-2-2.", "2-3-2-2 신경망."), (read) =>
      networkPlot(
        [
          { size: 2, label: read(said("input", "입력")) },
          { size: 3, label: "sigmoid" },
          { size: 2, label: "sigmoid" },
          { size: 2, label: "identity" },
        ],
        [weights.W1, weights.W2, weights.W3],
        {
          signs: [read(said("positive weight", "양의 가중치")), read(said("negative weight", "음의 가중치"))],
        },
      ),
    ),
    say(
      "This text writes an example as a column, and a weight matrix with one row for each unit. So the product is W @ x, and not x @ W as in lesson 1: the same numbers, transposed. It calls the sums a and the activations z; most texts do it the other way round.",
      "이 글에서는 예제 하나가 열이고, 가중치 행렬의 행 하나가 유닛 하나입니다. 그래서 곱도 1강처럼 x @ W가 아니라 W @ x입니다. 같은 수를 전치한 것뿐입니다. 또 합을 a, 활성값을 z라고 부르는데, 반대로 부르는 글이 더 많습니다.",
    ),
    ...numpy(
      `
def sigmoid(a):
    return 1 / (1 + np.exp(-a))

x = np.array([1.0, 0.5])
W1, b1 = np.array(${list(texts.W1)}), np.array([${biases.b1.join(", ")}])
W2, b2 = np.array(${list(texts.W2)}), np.array([${biases.b2.join(", ")}])
W3, b3 = np.array(${list(texts.W3)}), np.array([${biases.b3.join(", ")}])

a1 = W1 @ x + b1
z1 = sigmoid(a1)
z2 = sigmoid(W2 @ z1 + b2)
y = W3 @ z2 + b3
print(a1)
print(z1)
print(z2)
print(y)
`,
      [a1, z1, z2, y].join("\n"),
    ),
  ];
});

export const overflow = step("Softmax without overflow", "넘치지 않는 소프트맥스", () => {
  const z = input("z", [1, 3]);
  const naive = ops.div(ops.exp(z), ops.sum(ops.exp(z), { axes: [1], keepdims: true }));
  const stable = softmax(z);
  const run = evaluator({ outputs: { stable, naive }, updates: [] });
  run.bind("z", Float64Array.of(1010, 1000, 990));
  run.run();
  const printed = (node: typeof z): string => String(asArray(run.valueOf(node)));
  return [
    say(
      "Softmax turns the sums of the last layer into probabilities: exp of each, divided by the sum of all. Written like that, it fails for large sums: exp(1010) is more than a float64 can hold, and infinity divided by infinity is no number.",
      "소프트맥스는 마지막 층의 합을 확률로 바꿉니다. 각각의 exp를 모든 exp의 합으로 나누면 됩니다. 그런데 이대로 짜면 합이 클 때 실패합니다. exp(1010)은 float64로 나타낼 수 없이 크고, 무한대를 무한대로 나눈 것은 수가 아닙니다.",
    ),
    ...numpy(
      `
z = np.array([1010., 1000., 990.])
with np.errstate(all="ignore"):
    print(np.exp(z) / np.sum(np.exp(z)))
`,
      printed(naive),
    ),
    say(
      "Subtract the largest sum first. Numerator and denominator shrink by the same factor, so the result is the same, and the largest exponent is 0.",
      "가장 큰 합을 먼저 빼면 됩니다. 분자와 분모가 같은 비율로 줄어 결과는 그대로이고, 가장 큰 지수가 0이 됩니다.",
    ),
    ...numpy(
      `
e = np.exp(z - np.max(z))
print(e / np.sum(e))
`,
      printed(stable),
    ),
    say(
      "Chainrule's softmax always does this, and chainrule check knows the slip of leaving it out.",
      "Chainrule의 소프트맥스는 언제나 이렇게 계산합니다. 빼먹은 코드는 chainrule check가 찾아냅니다.",
    ),
  ];
});
