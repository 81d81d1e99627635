import { ops } from "../../../graph/build.ts";
import { type Node, topological } from "../../../graph/node.ts";
import { table } from "../../../op/index.ts";
import { match, numberOf } from "../../../simplify/match.ts";
import type { Quantity } from "../picture.ts";
import { rebuild } from "../recompute.ts";
import { type Instead, instead, type Slip, type Step, slipsOf } from "./slip.ts";

const logsOf = (root: Node): Node[] => topological([root]).filter((node) => match(node, table.log));

/** Whether this is `1 - a`. */
const isComplement = (node: Node): boolean => {
  const [one] = match(node, table.sub) ?? [];
  return one !== undefined && numberOf(one) === 1;
};

/** The loss as it is written in texts, with its logarithms replaced. */
function withLogs({ role }: Quantity, step: Step, replace: (a: Node) => Node | undefined): Node | undefined {
  const loss = role === "loss" ? step.chained("loss") : undefined;
  if (!loss) return undefined;
  const replaced = new Map(
    logsOf(loss).flatMap((node) => {
      const by = replace(node.inputs[0]!);
      return by ? [[node, by] as const] : [];
    }),
  );
  return replaced.size === 0 ? undefined : rebuild(loss, () => undefined, replaced);
}

/** What keeps a logarithm away from 0, as people choose it. */
const guards = [1e-15, 1e-12, 1e-10, 1e-9, 1e-8, 1e-7, 1e-6, 1e-5, 1e-4, 2 ** -52];

const guarded = (quantity: Quantity, step: Step): Instead[] =>
  guards.flatMap((guard) => {
    const forms = [
      (a: Node) => ops.log(ops.minimum(ops.maximum(a, guard), 1 - guard)),
      (a: Node) => ops.log(ops.maximum(a, guard)),
      (a: Node) => ops.log(ops.add(a, guard)),
    ];
    return forms.flatMap((form) => instead(withLogs(quantity, step, form), String(guard)));
  });

/** The loss. */
export const lossSlips: readonly Slip[] = slipsOf({
  sameLogTwice: {
    plant: "loss = -np.mean(Y * np.log(1 - A2) + (1 - Y) * np.log(1 - A2))",
    value: (quantity, step) => [
      ...instead(
        withLogs(quantity, step, (a) => (isComplement(a) ? undefined : ops.log(ops.sub(1, a)))),
        "log(1 - a)",
      ),
      ...instead(
        withLogs(quantity, step, (a) => (isComplement(a) ? ops.log(a.inputs[1]!) : undefined)),
        "log(a)",
      ),
    ],
    said: ({ other }) => ({
      en: `The loss takes ${other} in both terms. It is y log(a) + (1 - y) log(1 - a): the first logarithm is of a, the second of 1 - a.`,
      ko: `손실의 두 항 모두에 ${other} 값이 들어 있습니다. 식은 y log(a) + (1 - y) log(1 - a)이고, 첫 항은 a, 둘째 항은 1 - a의 로그입니다.`,
    }),
  },
  oneTermOfTwo: {
    plant: "loss = -np.mean(Y * np.log(A2))",
    value(quantity, step) {
      const zero = (a: Node) => ops.mul(0, a);
      const both = quantity.role === "loss" && logsOf(step.chained("loss")!).length === 2;
      if (!both) return [];
      return [
        ...instead(
          withLogs(quantity, step, (a) => (isComplement(a) ? zero(a) : undefined)),
          "(1 - y) log(1 - a)",
        ),
        ...instead(
          withLogs(quantity, step, (a) => (isComplement(a) ? undefined : zero(a))),
          "y log(a)",
        ),
      ];
    },
    said: ({ other }) => ({
      en: `The loss lacks the term ${other}. Both terms are needed: one counts where y is 1, the other where y is 0.`,
      ko: `손실에 ${other} 항이 빠졌습니다. 두 항이 모두 필요합니다. 하나는 y = 1일 때, 다른 하나는 y = 0일 때 값을 냅니다.`,
    }),
  },
  lossSign: {
    plant: "loss = np.mean(Y * np.log(A2) + (1 - Y) * np.log(1 - A2))",
    value: ({ role }, step) => (role === "loss" ? instead(ops.neg(step.value("loss")!)) : []),
    said: () => ({
      en: "The loss has the wrong sign: a minus stands before the whole sum, and a loss of this kind is never below 0.",
      ko: "손실의 부호가 반대입니다. 합 전체 앞에 빼기 부호가 있어야 하고, 이런 손실은 0보다 작지 않습니다.",
    }),
  },
  otherLogarithm: {
    plant: "loss = -np.mean(Y * np.log10(A2) + (1 - Y) * np.log10(1 - A2))",
    value: (quantity, step) =>
      (["log2", "log10"] as const).flatMap((name) =>
        instead(
          withLogs(quantity, step, (a) => ops.mul(1 / (name === "log2" ? Math.LN2 : Math.LN10), ops.log(a))),
          name,
        ),
      ),
    said: ({ other }) => ({
      en: `The loss was computed with ${other}. Its logarithm is the natural one, np.log.`,
      ko: `손실을 ${other} 함수로 계산했습니다. 여기서 로그는 자연로그 np.log입니다.`,
    }),
  },
  logClipped: {
    plant: "loss = -np.mean(np.log(np.clip(A2, 1e-7, 1 - 1e-7)))",
    value: guarded,
    said: ({ other }) => ({
      en: `A guard of ${other} in the logarithm changes the loss: some output is so near 0 or 1 that the guard decides. The gradient A - Y does not see it. A loss computed from z needs no guard.`,
      ko: `로그가 발산하지 않게 넣은 값(${other}) 때문에 손실이 달라졌습니다. 출력이 0이나 1에 아주 가까워서 그 값이 손실을 정합니다. 기울기 A - Y 식에는 영향이 없습니다. z에서 바로 계산하면 그런 값이 필요 없습니다.`,
    }),
  },
  logOfZero: {
    overflows: true,
    plant: "loss = -np.mean(Y * np.log(A2) + (1 - Y) * np.log(1 - A2))  # A2 is exactly 0 or 1",
    value: ({ name, role }, step) => (role === "loss" || role === "error" ? instead(step.chained(name)) : []),
    said: ({ name }) => ({
      en: `${name} is not finite: an output is exactly 0 or 1, where log and division have no value (0 * inf is nan). Compute it from z, or use A - Y, where nothing is divided.`,
      ko: `${name} 값이 유한하지 않습니다. 출력이 정확히 0이나 1이면 로그나 나눗셈의 값이 없습니다(0 * inf는 nan). z에서 계산하거나, 나눗셈이 없는 A - Y 식을 쓰세요.`,
    }),
  },
});
