import { constant, ops } from "../../../graph/build.ts";
import { type Node, topological } from "../../../graph/node.ts";
import { table } from "../../../op/index.ts";
import { match } from "../../../simplify/match.ts";
import type { Quantity } from "../picture.ts";
import { rebuild } from "../recompute.ts";
import { type Instead, instead, type Slip, type Step, slipsOf } from "./slip.ts";

/** What 1/(m - 1) is too large by, where the loss is a mean; undefined where there is no such mean. */
function surplus({ picture }: Step): number | undefined {
  const m = picture.examples;
  return picture.loss.reduction === "mean" && m > 1 ? m / (m - 1) : undefined;
}

/** What a loss or a gradient sums over the examples: `dZ1` in `X^T dZ1`. */
function summed(root: Node, { picture }: Step): Node | undefined {
  const own = topological([root]).filter((node) => node === root || !picture.known.has(node));
  const terms = own.map((node) => match(node, table.matmul)?.[1] ?? match(node, table.sum)?.[0]);
  return terms.findLast((term) => term?.shape[0] === picture.examples);
}

/** The value with one example left out of its sum, over m or over m - 1. */
function without(example: number, { name, role }: Quantity, step: Step): Instead[] {
  const m = step.picture.examples;
  const root = role === "gradient" || role === "loss" ? step.chained(name) : undefined;
  const term = root && m > 1 ? summed(root, step) : undefined;
  if (!root || !term) return [];
  const place = ops.oneHot(constant(example, "int32", [1]), { classes: m, dtype: "float64" });
  const kept = ops.reshape(ops.sub(1, place), { shape: [m, ...term.shape.slice(1).map(() => 1)] });
  const less = rebuild(root, () => undefined, new Map([[term, ops.mul(kept, term)]]));
  if (!less) return [];
  const factor = surplus(step);
  return [...instead(less), ...(factor === undefined ? [] : instead(ops.mul(factor, less)))];
}

/** Examples that are counted one short. */
export const countSlips: readonly Slip[] = slipsOf({
  oneLess: {
    plant: "dW2 = A1.T @ dZ2 / (m - 1)",
    value({ name, role, shape }, step) {
      const factor = surplus(step);
      const last = role === "error" && shape[1] === step.picture.output.shape[1];
      return factor !== undefined && (role === "gradient" || role === "loss" || last)
        ? instead(ops.mul(factor, step.value(name)!))
        : [];
    },
    said: ({ name }) => ({
      en: `${name} is divided by m - 1: a mean over m examples divides by m. (m - 1 is for the variance of a sample.)`,
      ko: `${name} 값을 m - 1로 나누었습니다. 예제 m개의 평균은 m으로 나눕니다. (m - 1로 나누는 것은 표본분산입니다.)`,
    }),
  },
  lastLeftOut: {
    plant: "dW1 = X[:-1].T @ dZ1[:-1] / m",
    value: (quantity, step) => without(step.picture.examples - 1, quantity, step),
    said: ({ name }) => ({
      en: `The last example is left out of ${name}. range(m) ends before m by itself, and a slice ends before its second number: sum over range(m), without [:-1].`,
      ko: `${name} 값에 마지막 예제가 빠졌습니다. range(m)은 이미 m 앞에서 끝나고, 슬라이스도 둘째 수 앞에서 끝납니다. [:-1] 없이 range(m) 전체에 걸쳐 더하세요.`,
    }),
  },
  firstLeftOut: {
    plant: "dW1 = X[1:].T @ dZ1[1:] / m",
    value: (quantity, step) => without(0, quantity, step),
    said: ({ name }) => ({
      en: `The first example is left out of ${name}. Its index is 0 and not 1: sum over range(m), not over range(1, m).`,
      ko: `${name} 값에 첫 예제가 빠졌습니다. 첫 예제의 번호는 1이 아니라 0입니다. range(1, m)이 아니라 range(m)에 걸쳐 더하세요.`,
    }),
  },
});
