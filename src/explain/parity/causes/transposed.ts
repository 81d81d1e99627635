import { byForward, type Cause } from "./cause.ts";

export const transposed: Cause = {
  name: "transposed",
  acts: byForward,
  looks: 'trace["W2_0"] = layer.weight  # PyTorch\'s has a row for each unit, and W2 is square',
  change(setup, { trace }) {
    const square = [...trace.weights.parameters].flatMap(([name, [m, n]]) =>
      m === n && n! > 1 ? [name] : [],
    );
    const turning = (names: readonly string[]) => ({
      setup: { ...setup, turned: (name: string) => names.includes(name) !== setup.turned(name) },
      other: names.join(", "),
    });
    return [...square.map((name) => turning([name])), ...(square.length > 1 ? [turning(square)] : [])];
  },
  said: ({ other }) => ({
    en: `${other}: a square matrix that lies the other way. A row must belong to an input; PyTorch's belongs to a unit, so record weight.T.`,
    ko: `${other}: 정사각 행렬이 전치되어 있습니다. 한 행이 입력 하나에 속해야 하는데 PyTorch에서는 유닛 하나에 속하므로 weight.T를 기록하세요.`,
  }),
};
