import { expect, test } from "vitest";
import { check } from "../../src/explain/check/check.ts";
import type { Verdict } from "../../src/explain/check/verdict.ts";
import { arraysOf, type GoldenCase, goldenCases } from "./golden.ts";

/** Names of plants that stand for a slip of the catalogue at another place. */
const catalogued: Readonly<Record<string, string>> = {
  meanOverOutputsGradient: "meanOverOutputs",
  factorTwoLoss: "factorTwo",
  derivativeLeftOutLast: "derivativeLeftOut",
  signGradient: "sign",
  wrongInputForward: "wrongInput",
  oneLessBias: "oneLess",
  lastLeftOutOfBias: "lastLeftOut",
  firstLeftOutOfLoss: "firstLeftOut",
  transposeForward: "transpose",
  transposeBack: "transpose",
};

const verdictOf = (one: GoldenCase): Verdict => check(arraysOf(one), { layers: one.layers, loss: one.loss });

const right = goldenCases.filter(({ slip }) => slip === null);
const wrong = goldenCases.filter(({ slip }) => slip !== null);

test.each(right)("right work of NumPy is found right: $network, $orientation", (one) => {
  const { verdict, outcomes, orientation, examples } = verdictOf(one);
  expect(verdict).toBe("right");
  expect(outcomes.every(({ kind }) => kind === "right")).toBe(true);
  const computed = Object.keys(one.shapes).filter((name) => !/^([XY]|[Wb]\d|learning_rate)$/.test(name));
  expect(outcomes.map(({ written }) => written).toSorted()).toEqual(computed.toSorted());
  expect(orientation).toEqual({ data: one.orientation, weights: one.orientation });
  expect(examples).toBe(one.shapes.X![one.orientation === "rows" ? 0 : 1]);
});

test.each(wrong)("$slip planted by NumPy is found, and nothing else: $network, $orientation", (one) => {
  const { verdict, outcomes } = verdictOf(one);
  const faults = outcomes.filter(({ kind }) => kind !== "right");
  expect(verdict).toBe("wrong");
  for (const fault of faults) {
    expect(fault.kind).toBe("wrong");
    const named = fault.kind === "wrong" ? fault.slips.map(({ slip }) => slip) : [];
    expect(named).toContain(catalogued[one.slip!] ?? one.slip);
  }
});

test("of the slips that NumPy planted, nearly all give numbers that no other slip gives", () => {
  const alone = wrong.filter((one) => {
    const [first] = verdictOf(one).outcomes.filter(({ kind }) => kind === "wrong");
    return first?.kind === "wrong" && first.slips.length === 1;
  });
  expect(alone.length / wrong.length).toBeGreaterThan(0.9);
});
