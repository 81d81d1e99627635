import { asArray, mlp, RandomState } from "../../src/index.ts";
import { erratum, numpy, output, refusal, said, say, step } from "../lesson.ts";
import { verdictOn } from "../verdict.ts";
import { layer, x, y } from "./network.ts";

/** Weights of the shapes the text's margin gives, drawn as the text draws them. */
function misshapen() {
  const draw = new RandomState(1);
  const uniform = (rows: number, columns: number) =>
    asArray(Array.from(draw.rand(rows * columns) as ArrayLike<number>, (u) => 2 * u - 1)).reshape(
      rows,
      columns,
    );
  return { W1: uniform(3, 4), W2: uniform(3, 4), W3: uniform(4, 1) };
}

export const errata = step("What the text gets wrong", "글에서 틀린 곳", () => {
  const weights = misshapen();
  return [
    ...erratum(
      said("The second weight matrix", "둘째 가중치 행렬"),
      said(
        "in the margin, the 3-4-4-1 network has a second matrix of shape (3, 4).",
        "여백에 적힌 3-4-4-1 신경망의 둘째 행렬은 모양이 (3, 4)라고 합니다.",
      ),
      said(
        "(4, 4): the first hidden layer has 4 units, so 4 numbers come into the second one.",
        "(4, 4)가 맞습니다. 첫째 은닉층의 유닛이 4개이므로 둘째 은닉층으로 들어오는 수도 4개입니다.",
      ),
      said(
        `the columns of one matrix must be the rows of the next: (3, 4), (4, 4), (4, 1).`,
        `앞 행렬의 열 수가 다음 행렬의 행 수와 같아야 합니다. 곧 (3, 4), (4, 4), (4, 1)입니다.`,
      ),
      verdictOn(
        { X: x, y, ...weights },
        { layers: "4:sigmoid,4:sigmoid,1:sigmoid", loss: "halfSquaredError" },
      ),
    ),
    say("NumPy stops at the product of the two:", "NumPy는 두 행렬을 곱하는 데서 멈춥니다."),
    ...numpy(
      `
W2 = 2 * draw.random_sample((3, 4)) - 1
try:
    a1 @ W2
except ValueError as problem:
    print(problem)
`,
      "matmul: Input operand 1 has a mismatch in its core dimension 0, with gufunc signature (n?,k),(k,m?)->(n?,m?) (size 3 is different from 4)",
    ),
    say(
      "That is true, but it names neither the layer nor the shape that fits. Chainrule says, when such weights are set:",
      "틀린 말은 아니지만 어느 층인지, 어떤 모양이 맞는지는 알려 주지 않습니다. 이런 가중치를 Chainrule에 넣으면 이렇게 말합니다.",
    ),
    output(refusal(() => mlp(3, layer(4), layer(4), layer(1)).setWeights(weights))),
  ];
});
