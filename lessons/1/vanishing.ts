import { formatNumber as n } from "../../src/explain/document/numbers.ts";
import {
  activations,
  asArray,
  dense,
  evaluator,
  explain,
  functionPlot,
  gradients,
  input,
  linePlot,
  mlp,
  ops,
  RandomState,
} from "../../src/index.ts";
import { cells, drawing, said, say, shell, step } from "../lesson.ts";

const depth = 8;
/** Root mean square of dZ in each of eight layers of ten units, all weights from N(0, 1/sqrt(n)). */
function termsBy(activation: "sigmoid" | "tanh"): number[] {
  const init = "lecunNormal";
  const hidden = Array.from({ length: depth }, () => dense(10, activation, { init }));
  const deep = mlp(10, ...hidden, dense(1, "sigmoid", { init }));
  const rng = new RandomState(1);
  const x = asArray(rng.randn(1000)).reshape(100, 10);
  const y = Array.from({ length: 100 }, (_, i) => Number(x.at(i, 0) > 0));
  const shown = explain(deep, x, y, { seed: 1, dtype: "float64" });
  return Array.from({ length: depth }, (_, i) => {
    const terms = Array.from(shown.step(`dZ${i + 1}`).value.data);
    return Math.sqrt(terms.reduce((sum, term) => sum + term * term, 0) / terms.length);
  });
}

function slope(z: number): number {
  const node = input("z", [1]);
  const [da] = gradients(ops.sum(activations.sigmoid(node)), [node]);
  const run = evaluator({ outputs: { da: da! }, updates: [] });
  run.bind("z", Float64Array.of(z));
  run.run();
  return run.valueOf(da!)[0]!;
}

export const vanishing = step("The vanishing gradient", "기울기 소실", () => {
  const [sigmoid, tanh] = [termsBy("sigmoid"), termsBy("tanh")];
  const layers = sigmoid.map((_, i) => i + 1);
  const times = (terms: readonly number[]): string =>
    Number((terms.at(-1)! / terms[0]!).toPrecision(2)).toLocaleString("en");
  return [
    say(
      `Every step back multiplies by s'(h). The derivative of the sigmoid is largest at 0, and there it is ${n(slope(0))}. At 4 it is ${n(slope(4), 2)}. So each sigmoid layer takes at least three quarters away, if the weights do not make up for it.`,
      `한 층씩 거슬러 올라갈 때마다 s'(h)를 곱합니다. 시그모이드의 도함수는 0에서 가장 큰데, 그 값이 고작 ${n(slope(0))}입니다. 4에서는 ${n(slope(4), 2)}밖에 되지 않습니다. 가중치가 메워 주지 않으면 시그모이드 층을 하나 지날 때마다 4분의 3 이상이 사라지는 셈입니다.`,
    ),
    drawing(
      "sigmoid",
      said(
        "The sigmoid and its derivative, which is never above 0.25.",
        "시그모이드와 그 도함수. 도함수는 0.25를 넘지 못한다.",
      ),
      () => functionPlot((z) => 1 / (1 + Math.exp(-z)), { derivative: slope, label: "s" }),
    ),
    say(
      `See it: ${depth} hidden layers of 10 units, weights from N(0, 1/sqrt(n)), 100 random examples, and the typical size of the error terms in each layer.`,
      `직접 봅시다. 유닛 10개짜리 은닉층을 ${depth}개 쌓고, 가중치를 N(0, 1/sqrt(n))에서 뽑고, 무작위 예제 100개를 넣어 층마다 오차항의 크기를 재었습니다.`,
    ),
    cells(
      [said("layer", "층"), "sigmoid", "tanh"],
      sigmoid.map((term, i) => [`${i + 1}`, term.toExponential(1), tanh[i]!.toExponential(1)]),
    ),
    drawing(
      "vanishing",
      said(
        "Typical size of the error terms by layer, on a logarithmic scale.",
        "층별 오차항의 크기. 세로축은 로그 눈금이다.",
      ),
      (read) =>
        linePlot(
          [
            { x: layers, y: sigmoid, label: "sigmoid" },
            { x: layers, y: tanh, label: "tanh" },
          ],
          {
            yScale: "log",
            title: read(said("Size of the error terms", "오차항의 크기")),
            xLabel: read(said("layer", "층")),
          },
        ),
    ),
    say(
      `From layer ${depth} to layer 1 the sigmoid network loses a factor of about ${times(sigmoid)}, the tanh network one of about ${times(tanh)}. The first layers of a deep sigmoid network hardly learn. That is the vanishing gradient.`,
      `${depth}번째 층에서 첫째 층까지 오는 동안 오차항은 시그모이드 신경망에서 약 ${times(sigmoid)}분의 1로, tanh 신경망에서 약 ${times(tanh)}분의 1로 줄었습니다. 시그모이드를 깊게 쌓으면 앞쪽 층은 거의 배우지 못합니다. 이것이 기울기 소실입니다.`,
    ),
    say(
      "The same for a network of your own, with what causes it:",
      "직접 만든 신경망에서 원인까지 함께 보려면 이렇게 합니다.",
    ),
    shell(
      "npx chainrule report planar --layers 8:sigmoid,8:sigmoid,8:sigmoid,1:sigmoid --lr 0.5 --epochs 200",
    ),
  ];
});
