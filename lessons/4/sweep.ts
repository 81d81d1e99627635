import { formatNumber as n } from "../../src/explain/document/numbers.ts";
import {
  type Activation,
  boundaryGrid,
  boundaryPlot,
  dense,
  explain,
  linePlot,
  mlp,
  type NDArray,
  planar,
  sgd,
  smallMultiples,
} from "../../src/index.ts";
import { cells, drawing, items, said, say, shell, step, values } from "../lesson.ts";
import { flower, fresh, init } from "./flower.ts";

const sizes = [1, 2, 3, 4, 5, 20, 50];
const updates = 5_000;
const percent = (share: number): string => (100 * share).toFixed(2).replace(/\.?0+$/, "");

async function learn(hidden: number, activation: Activation = "tanh", { x, y } = flower) {
  const model = mlp(2, dense(hidden, activation, init), dense(1, "sigmoid", init));
  const run = await model.fit(x, y, {
    optimizer: sgd(1.2),
    epochs: updates,
    seed: 3,
    dtype: "float64",
  });
  return { model, run };
}

export const hiddenSizes = step("How many hidden units?", "은닉 유닛은 몇 개가 좋을까?", async () => {
  const grid = boundaryGrid(flower.x, { resolution: 60 });
  const rows: { hidden: number; seen: number; unseen: number; svg: string }[] = [];
  for (const hidden of sizes) {
    const { model } = await learn(hidden);
    const predictions = await model.predict(grid.points);
    rows.push({
      hidden,
      seen: (await model.evaluate(flower.x, flower.y)).accuracy!,
      unseen: (await model.evaluate(fresh.x, fresh.y)).accuracy!,
      svg: boundaryPlot({ grid, predictions, ...flower }, { axes: false }),
    });
  }
  // The standard error of a share p of 400 is sqrt(p (1 - p) / 400).
  const chance = (100 * Math.sqrt((0.9 * 0.1) / 400)).toFixed(1);
  return [
    say(
      `Train ${sizes.length} networks, ${updates.toLocaleString("en")} updates each. Judge each of them twice: on the points it learned from, and on 400 fresh points, drawn with another seed.`,
      `신경망 ${sizes.length}개를 ${updates.toLocaleString("en")}번씩 갱신합니다. 그리고 저마다 두 번 평가합니다. 한 번은 배운 점으로, 한 번은 시드를 바꾸어 새로 뽑은 점 400개로 합니다.`,
    ),
    cells(
      [
        said("hidden units", "은닉 유닛"),
        said("accuracy (%)", "정확도 (%)"),
        said("on fresh points (%)", "새 점에서 (%)"),
      ],
      rows.map(({ hidden, seen, unseen }) => [`${hidden}`, percent(seen), percent(unseen)]),
    ),
    drawing(
      "sweep",
      said("The decision boundary for each number of hidden units.", "은닉 유닛 수에 따른 결정 경계."),
      (read) =>
        smallMultiples(
          rows.map(({ hidden, seen, unseen, svg }) => ({
            svg,
            caption: `${hidden}: ${percent(seen)} % ${read(said("/ fresh", "/ 새 점"))} ${percent(unseen)} %`,
          })),
          { columns: 3, width: 780 },
        ),
    ),
    say(
      `One or two units cannot draw the petals; from 3 on they come out. After that the differences are chance: by 400 points an accuracy near 90 % is known to about ${chance} points, one way or the other.`,
      `유닛 하나둘로는 꽃잎을 그리지 못하고, 셋부터 꽃잎이 드러납니다. 그다음의 차이는 우연이라고 보아야 합니다. 점 400개로는 90 % 근처의 정확도를 위아래로 ${chance} %포인트쯤까지만 알 수 있기 때문입니다.`,
    ),
    shell(
      'npx chainrule sweep planar --layers "{1,2,3,4,5}:tanh,1:sigmoid" --lr 1.2 --epochs 5000 --seed 3 --init "normal(0,0.01)" --out sweep',
    ),
  ];
});

export const overfitting = step("Over-fitting, seen", "눈으로 보는 과적합", async () => {
  const few = planar({ samples: 60, seed: 1 });
  const grid = boundaryGrid(flower.x, { resolution: 60 });
  const rows: { hidden: number; seen: number; unseen: number; svg: string }[] = [];
  for (const hidden of [3, 5, 20, 50]) {
    const { model } = await learn(hidden, "tanh", few);
    const predictions = await model.predict(grid.points);
    rows.push({
      hidden,
      seen: (await model.evaluate(few.x, few.y)).accuracy!,
      unseen: (await model.evaluate(fresh.x, fresh.y)).accuracy!,
      svg: boundaryPlot({ grid, predictions, ...few }, { axes: false }),
    });
  }
  return [
    say(
      "To see over-fitting, take points away. With only 60 points to learn from, a large network can learn each of them by heart:",
      "과적합을 보려면 점을 줄이면 됩니다. 배울 점이 60개뿐이면 큰 신경망은 점을 하나하나 외워 버립니다.",
    ),
    cells(
      [
        said("hidden units", "은닉 유닛"),
        said("accuracy (%)", "정확도 (%)"),
        said("on fresh points (%)", "새 점에서 (%)"),
      ],
      rows.map(({ hidden, seen, unseen }) => [`${hidden}`, percent(seen), percent(unseen)]),
    ),
    drawing(
      "overfitting",
      said(
        "The decision boundary of networks that learned from 60 points.",
        "점 60개로 배운 신경망의 결정 경계.",
      ),
      (read) =>
        smallMultiples(
          rows.map(({ hidden, seen, unseen, svg }) => ({
            svg,
            caption: `${hidden}: ${percent(seen)} % ${read(said("/ fresh", "/ 새 점"))} ${percent(unseen)} %`,
          })),
          { columns: 2, width: 560 },
        ),
    ),
    say(
      "Down the table the accuracy on the learned points rises, and the one on fresh points falls. Whoever looks at the first column alone picks the worst network.",
      "표에서 아래로 갈수록 배운 점의 정확도는 오르고 새 점의 정확도는 떨어집니다. 앞의 정확도만 보는 사람은 가장 나쁜 신경망을 고르게 됩니다.",
    ),
  ];
});

/** The 2-4-1 network after some updates from weights that are all the same. */
async function same(start: number, count: number) {
  const layer = { init: `constant(${start})` };
  const model = mlp(2, dense(4, "tanh", layer), dense(1, "sigmoid", layer));
  await model.fit(flower.x, flower.y, { optimizer: sgd(1.2), epochs: count, dtype: "float64" });
  return {
    ...(model.weights as Record<"W1" | "W2", NDArray>),
    accuracy: (await model.evaluate(flower.x, flower.y)).accuracy!,
  };
}

export const symmetry = step("Why not start at zero?", "왜 0에서 시작하면 안 될까?", async () => {
  const layer = { init: "zeros" };
  const trace = explain(mlp(2, dense(4, "tanh", layer), dense(1, "sigmoid", layer)), flower.x, flower.y, {
    optimizer: sgd(1.2),
    dtype: "float64",
  });
  const largest = (name: string) => Math.max(...Array.from(trace.step(name).value.data, Math.abs));
  const equal = await same(0.1, 1000);
  return [
    say(
      "Let all weights start at 0. Then A1 = tanh(0) = 0, so dW2 = (1/m) dZ2 A1^T is 0. And W2 = 0, so dA1 = W2^T dZ2 is 0, and dW1 with it. Nothing can move but b2.",
      "모든 가중치를 0에서 시작해 봅시다. A1 = tanh(0) = 0이므로 dW2 = (1/m) dZ2 A1^T는 0입니다. W2 = 0이므로 dA1 = W2^T dZ2도 0이고, dW1도 0입니다. 움직일 수 있는 것은 b2뿐입니다.",
    ),
    cells(
      [said("gradient", "기울기"), said("largest element", "가장 큰 원소")],
      ["dW1", "db1", "dW2"].map((name) => [name, n(largest(name))]),
    ),
    say(
      "Another constant is no better. With all weights 0.1 the hidden units do learn, but all the same thing: they get the same inputs, the same error, the same update. After 1,000 updates the four columns are still equal, bit for bit:",
      "다른 상수로 바꾸어도 마찬가지입니다. 가중치가 모두 0.1이면 은닉 유닛이 배우기는 하지만 모두 똑같은 것을 배웁니다. 입력이 같고 오차가 같으니 갱신도 같습니다. 1,000번 갱신한 뒤에도 네 열은 비트까지 똑같습니다.",
    ),
    values("W1", equal.W1),
    values("W2", equal.W2),
    say(
      `Four units do the work of one, and the accuracy is ${percent(equal.accuracy)} %. Small random numbers break this symmetry.`,
      `네 유닛이 하나 몫만 하는 셈이고, 정확도는 ${percent(equal.accuracy)} %에 그칩니다. 작은 난수로 시작하면 이 대칭이 깨집니다.`,
    ),
  ];
});

/** Mean of the hidden activations, and root mean square of dZ1, at the first update. */
function first(activation: Activation) {
  const model = mlp(2, dense(4, activation, init), dense(1, "sigmoid", init));
  const trace = explain(model, flower.x, flower.y, { optimizer: sgd(1.2), seed: 3, dtype: "float64" });
  const [a, dZ] = ["A1", "dZ1"].map((name) => Array.from(trace.step(name).value.data));
  const mean = (list: readonly number[]) => list.reduce((sum, v) => sum + v, 0) / list.length;
  return { active: mean(a!), term: Math.sqrt(mean(dZ!.map((d) => d * d))) };
}

export const tanhOrSigmoid = step(
  "tanh or sigmoid in the hidden layer?",
  "은닉층에는 tanh일까 시그모이드일까?",
  async () => {
    const [tanh, sigmoid] = [await learn(4), await learn(4, "sigmoid")];
    const shown = Array.from({ length: updates / 10 }, (_, i) => 10 * i);
    const costs = ({ run }: typeof tanh): number[] => shown.map((i) => run.history.loss[i]!);
    const [atTanh, atSigmoid] = [first("tanh"), first("sigmoid")];
    return [
      say(
        "The same network, the same start, only the hidden activation differs:",
        "신경망도 출발점도 같고 은닉층의 활성화 함수만 다르게 해 봅시다.",
      ),
      cells(
        ["", "tanh", "sigmoid"],
        [
          [
            said("mean activation at the start", "처음의 평균 활성값"),
            atTanh.active.toFixed(3),
            atSigmoid.active.toFixed(3),
          ],
          [said("size of dZ1 at the start", "처음 dZ1의 크기"), n(atTanh.term, 2), n(atSigmoid.term, 2)],
          [
            said(`cost after ${updates} updates`, `${updates}번 갱신한 뒤의 비용`),
            tanh.run.last.loss.toFixed(4),
            sigmoid.run.last.loss.toFixed(4),
          ],
          [
            said("accuracy (%)", "정확도 (%)"),
            percent(tanh.run.last.accuracy!),
            percent(sigmoid.run.last.accuracy!),
          ],
        ],
      ),
      drawing(
        "hidden",
        said(
          "Cost with a hidden tanh and with a hidden sigmoid.",
          "은닉층이 tanh일 때와 시그모이드일 때의 비용.",
        ),
        (read) =>
          linePlot(
            [
              { x: shown, y: costs(tanh), label: "tanh" },
              { x: shown, y: costs(sigmoid), label: "sigmoid" },
            ],
            { xLabel: read(said("update", "갱신")), yLabel: read(said("cost", "비용")) },
          ),
      ),
      items(
        said(
          "tanh is centered at 0. The sigmoid is 0.5 where its sum is 0, so every unit of the next layer gets a push in one direction that its weights must first undo.",
          "tanh는 0을 중심으로 합니다. 시그모이드는 합이 0일 때 0.5여서, 다음 층의 유닛이 모두 한쪽으로 밀리고 가중치가 그것부터 되돌려야 합니다.",
        ),
        said(
          "The derivative of tanh at 0 is 1, that of the sigmoid 0.25. The error terms of the hidden layer start four times as large.",
          "0에서 tanh의 도함수는 1이고 시그모이드의 도함수는 0.25입니다. 은닉층의 오차항이 네 배 크게 출발합니다.",
        ),
      ),
      say(
        "At the output the sigmoid is still right: there a probability is wanted.",
        "출력층에는 여전히 시그모이드가 맞습니다. 거기서는 확률이 필요하기 때문입니다.",
      ),
    ];
  },
);
