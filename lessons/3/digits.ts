import { formatNumber as n } from "../../src/explain/document/numbers.ts";
import { cells, said, say, shell, step } from "../lesson.ts";
import { measured } from "./mnist.ts";

export const digits = step("Handwritten digits", "손글씨 숫자", () => {
  const sizes = [784, 50, 100, 10];
  const parameters = sizes.slice(1).map((size, i) => (sizes[i]! + 1) * size);
  const total = parameters.reduce((a, b) => a + b).toLocaleString("en");
  return [
    say(
      "MNIST has 60,000 images of digits to learn from and 10,000 to be judged by. An image has 28 x 28 pixels from 0 to 255; divided by 255 they are inputs between 0 and 1.",
      "MNIST에는 학습용 숫자 그림 60,000장과 평가용 그림 10,000장이 있습니다. 그림 한 장은 28 × 28개의 화소이고 값은 0에서 255까지입니다. 255로 나누면 0과 1 사이의 입력이 됩니다.",
    ),
    cells(
      [
        said("layer", "층"),
        said("weights", "가중치"),
        said("biases", "편향"),
        said("activation", "활성화 함수"),
      ],
      sizes
        .slice(1)
        .map((size, i) => [
          `${i + 1}`,
          `(${sizes[i]}, ${size})`,
          `(${size},)`,
          i === 2 ? "softmax" : "sigmoid",
        ]),
    ),
    say(
      `That makes ${total} numbers to learn. Images go through in batches of 100: a (100, 784) matrix in, a (100, 10) matrix of probabilities out. The largest of a row is the answer.`,
      `배워야 할 수가 모두 ${total}개입니다. 그림은 100장씩 묶어 넣습니다. (100, 784) 행렬이 들어가면 확률을 담은 (100, 10) 행렬이 나옵니다. 행마다 가장 큰 값이 답입니다.`,
    ),
    say(
      `With weights from N(0, 1) and no training it gets ${n(measured.untrained, 4)} of the test images right. Guessing one of ten digits would get about a tenth. The text stops there.`,
      `가중치를 N(0, 1)에서 뽑고 학습시키지 않으면 평가용 그림에서 정확도가 ${n(measured.untrained, 4)}밖에 되지 않습니다. 열 숫자 가운데 하나를 찍어도 10분의 1은 맞힙니다. 글은 여기서 끝납니다.`,
    ),
    say(
      `Chainrule goes on: weights from N(0, 1/sqrt(n)), biases 0, gradient descent with learning rate 0.5, five epochs. Then it gets ${n(measured.trained, 4)} right. (NumPy, written by hand with the same settings, reaches about 0.96. Both numbers on this page were measured on MNIST's own files, seed 0; they are not part of this repository.)`,
      `Chainrule로 이어서 학습시켜 봅시다. 가중치는 N(0, 1/sqrt(n))에서 뽑고, 편향은 0, 경사 하강법의 학습률은 0.5, 에포크는 5번입니다. 그러면 정확도가 ${n(measured.trained, 4)}까지 오릅니다. (같은 설정으로 NumPy를 써서 직접 짜도 0.96쯤 나옵니다. 이 쪽의 두 정확도는 MNIST 파일로 직접 잰 것이고 시드는 0입니다. MNIST 파일은 이 저장소에 들어 있지 않습니다.)`,
    ),
    shell(
      "npx chainrule train mnist --layers 50:sigmoid,100:sigmoid,10:softmax --init lecunNormal --lr 0.5 --epochs 5 --batch 100",
    ),
  ];
});
