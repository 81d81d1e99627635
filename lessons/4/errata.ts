import { formatNumber as n } from "../../src/explain/document/numbers.ts";
import type { Said } from "../../src/explain/language/sentences.ts";
import { dense, explain, mlp, sgd } from "../../src/index.ts";
import { erratum, said, say, step } from "../lesson.ts";
import { verdictOn } from "../verdict.ts";
import { flower, init } from "./flower.ts";

const network = () => mlp(2, dense(4, "tanh", init), dense(1, "sigmoid", init));

/** What `check` says of the cost as the text computes it. */
function lossVerdict(): Said {
  const trace = explain(network(), flower.x, flower.y, { optimizer: sgd(1.2), seed: 3, dtype: "float64" });
  const { X, Y, A2 } = Object.fromEntries(["X", "Y", "A2"].map((name) => [name, trace.step(name).value]));
  const printed = Array.from(
    A2!.data,
    (a, i) => Y!.data[i]! * Math.log(1 - a) + (1 - Y!.data[i]!) * Math.log(1 - a),
  );
  return verdictOn(
    {
      X: X!,
      Y: Y!,
      W1: trace.step("W1").before!,
      b1: trace.step("b1").before!,
      W2: trace.step("W2").before!,
      b2: trace.step("b2").before!,
      A2: A2!,
      cost: -printed.reduce((sum, one) => sum + one, 0) / printed.length,
    },
    { layers: "4:tanh,1:sigmoid" },
  );
}

export const errata = step("What the text gets wrong", "글에서 틀린 곳", async () => {
  const slow = network();
  const run = await slow.fit(flower.x, flower.y, {
    optimizer: sgd(0.01),
    epochs: 10_000,
    seed: 42,
    dtype: "float64",
  });
  const reached = n(100 * (await slow.evaluate(flower.x, flower.y)).accuracy!, 4);
  const costs = [run.history.loss[0]!, run.last.loss].map((cost) => cost.toFixed(3));
  return [
    ...erratum(
      said("The logarithms of the loss", "손실의 두 로그"),
      said("the code takes log(1 - A2) in both terms.", "코드의 두 항이 모두 log(1 - A2)를 씁니다."),
      said("the first is Y * log(A2).", "첫째 항은 Y * log(A2)입니다."),
      said(
        `that cost does not depend on Y at all: Y and 1 - Y add up to 1. And a perfect network would have a cost without bound.`,
        `Y와 1 - Y를 더하면 1이므로 그 비용은 Y와 아무 상관이 없습니다. 게다가 완벽한 신경망의 비용이 한없이 커집니다.`,
      ),
      lossVerdict(),
    ),
    ...erratum(
      said("The name of the loss function", "손실 함수의 이름"),
      said(
        "the function is called by another name than it is defined under.",
        "함수를 정의한 이름과 부르는 이름이 다릅니다.",
      ),
      said("one name in both places.", "두 곳의 이름이 같아야 합니다."),
      said(
        "Python stops with a NameError at the first call, unless an older cell of a notebook still has the other name. Restart the notebook and run it from the top.",
        "처음 부를 때 Python이 NameError를 내며 멈춥니다. 다만 노트북의 예전 셀에 그 이름이 남아 있으면 그냥 지나갈 수 있습니다. 노트북을 다시 시작하고 처음부터 실행해 보면 드러납니다.",
      ),
    ),
    ...erratum(
      said("The learning rate", "학습률"),
      said("0.01.", "0.01을 씁니다."),
      said("1.2 for this network and data.", "이 신경망과 데이터에는 1.2가 필요합니다."),
      said(
        `with 0.01, seed 42 and 10,000 updates ${reached} % of the points are right. The cost has come from ${costs[0]} to ${costs[1]} and still falls, slowly: the step is too small.`,
        `학습률 0.01, 시드 42로 10,000번 갱신해도 정확도가 ${reached} %에 그칩니다. 비용은 ${costs[0]}에서 ${costs[1]}까지 내려왔을 뿐이고 아직도 천천히 줄고 있습니다. 걸음이 너무 작은 것입니다.`,
      ),
    ),
    ...erratum(
      said("The number of outputs", "출력 유닛의 수"),
      said("as many output units as classes.", "출력 유닛을 클래스 수만큼 둡니다."),
      said(
        "for two classes one output with a sigmoid is enough, and the text's own code has one. As many as classes is right with softmax.",
        "클래스가 둘이면 시그모이드 출력 하나로 충분하고, 글의 코드도 하나만 씁니다. 클래스 수만큼 두는 것은 소프트맥스를 쓸 때입니다.",
      ),
      said(
        "by the shapes: Y is (1, 400), so A2 has to be (1, 400), and W2 has one row.",
        "모양을 보면 됩니다. Y가 (1, 400)이니 A2도 (1, 400)이고, W2의 행은 하나입니다.",
      ),
    ),
    ...erratum(
      said("Over-fitting", "과적합"),
      said(
        "hidden sizes are compared by the accuracy on the training points.",
        "은닉층의 크기를 학습에 쓴 점의 정확도로만 견줍니다.",
      ),
      said(
        "training accuracy cannot show over-fitting; it takes points the network has not seen.",
        "학습에 쓴 데이터의 정확도로는 과적합을 볼 수 없습니다. 신경망이 본 적 없는 점이 있어야 합니다.",
      ),
      said(
        "compare the two columns of the table in step 6.",
        "6단계에 있는 표의 두 정확도를 견주어 보면 압니다.",
      ),
    ),
    say("Five slips, and every one of them teaches something.", "다섯 군데 모두 배울 것이 있는 실수입니다."),
  ];
});
