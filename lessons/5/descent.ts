import { formatNumber as n } from "../../src/explain/document/numbers.ts";
import { dense, lossPlot, mlp, planar, sgd } from "../../src/index.ts";
import { flowerInNumpy } from "../flower.ts";
import { cells, drawing, equation, items, numpy, said, say, step } from "../lesson.ts";

export const flower = planar({ samples: 400, seed: 1 });
const init = { init: "normal(0,0.01)" };
export const network = () => mlp(2, dense(4, "tanh", init), dense(1, "sigmoid", init));
const tolerance = 1e-5;

/** The first update that changes the cost by less than the tolerance. */
const stillAt = (costs: ArrayLike<number>): number =>
  Array.from(costs).findIndex((cost, i) => i > 0 && Math.abs(cost - costs[i - 1]!) < tolerance);

export const repeat = step("Repeat until convergence", "수렴할 때까지 되풀이하기", async () => {
  const model = network();
  const run = await model.fit(flower.x, flower.y, {
    optimizer: sgd(1.2),
    epochs: 6_000,
    seed: 3,
    dtype: "float64",
  });
  const costs = run.history.loss;
  const late = stillAt(costs);
  const small = await network().fit(flower.x, flower.y, {
    optimizer: sgd(0.01),
    epochs: 10,
    seed: 3,
    dtype: "float64",
  });
  const early = stillAt(small.history.loss);
  return [
    say("Gradient descent is a loop of four lines:", "경사 하강법은 네 줄을 되풀이하는 일입니다."),
    items(
      said("forward: Z1, A1, Z2, A2", "순전파: Z1, A1, Z2, A2"),
      said("the cost, to watch", "지켜볼 비용 계산"),
      said("backward: the six equations", "역전파: 여섯 식"),
      said(
        "update: W1, b1, W2, b2, each minus learning rate * gradient",
        "갱신: W1, b1, W2, b2에서 저마다 (학습률) × (기울기) 빼기",
      ),
    ),
    equation("W := W - learning_rate * dW", "W := W - \\alpha\\, dW"),
    equation("b := b - learning_rate * db", "b := b - \\alpha\\, db"),
    say(
      "When to stop? Texts say: repeat until convergence, that is, until the cost hardly changes. Try it on the flower, with learning rate 1.2, and stop when one update changes the cost by less than 0.00001.",
      "언제 멈추어야 할까요? 흔히 수렴할 때까지, 곧 비용이 거의 바뀌지 않을 때까지 되풀이하라고 합니다. 꽃 데이터에 학습률 1.2로 해 봅시다. 갱신 한 번에 비용이 0.00001보다 적게 바뀌면 멈추기로 합니다.",
    ),
    ...numpy(
      `
${flowerInNumpy}

def descend(X, Y, n1, learning_rate):
    draw = np.random.RandomState(3)
    W1, b1 = 0.01 * draw.randn(n1, X.shape[0]), np.zeros((n1, 1))
    W2, b2 = 0.01 * draw.randn(1, n1), np.zeros((1, 1))
    m, update, before = X.shape[1], 0, np.inf
    while True:
        A1 = np.tanh(W1 @ X + b1)
        A2 = 1 / (1 + np.exp(-(W2 @ A1 + b2)))
        cost = -np.mean(Y * np.log(A2) + (1 - Y) * np.log(1 - A2))
        if abs(cost - before) < ${tolerance.toFixed(5)}:
            return update, cost
        before, update = cost, update + 1
        dZ2 = A2 - Y
        dW2, db2 = dZ2 @ A1.T / m, np.sum(dZ2, axis=1, keepdims=True) / m
        dZ1 = (W2.T @ dZ2) * (1 - A1 ** 2)
        dW1, db1 = dZ1 @ X.T / m, np.sum(dZ1, axis=1, keepdims=True) / m
        W1, b1 = W1 - learning_rate * dW1, b1 - learning_rate * db1
        W2, b2 = W2 - learning_rate * dW2, b2 - learning_rate * db2

X, Y = flower(seed=1)
update, cost = descend(X, Y, n1=4, learning_rate=1.2)
print(f"{update} {cost:.6f}")
`,
      `${late} ${costs[late]!.toFixed(6)}`,
    ),
    say(
      `The rule holds at update ${late}, with a cost of ${n(costs[late]!, 4)}. Now the same with the learning rate 0.01:`,
      `${late}번째 갱신에서 조건이 맞고, 그때 비용은 ${n(costs[late]!, 4)}까지 내려와 있습니다. 이번에는 학습률만 0.01로 바꾸어 봅시다.`,
    ),
    ...numpy(
      `
update, cost = descend(X, Y, n1=4, learning_rate=0.01)
print(f"{update} {cost:.6f}")
`,
      `${early} ${small.history.loss[early]!.toFixed(6)}`,
    ),
    say(
      `It stops at update ${early}, and nothing has been learned. The weights start near 0, where the ground is almost flat, and a small step changes little wherever it is taken. That the cost stands still is not the same as that it is low. So look at the curve:`,
      `${early}번째 갱신에서 멈추었고 배운 것이 없습니다. 가중치가 시작하는 0 근처는 거의 평평한 데다, 걸음이 작으면 어디서든 비용이 조금밖에 바뀌지 않습니다. 비용이 멈추어 있다고 해서 낮은 것은 아닙니다. 그러니 곡선을 직접 보는 것이 좋습니다.`,
    ),
    drawing(
      "cost",
      said(
        "The cost over 6,000 updates: flat, then a fall, then a slow slope.",
        "6,000번 갱신하는 동안의 비용. 평평하다가 뚝 떨어지고, 그 뒤로 천천히 준다.",
      ),
      (read) =>
        lossPlot(
          { loss: costs },
          { labels: { loss: read(said("cost", "비용")), epoch: read(said("update", "갱신")) } },
        ),
    ),
    cells(
      [said("update", "갱신"), said("cost", "비용")],
      [0, 10, 50, 100, 500, 1000, 5000].map((i) => [`${i}`, costs[i]!.toFixed(6)]),
    ),
  ];
});
