import { formatNumber as n } from "../../src/explain/document/numbers.ts";
import { asArray, dense, lossPlot, mlp, networkPlot, sgd, xor } from "../../src/index.ts";
import { drawing, equation, numpy, said, say, shell, step } from "../lesson.ts";

export const { x, y } = xor();
const updates = 60_000;
export const layer = (units: number) => dense(units, "sigmoid", { bias: false, init: "uniform(-1,1)" });

async function trained(hidden: readonly number[]) {
  const model = mlp(3, ...hidden.map(layer), layer(1));
  const run = await model.fit(x, y, {
    loss: "halfSquaredError",
    optimizer: sgd(1),
    epochs: updates,
    seed: 1,
    dtype: "float64",
  });
  const outputs = await model.predict(x);
  return { model, outputs, loss: run.history.loss };
}

/** What the loop of a program prints with `np.round(a, 4).ravel()`. */
const rounded = (outputs: ArrayLike<number>): string =>
  String(asArray(Array.from(outputs, (a) => Number(a.toFixed(4)))));

export const elevenLines = step("A network in eleven lines", "열한 줄로 짜는 신경망", async () => {
  const { model, outputs, loss } = await trained([4]);
  return [
    say(
      "Four examples with three inputs; the third input is always 1 and does the work of a bias. The target is 1 where exactly one of the first two inputs is 1. No single layer can do that. The network is 3-4-1, all sigmoid.",
      "예제는 네 개, 입력은 세 개입니다. 셋째 입력은 언제나 1이어서 편향 노릇을 합니다. 앞의 두 입력 가운데 하나만 1일 때 목표값이 1입니다. 층 하나로는 할 수 없는 일입니다. 신경망은 3-4-1이고 모두 시그모이드입니다.",
    ),
    say(
      "The loss is half the squared error, added up over the examples, so the error term of the output is (a - y) * a * (1 - a). The learning rate is 1, so there is none to be seen. Weights start evenly between -1 and 1.",
      "손실은 예제마다 구한 제곱 오차의 절반을 더한 것이므로, 출력의 오차항은 (a - y) * a * (1 - a)입니다. 학습률은 1이라 식에 보이지 않습니다. 가중치는 -1과 1 사이에서 고르게 뽑습니다.",
    ),
    equation("delta2 = (a - y) * a * (1 - a)", "\\delta_2 = (a - y) \\odot a \\odot (1 - a)"),
    ...numpy(
      `
import numpy as np
X = np.array([[0, 0, 1], [0, 1, 1], [1, 0, 1], [1, 1, 1]])
y = np.array([[0, 1, 1, 0]]).T
draw = np.random.RandomState(1)
W1, W2 = 2 * draw.random_sample((3, 4)) - 1, 2 * draw.random_sample((4, 1)) - 1
for update in range(${updates}):
    a1 = 1 / (1 + np.exp(-X @ W1))
    a2 = 1 / (1 + np.exp(-a1 @ W2))
    delta2 = (a2 - y) * a2 * (1 - a2)
    delta1 = delta2 @ W2.T * a1 * (1 - a1)
    W2, W1 = W2 - a1.T @ delta2, W1 - X.T @ delta1
`,
    ),
    say(
      "The last line changes both weights at once. Changing W2 first and taking delta1 from the new W2 is a common slip; here delta1 is made before.",
      "마지막 줄에서 두 가중치를 한꺼번에 바꿉니다. W2를 먼저 바꾸고 새 W2로 delta1을 구하는 것이 흔한 실수인데, 여기서는 delta1을 미리 구해 두었습니다.",
    ),
    ...numpy("print(np.round(a2, 4).ravel())", rounded(outputs.data)),
    say(
      `After ${updates.toLocaleString("en")} updates the outputs are near 0, 1, 1, 0. Chainrule has the same four numbers: ${Array.from(outputs.data, (a) => n(a, 6)).join(", ")}.`,
      `${updates.toLocaleString("en")}번 갱신한 뒤의 출력은 0, 1, 1, 0에 가깝습니다. Chainrule의 결과도 같습니다. ${Array.from(outputs.data, (a) => n(a, 6)).join(", ")}.`,
    ),
    drawing(
      "loss",
      said(
        "The loss of the 3-4-1 network over 60,000 updates.",
        "3-4-1 신경망의 손실을 60,000번의 갱신에 걸쳐 그린 것.",
      ),
      (read) =>
        lossPlot(
          { loss },
          { scale: "log", labels: { loss: read(said("loss", "손실")), epoch: read(said("update", "갱신")) } },
        ),
    ),
    drawing("network", said("The weights it has learned.", "학습이 끝난 뒤의 가중치."), (read) =>
      networkPlot(
        [
          { size: 3, label: read(said("input", "입력")), units: ["x1", "x2", "1"] },
          { size: 4, label: read(said("hidden", "은닉층")) },
          { size: 1, label: read(said("output", "출력")) },
        ],
        [model.weights!.W1!, model.weights!.W2!],
        {
          signs: [read(said("positive weight", "양의 가중치")), read(said("negative weight", "음의 가중치"))],
        },
      ),
    ),
    shell(
      'npx chainrule train xor --layers 4:sigmoid,1:sigmoid --no-bias --init "uniform(-1,1)" --loss halfSquaredError --lr 1 --epochs 60000 --seed 1 --dtype float64',
    ),
  ];
});

export const deeper = step("One more hidden layer", "은닉층을 하나 더", async () => {
  const { outputs } = await trained([4, 4]);
  return [
    say(
      "A second hidden layer adds one line forward and one line back: its error term is made from the one after it, as before. Everything else stays.",
      "은닉층을 하나 더 넣으면 순전파에 한 줄, 역전파에 한 줄이 늘어납니다. 오차항은 앞에서처럼 바로 다음 층의 오차항으로 만듭니다. 나머지는 그대로입니다.",
    ),
    ...numpy(
      `
draw = np.random.RandomState(1)
W1, W2, W3 = [2 * draw.random_sample(shape) - 1 for shape in [(3, 4), (4, 4), (4, 1)]]
for update in range(${updates}):
    a1 = 1 / (1 + np.exp(-X @ W1))
    a2 = 1 / (1 + np.exp(-a1 @ W2))
    a3 = 1 / (1 + np.exp(-a2 @ W3))
    delta3 = (a3 - y) * a3 * (1 - a3)
    delta2 = delta3 @ W3.T * a2 * (1 - a2)
    delta1 = delta2 @ W2.T * a1 * (1 - a1)
    W3, W2, W1 = W3 - a2.T @ delta3, W2 - a1.T @ delta2, W1 - X.T @ delta1
print(np.round(a3, 4).ravel())
`,
      rounded(outputs.data),
    ),
    say(
      "The result is hardly better than with one hidden layer. This problem does not need more depth.",
      "은닉층이 하나일 때보다 나아진 것이 거의 없습니다. 이 문제에는 더 깊은 신경망이 필요하지 않습니다.",
    ),
  ];
});
