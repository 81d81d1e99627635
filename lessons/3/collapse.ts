import { formatNumber as n } from "../../src/explain/document/numbers.ts";
import { asArray, dense, mlp, type NDArray, planar, sgd } from "../../src/index.ts";
import { say, step, values } from "../lesson.ts";

const sizeOf = (array: NDArray): number => Math.max(...Array.from(array.data, Math.abs));

/** A network with a hidden layer of linear units, learned on the flower, and the one layer that it is. */
async function collapsed() {
  const { x, y } = planar({ samples: 400, seed: 1 });
  const deep = mlp(2, dense(4, "identity"), dense(1, "sigmoid"));
  await deep.fit(x, y, { optimizer: sgd(0.1), epochs: 300, seed: 3, dtype: "float64" });
  const { W1, b1, W2, b2 } = deep.weights as Record<string, NDArray>;
  const through = (row: (k: number) => number): number =>
    [0, 1, 2, 3].reduce((sum, k) => sum + row(k) * W2!.at(k, 0), 0);
  const W = asArray([0, 1].map((i) => [through((k) => W1!.at(i, k))]));
  const b = asArray([through((k) => b1!.at(k)) + b2!.at(0)]);
  const flat = mlp(2, dense(1, "sigmoid"));
  flat.setWeights({ W1: W, b1: b }, "float64");
  const [outputs, same] = [await deep.predict(x), await flat.predict(x)];
  const difference = sizeOf(asArray(Array.from(outputs.data, (a, i) => a - same.data[i]!)));
  return { W1: W1!, W2: W2!, W, b, difference, accuracy: (await deep.evaluate(x, y)).accuracy! };
}

export const collapse = step(
  "Why a hidden layer needs one",
  "은닉층에 활성화 함수가 필요한 까닭",
  async () => {
    const { W1, W2, W, b, difference, accuracy } = await collapsed();
    const percent = n(100 * accuracy, 4);
    return [
      say(
        "What if the hidden layer just passes its sums on? Two linear maps in a row are one linear map: (X W1 + b1) W2 + b2 = X (W1 W2) + (b1 W2 + b2). The hidden layer is there, but it can do nothing that a single layer could not.",
        "은닉층이 합을 그대로 내보내면 어떻게 될까요? 선형 변환을 두 번 이어도 선형 변환 하나일 뿐입니다. (X W1 + b1) W2 + b2 = X (W1 W2) + (b1 W2 + b2)이니까요. 은닉층이 있기는 해도 층 하나로 못 하던 일은 여전히 못 합니다.",
      ),
      say(
        "Here is a network that was trained: 2-4-1 with an identity hidden layer, on the flower of lesson 4. Its two matrices, and their product:",
        "실제로 학습시킨 신경망을 봅시다. 4강에 나오는 꽃 데이터로 학습한 2-4-1 신경망이고, 은닉층은 항등 함수입니다. 두 행렬과 그 곱은 이렇습니다.",
      ),
      values("W1", W1),
      values("W2", W2),
      values("W1 W2", W),
      values("b1 W2 + b2", b),
      say(
        `A network without hidden layer that is given the product says the same for all 400 points: the largest difference is ${difference.toExponential(0)}, which is rounding. Both get ${percent} % right, and no training will make it much better: a straight line cannot part the petals.`,
        `은닉층 없는 신경망에 이 곱을 넣으면 400개 점 모두에서 같은 답을 냅니다. 차이는 아무리 커도 ${difference.toExponential(0)}, 곧 반올림 오차입니다. 둘 다 정확도가 ${percent} %입니다. 더 학습시켜도 크게 나아지지 않습니다. 직선 하나로는 꽃잎을 나눌 수 없기 때문입니다.`,
      ),
    ];
  },
);
