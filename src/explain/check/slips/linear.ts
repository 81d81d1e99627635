import { ops } from "../../../graph/build.ts";
import type { Node } from "../../../graph/node.ts";
import { table } from "../../../op/index.ts";
import { match } from "../../../simplify/match.ts";
import type { Quantity } from "../picture.ts";
import { instead, type Slip, type Step, slipsOf } from "./slip.ts";

/** The bias and the rest of `X W + b`. */
function biased(node: Node, { picture }: Step): { bias: Node; rest: Node } | undefined {
  const [rest, spread] = match(node, table.add) ?? [];
  const bias = match(spread, table.broadcast)?.[0] ?? spread;
  return rest && bias && bias.shape.length === 1 && picture.parameters.includes(bias)
    ? { bias, rest }
    : undefined;
}

/** The name of a matrix that is read: `W2`. */
const nameOf = (node: Node, { picture }: Step): string => picture.known.get(node)?.name ?? "";

/** The sum over the examples in the gradient of a bias. */
const overExamples = ({ name, role, shape }: Quantity, { chained }: Step): Node | undefined =>
  role === "gradient" && shape.length === 1 ? match(chained(name), table.sum)?.[0] : undefined;

/** Matrix products, biases and sums along axes. */
export const linearSlips: readonly Slip[] = slipsOf({
  biasForgotten: {
    plant: "Z1 = X @ W1",
    node(node, step) {
      const parts = biased(node, step);
      return parts ? instead(parts.rest, parts.bias.name) : [];
    },
    said: ({ name, other }) => ({
      en: `The bias ${other} is missing from ${name}. Add it to every example.`,
      ko: `${name} 식에 편향 ${other} 항이 빠졌습니다. 모든 예제에 더하세요.`,
    }),
  },
  biasSubtracted: {
    plant: "Z1 = X @ W1 - b1",
    node(node, step) {
      const parts = biased(node, step);
      return parts ? instead(ops.sub(parts.rest, parts.bias), parts.bias.name) : [];
    },
    said: ({ name, other }) => ({
      en: `The bias ${other} is subtracted in ${name}. It is added.`,
      ko: `${name} 식에서 편향 ${other} 항을 뺐습니다. 더해야 합니다.`,
    }),
  },
  transpose: {
    plant: "dA1 = dZ2 @ W2  # W2 is square",
    node(node, step) {
      const [a, b] = match(node, table.matmul) ?? [];
      if (!a || !b) return [];
      const straight = (x: Node) => match(x, table.transpose)?.[0] ?? x;
      const flip = (x: Node) => (straight(x) === x ? ops.transpose(x) : straight(x));
      const square = (x: Node) => x.shape[0] === x.shape[1];
      return [
        ...(square(a) ? instead(ops.matmul(flip(a), b), nameOf(straight(a), step)) : []),
        ...(square(b) ? instead(ops.matmul(a, flip(b)), nameOf(straight(b), step)) : []),
      ];
    },
    value: ({ name, role, shape }, step) =>
      (role === "gradient" || role === "update") && shape.length === 2
        ? instead(ops.transpose(step.value(name)!), name)
        : [],
    said: ({ name, other }) => ({
      en: `A transpose is missing or one too many in ${name}${other && other !== name ? `, at ${other}` : ""}. Look at the shapes; where a matrix is square they fit either way and hide it.`,
      ko: `${name} 식에서 전치가 빠졌거나 하나 더 있습니다${other && other !== name ? `(${other})` : ""}. 모양을 살펴보세요. 정사각 행렬은 어느 쪽이든 모양이 맞아서 드러나지 않습니다.`,
    }),
  },
  wrongAxis: {
    plant: "db1 = np.sum(dZ1, axis=1) / m  # with one example a row",
    value(quantity, step) {
      const summed = overExamples(quantity, step);
      if (!summed) return [];
      const m = step.picture.examples;
      return [1, m, 1 / m].flatMap((c) => instead(ops.mul(c, ops.sum(summed, { axes: [1] }))));
    },
    said: ({ name }) => ({
      en: `${name} is summed along the wrong axis: over the units, where it should be over the examples. One number for each unit must remain.`,
      ko: `${name} 값을 잘못된 축을 따라 더했습니다. 예제가 아니라 유닛에 걸쳐 더한 것입니다. 유닛마다 수 하나가 남아야 합니다.`,
    }),
  },
  noAxis: {
    plant: "db1 = np.sum(dZ1) / m",
    value(quantity, step) {
      const summed = overExamples(quantity, step);
      if (!summed || quantity.shape[0] === 1) return [];
      const total = ops.sum(summed);
      return [1, step.picture.examples].flatMap((c) => [
        ...instead(ops.mul(c, total)),
        ...instead(ops.mul(c, ops.broadcast(total, { shape: quantity.shape }))),
      ]);
    },
    said: ({ name }) => ({
      en: `${name} is summed over everything, examples and units alike. Give np.sum the axis of the examples, and keepdims=True.`,
      ko: `${name} 값을 예제와 유닛 모두에 걸쳐 더했습니다. np.sum 함수에 예제의 축과 keepdims=True를 주세요.`,
    }),
  },
});
