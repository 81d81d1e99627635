import { formatNumber as n } from "../../src/explain/document/numbers.ts";
import { type Activation, dense, explain, linePlot, mlp, type NDArray, sgd } from "../../src/index.ts";
import { cells, drawing, items, said, say, step, values } from "../lesson.ts";
import { flower, init } from "./flower.ts";
import { learn, percent, updates } from "./learn.ts";

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
