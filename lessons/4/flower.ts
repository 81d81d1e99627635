import { networkPlot, planar, scatterPlot } from "../../src/index.ts";
import { flowerInNumpy } from "../flower.ts";
import { drawing, equation, numpy, said, say, step } from "../lesson.ts";

export const flower = planar({ samples: 400, seed: 1 });
export const fresh = planar({ samples: 400, seed: 2 });
export const init = { init: "normal(0,0.01)" };

export const names = [said("class 0", "0번 클래스"), said("class 1", "1번 클래스")];

export const data = step("The flower", "꽃 데이터", () => [
  say(
    "400 points in the plane, 200 of each class, in petals that lie between each other. A straight line cannot part them.",
    "평면에 점이 400개 있습니다. 클래스마다 200개씩이고, 두 클래스의 꽃잎이 번갈아 놓여 있습니다. 직선 하나로는 나눌 수 없습니다.",
  ),
  ...numpy(
    `
import numpy as np

${flowerInNumpy}

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
