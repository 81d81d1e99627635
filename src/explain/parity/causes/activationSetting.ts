import { apply } from "../../../graph/build.ts";
import type { Setup } from "../setup.ts";
import { byForward, type Cause } from "./cause.ts";

/** What other libraries have: leakyRelu of Keras 3 (0.3) and Keras 2's JAX-like 0.2; elu as a scaled one. */
const usual: readonly {
  readonly op: string;
  readonly setting: string;
  readonly values: readonly number[];
}[] = [
  { op: "leakyRelu", setting: "slope", values: [0.3, 0.2, 0.1, 0.05, 0.25, 0.001] },
  { op: "elu", setting: "alpha", values: [0.1, 0.2, 0.5, 1.5, 1.6732632423543772, 2] },
];

export const activationSetting: Cause = {
  name: "activationSetting",
  acts: byForward,
  looks: "keras.layers.LeakyReLU()  # a slope of 0.3",
  change: (setup) =>
    usual.flatMap(({ op, setting, values }) =>
      setup.layers.some(({ activation }) => activation === op)
        ? values.map((value) => ({
            setup: withSetting(setup, op, setting, value),
            other: `${op} ${setting} = ${value}`,
          }))
        : [],
    ),
  said: ({ other }) => ({
    en: `An activation has another setting: ${other}.`,
    ko: `활성화 함수의 설정이 다릅니다: ${other}.`,
  }),
};

const withSetting = (setup: Setup, op: string, setting: string, value: number): Setup => ({
  ...setup,
  node(node) {
    if (node.op.name !== op) return setup.node(node);
    const other = apply(node.op, node.inputs, { [setting]: value });
    return node.name === undefined ? other : { ...other, name: node.name };
  },
});
