import { formatNumber as n } from "../../src/explain/document/numbers.ts";
import { dense, derive, equations, explain, mlp, sgd } from "../../src/index.ts";
import { cells, items, line, said, say, shell, step } from "../lesson.ts";

const layer = (units: number) => dense(units, "sigmoid", { bias: false });
const half = { loss: "halfSquaredError", optimizer: sgd(0.5) } as const;

const pair = mlp(2, layer(2), layer(2));
const shown = equations(derive(pair, half), { convention: "rows" });
const equationOf = (name: string) => shown.find(({ text }) => text.startsWith(`${name} =`))!;

export const outputWeight = step("An output weight: three factors", "출력층의 가중치: 세 가지 인수", () => [
  say(
    "Two layers of two sigmoid nodes, and half the squared error as the loss. How does the loss change with one weight of the last layer? The weight acts on the sum z, z on the output a, and a on the loss. The chain rule multiplies the three.",
    "시그모이드 노드가 두 개씩 있는 층 두 개를 생각합시다. 손실은 제곱 오차의 절반입니다. 마지막 층의 가중치 하나가 바뀌면 손실은 얼마나 바뀔까요? 가중치는 합 z에, z는 출력 a에, a는 손실에 영향을 줍니다. 연쇄 법칙에 따라 이 셋을 곱하면 됩니다.",
  ),
  items(
    said("the error: how far the output is off, a - y", "오차: 출력이 목표값에서 벗어난 정도, a - y"),
    said(
      "the derivative of the activation: how much the output gives when z moves, a (1 - a)",
      "활성화 함수의 도함수: z가 움직일 때 출력이 따라 움직이는 정도, a (1 - a)",
    ),
    said(
      "the input of the layer: how much z moves when the weight does, the activation of the unit before",
      "그 층의 입력: 가중치가 움직일 때 z가 움직이는 정도, 곧 앞 유닛의 활성값",
    ),
  ),
  say("The first two together are the error term dZ2:", "앞의 두 인수를 곱한 것이 오차항 dZ2입니다."),
  line(equationOf("dZ2")),
  line(equationOf("dW2")),
  say(
    "Where there are several examples, the matrix product adds them up.",
    "예제가 여러 개이면 행렬 곱 안에서 예제마다의 값이 더해집니다.",
  ),
]);

const logit = (a: number): number => Math.log(a / (1 - a));
/** One input that is 1, and two outputs of 0.9 and 0.8 whose targets are 0.1 and 0.9. */
const two = mlp(1, layer(2));
two.setWeights({ W1: [[logit(0.9), logit(0.8)]] }, "float64");
const moved = explain(two, [[1]], [[0.1, 0.9]], half);

export const blame = step("Who erred more moves more", "더 많이 틀린 쪽이 더 많이 움직인다", () => {
  const [output, term, weight] = ["A1", "dZ1", "W1"].map((name) => moved.step(name));
  const targets = [0.1, 0.9];
  return [
    say(
      "Take two outputs: one is 0.8 too high, the other 0.1 too low. Both are fed by the same unit, whose activation is 1. The learning rate is 0.5.",
      "출력이 두 개 있는데, 하나는 0.8만큼 높고 다른 하나는 0.1만큼 낮다고 합시다. 둘 다 활성값이 1인 같은 유닛에서 신호를 받습니다. 학습률은 0.5입니다.",
    ),
    cells(
      [
        said("output", "출력"),
        said("target", "목표값"),
        said("error", "오차"),
        said("error * derivative", "오차 * 도함수"),
        said("change of its weight", "가중치의 변화량"),
      ],
      targets.map((target, i) => {
        const a = output!.value.data[i]!;
        const change = weight!.value.data[i]! - weight!.before!.data[i]!;
        return [n(a), n(target), n(a - target), n(term!.value.data[i]!), n(change)];
      }),
    ),
    say(
      "The first weight goes down, the second goes up, and the one that erred more moves more. Not eight times as much, though: the derivative a (1 - a) is smaller at 0.9 than at 0.8. A unit that is sure of itself is slow to change its mind.",
      "첫째 가중치는 내려가고 둘째는 올라갑니다. 더 많이 틀린 쪽이 더 많이 움직입니다. 다만 여덟 배까지는 아닙니다. 도함수 a (1 - a)가 0.8에서보다 0.9에서 더 작기 때문입니다. 확신이 강한 유닛일수록 생각을 천천히 바꿉니다.",
    ),
  ];
});

pair.setWeights(
  {
    W1: [
      [0.1, 0.3],
      [0.2, -0.1],
    ],
    W2: [
      [0.4, -0.5],
      [0.6, 0.2],
    ],
  },
  "float64",
);
const trace = explain(pair, [[1, 2]], [[1, 0]], half);

export const hiddenWeight = step(
  "A hidden weight: errors come together",
  "은닉층의 가중치: 오차가 모인다",
  () => [
    say(
      "A hidden unit has no target. Its error comes from what it fed: it helped to make every output, so it answers for every output's error term, each weighted by the connection. If w1 leads to output 1 and w3 to output 2, its error is w1 * d1 + w3 * d2.",
      "은닉 유닛에는 목표값이 없습니다. 은닉 유닛의 오차는 신호를 보낸 곳에서 되돌아옵니다. 모든 출력을 만드는 데 거들었으니 모든 출력의 오차항을 나누어 지되, 연결의 가중치만큼 집니다. w1이 첫째 출력으로, w3이 둘째 출력으로 간다면 오차는 w1 * d1 + w3 * d2입니다.",
    ),
    say(
      "On a network with numbers, for the first hidden unit:",
      "실제 수로 보면 첫째 은닉 유닛은 이렇습니다.",
    ),
    line(trace.step("dA1").numbers[0]!),
    say(
      "From there the three factors are the same as before: error, derivative, input.",
      "그다음은 앞에서와 똑같은 세 인수, 곧 오차, 도함수, 입력입니다.",
    ),
    line(trace.step("dZ1").numbers[0]!),
    line(trace.step("dW1").numbers[0]!),
    say("All four equations at once:", "네 식을 모으면 이렇습니다."),
    ...shown.map((one) => line(one)),
    say("Line by line, with the rule of every line:", "한 줄씩, 줄마다 쓴 규칙과 함께 보려면 이렇게 합니다."),
    shell("npx chainrule derive --layers 2:sigmoid,2:sigmoid --no-bias --loss halfSquaredError"),
  ],
);
