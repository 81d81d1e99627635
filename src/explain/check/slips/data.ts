import { ops } from "../../../graph/build.ts";
import { instead, type Slip, slipsOf } from "./slip.ts";

/** What was handed in, and shapes that broadcast where nobody meant them to. */
export const dataSlips: readonly Slip[] = slipsOf({
  labelsNotOneHot: {
    plant: "dZ2 = A2 - labels[:, None]",
    read: ({ name }, { labels, picture }) =>
      name === "Y" && labels ? instead(ops.broadcast(labels, { shape: picture.output.shape })) : [],
    said: ({ name }) => ({
      en: `${name} holds class numbers, and they were subtracted as they are. Turn them into one-hot rows first: np.eye(classes)[labels].`,
      ko: `${name} 배열의 클래스 번호를 그대로 뺐습니다. 먼저 원-핫 행으로 바꾸세요: np.eye(classes)[labels].`,
    }),
  },
  flatTargets: {
    plant: "dZ2 = A2 - Y  # A2 is (m, 1), Y is (m,)",
    read({ name, shape }, { flatTargets, value, picture }) {
      const m = picture.examples;
      if (name !== "Y" || !flatTargets || shape[1] !== 1 || m > 2000) return [];
      return instead(ops.broadcast(ops.transpose(value("Y")!), { shape: [m, m] }));
    },
    said: ({ name }) => ({
      en: `${name} has shape (m,) beside a column (m, 1): NumPy makes an (m, m) matrix of their difference. Write ${name}.reshape(-1, 1).`,
      ko: `${name} 배열의 모양이 (m,)이고 상대는 (m, 1)이어서, NumPy는 둘의 차를 (m, m) 행렬로 만듭니다. ${name}.reshape(-1, 1)로 쓰세요.`,
    }),
  },
  keepdimsLost: {
    plant: "db1 = np.sum(dZ1, axis=1) / m; b1_new = b1 - lr * db1  # columns: b1 is (n, 1), db1 is (n,)",
    value({ name, role, shape }, step) {
      const n = shape[0]!;
      if (role !== "update" || shape.length !== 1 || n === 1) return [];
      const before = step.value(name.replace(/_(new|change)$/, ""))!;
      const moved = step.value(name)!;
      const change = name.endsWith("_change") ? moved : ops.sub(moved, before);
      const rows = ops.broadcast(ops.reshape(change, { shape: [1, n] }), { shape: [n, n] });
      return instead(ops.add(ops.reshape(before, { shape: [n, 1] }), rows));
    },
    said: ({ name }) => ({
      en: `${name} became a square matrix: the bias is a column (n, 1) and its gradient a list (n,), which NumPy spreads into (n, n). Sum with keepdims=True.`,
      ko: `${name} 값이 정사각 행렬이 되었습니다. 편향은 열 (n, 1)인데 기울기는 (n,)이어서 NumPy가 (n, n)으로 펼칩니다. keepdims=True로 더하세요.`,
    }),
  },
  otherOrder: {
    plant: "dZ2 = A2 - Y[permutation]",
    said: ({ name }) => ({
      en: `The rows of ${name} are right, but in another order. Shuffle inputs and targets with the same permutation, and compare an update with the examples it was made from.`,
      ko: `${name} 배열의 행은 맞지만 순서가 다릅니다. 입력과 목표값을 같은 순열로 섞고, 갱신에 쓴 예제들의 순서와 맞추세요.`,
    }),
  },
});
