import { expect, test } from "vitest";
import { sampleOf, turned } from "../../src/explain/derive/sample.ts";
import { values } from "../../src/explain/derive/values.ts";
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

test("lesson 1's worked example has the lesson's numbers", () => {
  const { derivation, sample } = programs.at(-1)!;
  const own = values(derivation, sample);
  const shown = (name: string, digits: number) => own.get(name)!.values[0]!.toFixed(digits);
  expect(["Z1", "A1", "A2", "dZ2", "dZ1"].map((name) => shown(name, 3))).toEqual([
    "-0.020",
    "0.495",
    "0.512",
    "-0.122",
    "-0.003",
  ]);
  expect(shown("W2_new", 4)).toBe("0.1302");
});

test("an array that does not fit a derivation is refused by its name", () => {
  const { derivation } = programs.at(-1)!;
  const fits = { X: [[0.1, 0.3]], Y: [[1]], W1: [[0.4], [-0.2]] };
  expect(() => sampleOf(derivation, fits)).toThrow("derivation, W2: expected shape (1, 1) but got nothing.");
  expect(() => sampleOf(derivation, { ...fits, W2: [1, 2] })).toThrow(
    "derivation, W2: expected shape (1, 1) but got shape (2,).",
  );
});
