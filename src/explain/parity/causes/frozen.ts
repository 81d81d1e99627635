import type { Cause } from "./cause.ts";

export const frozen: Cause = {
  name: "frozen",
  acts: ["weight"],
  looks: "layer.weight.requires_grad = False",
  change(setup, { trace, first }) {
    const names = [...trace.weights.parameters.keys()];
    const still = names.filter((name) => {
      const [before, after] = [trace.weights.at(name, first.step - 1), trace.weights.at(name, first.step)];
      return before !== undefined && after !== undefined && before.every((x, i) => x === after[i]);
    });
    return still.length === 0
      ? []
      : [{ setup: { ...setup, frozen: (name) => still.includes(name) }, other: still.join(", ") }];
  },
  said: ({ other }) => ({
    en: `Not updated: ${other} is what it was before the step. Is it frozen, left out of the optimizer, or recorded before the step?`,
    ko: `갱신되지 않은 값: ${other}. 고정했거나, 옵티마이저에 넣지 않았거나, 갱신 전에 기록한 것은 아닌가요?`,
  }),
};
