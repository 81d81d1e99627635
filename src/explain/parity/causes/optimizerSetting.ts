import type { Settings } from "../../../nn/settings.ts";
import type { Cause } from "./cause.ts";

/** What libraries have where nothing is said, and people often choose. */
const usual: Readonly<Record<string, readonly unknown[]>> = {
  epsilon: [1e-7, 1e-8, 1e-6, 1e-10, 1e-4, 1e-3],
  momentum: [0.9, 0.99, 0.5, 0.8, 0.95, 0],
  nesterov: [true, false],
  decay: [0.9, 0.99, 0.999, 0.95],
  beta1: [0.9, 0.5, 0.8, 0.95, 0],
  beta2: [0.999, 0.99, 0.95, 0.9, 0.98],
  centered: [true, false],
  weightDecay: [0, 0.01, 1e-4, 1e-3, 5e-4, 0.1],
};

export const optimizerSetting: Cause = {
  name: "optimizerSetting",
  acts: ["weight"],
  looks: "keras.optimizers.Adam(0.01)  # epsilon=1e-7",
  change: (setup) => {
    const { kind, settings } = setup.rule;
    return Object.keys(kind.settings).flatMap((name) =>
      (usual[name] ?? []).flatMap((value) => {
        const other: Settings = { ...settings, [name]: value };
        // Nesterov's form of no momentum is none.
        const same = settings[name] === value || (name === "nesterov" && settings.momentum === 0);
        return same
          ? []
          : [{ setup: { ...setup, rule: { kind, settings: other } }, other: `${name} = ${value}` }];
      }),
    );
  },
  said: ({ other }) => ({
    en: `The optimizer has another setting: ${other}.`,
    ko: `옵티마이저의 설정이 다릅니다: ${other}.`,
  }),
};
