import { formatNumber as n } from "../../src/explain/document/numbers.ts";
import {
  boundaryGrid,
  boundaryPlot,
  boundaryText,
  dense,
  derive,
  equations,
  mlp,
  networkPlot,
  planar,
  scatterPlot,
  sgd,
} from "../../src/index.ts";
import { lines } from "../derived.ts";
import { cells, drawing, equation, line, numpy, said, say, shell, step } from "../lesson.ts";

export const flower = planar({ samples: 400, seed: 1 });
export const fresh = planar({ samples: 400, seed: 2 });
export const init = { init: "normal(0,0.01)" };

const names = [said("class 0", "0번 클래스"), said("class 1", "1번 클래스")];

export const data = step("The flower", "꽃 데이터", () => [
  say(
    "400 points in the plane, 200 of each class, in petals that lie between each other. A straight line cannot part them.",
    "평면에 점이 400개 있습니다. 클래스마다 200개씩이고, 두 클래스의 꽃잎이 번갈아 놓여 있습니다. 직선 하나로는 나눌 수 없습니다.",
  ),
  ...numpy(
    `
import numpy as np

def flower(seed, N=200):
    draw = np.random.RandomState(seed)
    points, labels = [], []
    for j in range(2):
        t = np.linspace(j * 3.12, (j + 1) * 3.12, N) + 0.2 * draw.randn(N)
        r = 4 * np.sin(4 * t) + 0.2 * draw.randn(N)
        points.append(np.array([r * np.sin(t), r * np.cos(t)]))
        labels.append(np.full((1, N), j))
    return np.hstack(points), np.hstack(labels)

X, Y = flower(seed=1)
print(X.shape, Y.shape)
print(X[:, 0])
`,
    `(2, 400) (1, 400)\n${flower.x.rows([0]).reshape(2)}`,
  ),
  say(
    "The text stores one example a column: X is (2, 400), Y is (1, 400). Chainrule computes with one example a row and shows either.",
    "이 글에서는 예제 하나가 열 하나입니다. X의 모양은 (2, 400), Y의 모양은 (1, 400)입니다. Chainrule은 예제를 행으로 두고 계산하지만, 어느 쪽으로든 보여 줄 수 있습니다.",
  ),
  drawing(
    "flower",
    said("The flower: 400 points of two classes.", "꽃 데이터: 두 클래스의 점 400개."),
    (read) => scatterPlot(flower.x, flower.y, { classes: names.map(read) }),
  ),
]);

const derivation = derive(mlp(2, dense(4, "tanh"), dense(1, "sigmoid")), { optimizer: sgd(1.2) });

export const network = step("The network", "신경망", () => [
  say(
    "2 inputs, 4 hidden units with tanh, 1 output with the sigmoid. The output is the probability of class 1; at 0.5 and above the answer is class 1.",
    "입력 2개, tanh를 쓰는 은닉 유닛 4개, 시그모이드를 쓰는 출력 1개입니다. 출력은 1번 클래스일 확률이고, 0.5 이상이면 1번 클래스라고 답합니다.",
  ),
  drawing("network", said("The network 2-4-1.", "2-4-1 신경망."), (read) =>
    networkPlot([
      { size: 2, label: read(said("input", "입력")), units: ["x1", "x2"] },
      { size: 4, label: "tanh" },
      { size: 1, label: "sigmoid" },
    ]),
  ),
  equation("Z1 = W1 X + b1,  A1 = tanh(Z1)", "Z_1 = W_1 X + b_1, \\quad A_1 = \\tanh(Z_1)"),
  equation("Z2 = W2 A1 + b2,  A2 = s(Z2)", "Z_2 = W_2 A_1 + b_2, \\quad A_2 = \\sigma(Z_2)"),
  say(
    "The cost is the mean binary cross-entropy: where the label is 1 it counts -log A2, where it is 0 it counts -log(1 - A2). It is small where the network is sure and right, and large where it is sure and wrong.",
    "비용은 이진 교차 엔트로피의 평균입니다. 레이블이 1이면 -log A2를, 0이면 -log(1 - A2)를 셉니다. 확신하고 맞히면 작고, 확신하고 틀리면 큽니다.",
  ),
  equation(
    "J = -(1/m) sum(Y * log(A2) + (1 - Y) * log(1 - A2))",
    "J = -\\frac{1}{m} \\sum \\left( Y \\odot \\log A_2 + (1 - Y) \\odot \\log(1 - A_2) \\right)",
  ),
]);

export const derivationSteps = step("The six equations, derived", "여섯 식 유도하기", () => [
  say(
    "Start at the output. By hand: the derivative of the cost by A2 is -Y / A2 + (1 - Y) / (1 - A2), and that of the sigmoid is A2 (1 - A2). Multiply them, and the denominators cancel: -Y (1 - A2) + (1 - Y) A2 = A2 - Y.",
    "출력에서 시작합니다. 손으로 하면 이렇습니다. 비용을 A2로 미분하면 -Y / A2 + (1 - Y) / (1 - A2)이고, 시그모이드의 도함수는 A2 (1 - A2)입니다. 둘을 곱하면 분모가 약분되어 -Y (1 - A2) + (1 - Y) A2 = A2 - Y만 남습니다.",
  ),
  say(
    "Chainrule derives it from the graph it computes with, a rule a line. It writes the logarithm of a sigmoid so that it cannot overflow, and arrives at the same place.",
    "Chainrule은 실제 계산에 쓰는 그래프에서 한 줄에 규칙 하나씩 써서 유도합니다. 시그모이드의 로그를 넘치지 않는 꼴로 바꾸어 쓰지만 도착하는 곳은 같습니다.",
  ),
  ...["dZ2", "dW2", "db2", "dA1", "dZ1", "dW1", "db1"].flatMap((name) => lines(derivation, name)),
  say("Together, the six equations of backpropagation:", "모으면 역전파의 여섯 식이 됩니다."),
  ...equations(derivation, { convention: "columns" }).map((one) => line(one)),
  shell("npx chainrule derive --layers 4:tanh,1:sigmoid --convention columns"),
]);

const model = mlp(2, dense(4, "tanh", init), dense(1, "sigmoid", init));
/** Of the main run: from update 6,500 on the last bits decide, and NumPy differs from itself. */
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
      boundaryText(
        {
          ...boundary,
          grid: boundaryGrid(flower.x, { resolution: 60 }),
          predictions: await model.predict(boundaryGrid(flower.x, { resolution: 60 }).points),
        },
        { width: 60 },
      ),
    ),
    shell(
      'npx chainrule train planar --layers 4:tanh,1:sigmoid --lr 1.2 --epochs 10000 --seed 3 --init "normal(0,0.01)" --dtype float64',
    ),
  ];
});
