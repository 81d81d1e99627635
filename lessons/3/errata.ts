import { erratum, said, say, step } from "../lesson.ts";
import { verdictOn } from "../verdict.ts";

const reluAsPrinted = { X: [[-1, 0.5, 2]], W1: [[1]], b1: [0], Z1: [[-1, 0.5, 2]], A1: [[0, 1, 1]] };
const perExample = {
  X: [
    [1, 0.5, 0.2, 0.1, 0.9],
    [0.5, 0.1, 0.7, 0.3, 0.4],
  ],
  W1: [
    [0.1, 0.2],
    [0.3, 0.4],
    [0.5, 0.6],
  ],
  b1: [
    [0.1, 0.4, 0.2, 0.3, 0.1],
    [0.2, 0.1, 0.3, 0.5, 0.2],
    [0.3, 0.3, 0.1, 0.2, 0.4],
  ],
  W2: [
    [0.1, 0.2, 0.3],
    [0.4, 0.5, 0.6],
  ],
  b2: [[0.1], [0.2]],
};

export const errata = step("What the text gets wrong", "글에서 틀린 곳", () => {
  return [
    ...erratum(
      said("The formula of ReLU", "ReLU의 식"),
      said("ReLU is 1 for x > 0.", "x > 0일 때 ReLU의 값이 1이라고 합니다."),
      said(
        "it is x for x > 0. 1 is its slope there.",
        "x > 0일 때 ReLU의 값은 x입니다. 1은 그때의 기울기입니다.",
      ),
      said(`a function that is only 0 or 1 is the step.`, `값이 0과 1뿐이라면 계단 함수입니다.`),
      verdictOn(reluAsPrinted, { layers: "1:relu" }),
    ),
    ...erratum(
      said("A bias for every example", "예제마다 다른 편향"),
      said(
        "the bias arrays have one random column for every example of the batch.",
        "편향 배열에 배치의 예제 수만큼 무작위 열이 있습니다.",
      ),
      said(
        "a bias is one value per unit, (3, 1) here, and broadcasting gives it to every example.",
        "편향은 유닛마다 하나입니다. 여기서는 (3, 1)이고, 브로드캐스팅으로 모든 예제에 똑같이 더해집니다.",
      ),
      said(
        `a network must give the same answer wherever an example stands in a batch; with such biases it does not, and cannot take a batch of another size.`,
        `예제가 배치의 어디에 있든 신경망의 답은 같아야 합니다. 편향이 이렇다면 답이 달라지고, 크기가 다른 배치는 넣을 수도 없습니다.`,
      ),
      verdictOn(perExample, { layers: "3:sigmoid,2" }),
    ),
    say(
      "Both are easy to overlook: the code runs, and numbers come out.",
      "둘 다 놓치기 쉽습니다. 코드는 돌아가고 수도 나오기 때문입니다.",
    ),
  ];
});
