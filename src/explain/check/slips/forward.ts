import { ops } from "../../../graph/build.ts";
import { type Node, topological } from "../../../graph/node.ts";
import { activations } from "../../../nn/activations.ts";
import { table } from "../../../op/index.ts";
import { match } from "../../../simplify/match.ts";
import type { Quantity } from "../picture.ts";
import { rebuild } from "../recompute.ts";
import { type Instead, instead, type Slip, type Step, slipsOf } from "./slip.ts";

/** The value that an activation is applied to: the nearest named one. */
function preactivation({ name, role }: Quantity, step: Step): Node | undefined {
  if (role !== "forward" || !/^A\d/.test(name)) return undefined;
  const node = step.chained(name)!;
  const before = topological([node]).filter((one) => one !== node && step.picture.known.has(one));
  return before.at(-1);
}

const activate = (quantity: Quantity, step: Step, make: (z: Node) => Instead[]): Instead[] => {
  const z = preactivation(quantity, step);
  return z ? make(z) : [];
};

/** The definition of a value with nodes of its own replaced; other named values stay as they are. */
function withNodes(
  quantity: Quantity,
  step: Step,
  replace: (node: Node) => Node | undefined,
): Node | undefined {
  const root = step.chained(quantity.name)!;
  const own = topological([root]).filter((node) => node === root || !step.picture.known.has(node));
  const replaced = new Map(
    own.flatMap((node) => {
      const by = replace(node);
      return by ? [[node, by] as const] : [];
    }),
  );
  if (replaced.size === 0) return undefined;
  return rebuild(root, () => undefined, replaced);
}

/** Activations of the forward pass. */
export const forwardSlips: readonly Slip[] = slipsOf({
  activationForgotten: {
    plant: "A1 = Z1",
    value: (quantity, step) => activate(quantity, step, (z) => instead(z, step.picture.known.get(z)!.name)),
    said: ({ name, other }) => ({
      en: `${name} equals ${other}: the activation was not applied. Without one, two layers are no more than one linear map.`,
      ko: `${name} 값이 ${other} 값과 같습니다. 활성화 함수가 적용되지 않았습니다. 활성화 함수가 없으면 두 층도 하나의 선형 변환일 뿐입니다.`,
    }),
  },
  wrongActivation: {
    plant: "A1 = 1 / (1 + np.exp(-Z1))  # the layer is tanh",
    value: (quantity, step) =>
      activate(quantity, step, (z) =>
        Object.entries(activations)
          .filter(([name]) => name !== "identity")
          .flatMap(([name, g]) => instead(g(z), name)),
      ),
    said: ({ name, other }) => ({
      en: `${name} was computed with ${other}, which is not the activation of this layer. Use the layer's own, or name the layer as you meant it.`,
      ko: `${name} 값을 ${other} 함수로 계산했지만, 이 층의 활성화 함수가 아닙니다. 이 층의 함수를 쓰거나, 층을 뜻한 대로 적으세요.`,
    }),
  },
  activationTwice: {
    plant: "A1 = np.tanh(np.tanh(Z1))",
    value: (quantity, step) =>
      activate(quantity, step, (z) => {
        const once = step.chained(quantity.name)!;
        return instead(rebuild(once, () => undefined, new Map([[z, once]])));
      }),
    said: ({ name }) => ({
      en: `The activation was applied twice in ${name}. Once is enough.`,
      ko: `${name} 식에서 활성화 함수를 두 번 적용했습니다. 한 번이면 됩니다.`,
    }),
  },
  softmaxUnshifted: {
    overflows: true,
    plant: "A2 = np.exp(Z2) / np.sum(np.exp(Z2), axis=1, keepdims=True)",
    value: (quantity, step) =>
      activate(quantity, step, () =>
        instead(
          withNodes(quantity, step, (node) => {
            const [z, top] = match(node, table.sub) ?? [];
            return match(match(top, table.broadcast)?.[0], table.stopGradient) ? z : undefined;
          }),
        ),
      ),
    said: ({ name }) => ({
      en: `${name} overflows: np.exp of a large number is inf, and inf / inf is nan. Subtract the largest z of each example first; the softmax stays the same.`,
      ko: `${name} 계산에서 오버플로가 납니다. 큰 수의 np.exp 값은 inf이고 inf / inf는 nan입니다. 예제마다 가장 큰 z 값을 먼저 빼세요. softmax 값은 그대로입니다.`,
    }),
  },
  softmaxAxis: {
    plant: "A2 = E / np.sum(E, axis=0, keepdims=True)  # with one example a row",
    value: (quantity, step) =>
      activate(quantity, step, (z) =>
        step.chained(quantity.name)!.inputs[0] === z
          ? []
          : instead(ops.transpose(activations.softmax(ops.transpose(z)))),
      ),
    said: ({ name }) => ({
      en: `The softmax in ${name} runs along the wrong axis: each output sums to 1 over the examples, where each example should sum to 1 over the outputs.`,
      ko: `${name} 식의 softmax 함수가 잘못된 축을 따라 계산되었습니다. 예제마다 출력의 합이 1이어야 하는데, 출력마다 예제의 합이 1입니다.`,
    }),
  },
});
