import { expect, test } from "vitest";
import { turned } from "../../src/explain/derive/document.ts";
import { values } from "../../src/explain/derive/sample.ts";
import { nameFormula } from "../../src/explain/formula/formula.ts";
import golden from "../golden/programs.json" with { type: "json" };
import { worst } from "../support/graphs.ts";
import { programs } from "./programs.ts";

type Golden = Record<
  string,
  { program: string; values: Record<string, { shape: number[]; values: number[] }> }
>;

test.each(programs)("the program for $name gives Chainrule's numbers in NumPy", (one) => {
  const { program, values: computed } = (golden as Golden)[one.name]!;
  expect(one.text).toBe(program);
  const own = values(one.derivation, one.sample);
  for (const { name } of one.derivation.parts) {
    const numbers = one.convention === "columns" ? turned(own.get(name)!) : own.get(name)!;
    // A number that is the same for all weights is a plain one in the program.
    const inNumPy = computed[nameFormula(name).numpy];
    if (inNumPy === undefined) continue;
    expect(worst(numbers.values, inNumPy.values), name).toBeLessThan(1e-13);
    expect(inNumPy.shape, name).toEqual(numbers.shape);
  }
  expect(Object.keys(computed).length).toBeGreaterThan(10);
});
