import { formatNumber as n } from "../../src/explain/document/numbers.ts";
import { boundaryGrid, boundaryPlot, boundaryText, dense, mlp, sgd } from "../../src/index.ts";
import { cells, drawing, numpy, said, say, shell, step } from "../lesson.ts";
import { flower, init, names } from "./flower.ts";

const model = mlp(2, dense(4, "tanh", init), dense(1, "sigmoid", init));
/** Thousands of updates that the learner's program prints. From 6,500 on the last bit decides, and NumPy differs from itself. */
const checked = 6;

export const training = step("Training", "학습", async () => {
  const run = await model.fit(flower.x, flower.y, {
    optimizer: sgd(1.2),
    epochs: 10_000,
    seed: 3,
    dtype: "float64",
  });
  const costs = Array.from({ length: 10 }, (_, i) => run.history.loss[1000 * i]!);
  const grid = boundaryGrid(flower.x, { resolution: 120 });
  const boundary = { grid, predictions: await model.predict(grid.points), ...flower };
  const percent = n(100 * run.last.accuracy!, 4);
  return [
    say(
      "Gradient descent: compute the six, step against them, again and again. Learning rate 1.2, all 400 points in every update. The weights start as 0.01 * randn, first W1, then W2, from RandomState(3); the biases start at 0.",
      "경사 하강법은 여섯 식을 계산하고 그 반대 방향으로 한 걸음 가는 일을 되풀이합니다. 학습률은 1.2이고, 갱신할 때마다 400개 점을 모두 씁니다. 가중치는 RandomState(3)에서 0.01 * randn으로 W1, W2 차례로 뽑고, 편향은 0에서 시작합니다.",
    ),
    ...numpy(
      `
draw = np.random.RandomState(3)
W1, b1 = 0.01 * draw.randn(4, 2), np.zeros((4, 1))
W2, b2 = 0.01 * draw.randn(1, 4), np.zeros((1, 1))
m, learning_rate = X.shape[1], 1.2

for update in range(${1000 * checked + 1}):
    A1 = np.tanh(W1 @ X + b1)
    A2 = 1 / (1 + np.exp(-(W2 @ A1 + b2)))
    if update % 1000 == 0:
        cost = -np.mean(Y * np.log(A2) + (1 - Y) * np.log(1 - A2))
        print(f"{update:5d}  {cost:.6f}")
    dZ2 = A2 - Y
    dW2 = (1 / m) * dZ2 @ A1.T
    db2 = (1 / m) * np.sum(dZ2, axis=1, keepdims=True)
    dZ1 = (W2.T @ dZ2) * (1 - A1 ** 2)
    dW1 = (1 / m) * dZ1 @ X.T
    db1 = (1 / m) * np.sum(dZ1, axis=1, keepdims=True)
    W1, b1 = W1 - learning_rate * dW1, b1 - learning_rate * db1
    W2, b2 = W2 - learning_rate * dW2, b2 - learning_rate * db2
`,
      costs
        .slice(0, checked + 1)
        .map((cost, i) => `${String(1000 * i).padStart(5)}  ${cost.toFixed(6)}`)
        .join("\n"),
    ),
    say("Chainrule to the end:", "Chainrule로 끝까지 가면 이렇습니다."),
    cells(
      [said("update", "갱신"), said("cost", "비용")],
      costs.map((cost, i) => [`${1000 * i}`, cost.toFixed(6)]),
    ),
    say(
      `After 10,000 updates ${percent} % of the points are on the right side. (NumPy's own cost at update 9,000 is 0.218526 in one way of writing 1/m, and another in another way: with this large learning rate the weights swing from update 6,500 on, and the last bit of a number decides.)`,
      `10,000번 갱신하고 나면 점의 ${percent} %가 맞는 쪽에 있습니다. (NumPy로 짜면 9,000번째 비용이 0.218526쯤 나오는데, 1/m을 곱하는 순서만 바꾸어도 값이 조금 달라집니다. 학습률이 커서 6,500번째부터 가중치가 흔들리고, 그때부터는 수의 마지막 비트가 결과를 가르기 때문입니다.)`,
    ),
    drawing(
      "boundary",
      said(
        "The decision boundary of four hidden units over the data.",
        "은닉 유닛 네 개로 얻은 결정 경계와 데이터.",
      ),
      (read) => boundaryPlot(boundary, { classes: names.map(read) }),
      boundaryText(boundary, { width: 60 }),
    ),
    shell(
      'npx chainrule train planar --layers 4:tanh,1:sigmoid --lr 1.2 --epochs 10000 --seed 3 --init "normal(0,0.01)" --dtype float64',
    ),
  ];
});
