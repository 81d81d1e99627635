import { expect, test } from "vitest";
import { check } from "../../src/explain/check/check.ts";
import { checkDocument } from "../../src/explain/check/document.ts";
import { formats } from "../../src/explain/document/index.ts";
import { type NDArray, NDArray as Numbers } from "../../src/index.ts";
import { carryOut, lesson4, type Plan, random } from "./learner.ts";

const work = (given: Partial<Plan> = {}, seed = 7): Record<string, NDArray> =>
  carryOut({ ...lesson4, ...given }, random(seed))!;
const settings = { layers: "4:tanh,1:sigmoid" };
const scaled = ({ data, shape, dtype }: NDArray, f: (x: number) => number): NDArray =>
  new Numbers(Float64Array.from(data, f), shape, dtype);
const faultsOf = (arrays: Record<string, NDArray>, given = settings): string[] =>
  check(arrays, given).outcomes.flatMap((one) =>
    one.kind === "wrong" ? [`${one.name} ${one.slips.map(({ slip }) => slip).join("|")}`] : [],
  );

test("1/m with the error or with the gradient, and an error of either sign, are right", () => {
  for (const habit of [
    { meanInError: true },
    { targetMinusOutput: true },
    { columns: false },
    { bias: false },
  ])
    expect(check(work(habit), settings).verdict).toBe("right");
});

test("float32 work is right, and the report says what it is", () => {
  const single = check(work({ single: true }), settings);
  expect(single.verdict).toBe("right");
  expect(single.notes.map(({ kind }) => kind)).toEqual(["float32"]);
  const saved = Object.fromEntries(
    Object.entries(work({ single: true })).map(([name, array]) => [name, array.astype("float64")]),
  );
  expect(check(saved, settings).verdict).toBe("right");
});

test("printed work is right to its digits, and a wrong last digit but one is not", () => {
  const printed = work({ decimals: 4 });
  expect(check(printed, settings).verdict).toBe("right");
  const off = new Numbers(Float64Array.from(printed.A1!.data), printed.A1!.shape, "float64");
  off.data[5] = off.data[5]! + 0.003;
  const [wrong] = check({ ...printed, A1: off }, settings).outcomes.filter(({ kind }) => kind === "wrong");
  expect(wrong).toMatchObject({ name: "A1", slips: [], element: { index: [0, 5] } });
});

test("a learning rate of few digits is exact: applied twice it is found", () => {
  expect(faultsOf(work({ slip: "rateTwice", rate: 0.001 }))).toEqual(
    ["W1", "b1", "W2", "b2"].map((name) => `${name}_new rateTwice`),
  );
});

test("two slips are found one after the other, the second from the first one's own numbers", () => {
  const { W2_new: _, ...first } = work({ slip: "activationForgotten" }, 11);
  const both = { ...first, dW2: scaled(first.dW2!, (x) => 6 * x) };
  const faults = faultsOf(both);
  expect(faults.length).toBe(2);
  expect(faults[1]).toBe("dW2 noMean");
});

test("a file without a learning rate, or with a sign that only the update explains, is understood", () => {
  const { learning_rate: _, ...rest } = work();
  const verdict = check(rest, settings);
  expect(verdict.verdict).toBe("right");
  expect(verdict.notes).toEqual([{ kind: "learningRate", value: 0.5 }]);
});

test("the learning rate is what most updates say: one that took it twice is blamed, and not the others", () => {
  const { learning_rate: _, ...rest } = work({ rate: 0.1 });
  const { W1, dW1 } = rest as { W1: NDArray; dW1: NDArray };
  const twice = new Numbers(
    Float64Array.from(W1.data, (x, i) => x - 0.1 * 0.1 * dW1.data[i]!),
    W1.shape,
    "float64",
  );
  const arrays = { ...rest, W1_new: twice };
  expect(faultsOf(arrays)).toEqual(["W1_new rateTwice"]);
  expect(check(arrays, settings).notes).toEqual([{ kind: "learningRate", value: 0.1 }]);
});

test("where as many updates say one rate as another, the report says that they disagree", () => {
  const { W1, dW1, b1, db1, b1_new } = work({ rate: 0.1 }) as Record<string, NDArray>;
  const twice = new Numbers(
    Float64Array.from(W1!.data, (x, i) => x - 0.1 * 0.1 * dW1!.data[i]!),
    W1!.shape,
    "float64",
  );
  const verdict = check({ W1, dW1, W1_new: twice, b1, db1, b1_new } as Record<string, NDArray>, settings);
  const rates = verdict.notes.find(({ kind }) => kind === "learningRates");
  expect(rates).toMatchObject({
    rates: [
      { value: 0.01, names: ["W1_new"] },
      { value: 0.1, names: ["b1_new"] },
    ],
  });
  const text = (language: "en" | "ko") =>
    formats.text(checkDocument(verdict, { language })).replaceAll(/\s+/g, " ");
  expect(text("en")).toContain("the updates disagree about it: W1_new 0.01; b1_new 0.1.");
  expect(text("ko")).toContain("학습률이 서로 다릅니다: W1_new 0.01; b1_new 0.1.");
});

test("where shapes allow both orientations, the numbers decide, and the report says so", () => {
  const square = {
    features: 3,
    units: [3, 3],
    examples: 3,
    loss: "meanSquaredError",
    activations: ["tanh", "identity"],
  } as const;
  const layers = { layers: "3:tanh,3" };
  for (const columns of [true, false]) {
    const verdict = check(work({ ...square, columns }), layers);
    expect(verdict.verdict).toBe("right");
    expect(verdict.orientation.data).toBe(columns ? "columns" : "rows");
    expect(verdict.notes[0]).toMatchObject({ kind: "orientation" });
  }
});

test("an optimizer that remembers is judged as at its first step, and by what the file says that it remembers", () => {
  const { W1, dW1, learning_rate: lr } = work() as { W1: NDArray; dW1: NDArray; learning_rate: NDArray };
  const step = (x: number, g: number) => x - (lr.data[0]! * g) / (Math.abs(g) + 1e-8);
  const W1_new = new Numbers(
    Float64Array.from(W1.data, (x, i) => step(x, dW1.data[i]!)),
    W1.shape,
    "float64",
  );
  const adam = { ...settings, optimizer: "adam" };
  const verdict = check({ W1, dW1, W1_new, lr }, adam);
  expect(verdict.outcomes.at(-1)).toMatchObject({ name: "W1_new", kind: "right" });
  expect(verdict.notes.map(({ kind }) => kind)).toContain("firstStep");
  expect(check({ ...work(), optimizer: lr } as Record<string, NDArray>, settings).notes).toEqual([
    { kind: "unknown", names: ["optimizer"] },
  ]);
});

test("the report names the value, the slip, the line, both numbers and what agrees, in both languages", () => {
  const verdict = check(work({ slip: "derivativeAtZ" }, 3), settings);
  const text = (language: "en" | "ko") => formats.text(checkDocument(verdict, { language }));
  expect(text("en")).toContain("The first slip is in dZ1");
  expect(text("en")).toContain("dZ1 writes the derivative of tanh in terms of a, but puts z into it.");
  expect(text("en")).toContain("dZ1 = dA1 * (1 - A1^2)");
  expect(text("en")).toMatch(/dZ1\[\d, \d\] +-?[\d.]+ +-?[\d.]+/);
  expect(text("en")).toMatch(
    /Right, given what is before them: Z1, A1, Z2, A2, loss, dZ2, dW2, db2, dA1, dW1/,
  );
  expect(text("ko")).toContain("처음 틀린 곳: dZ1");
  expect(text("ko")).toContain("dZ1 식에서 tanh 함수의 도함수를 a로 나타낸 꼴에 z를 넣었습니다.");
});

test("a layer without activation may be given as Z2 and as A2, where both are the same", () => {
  const arrays = work({ activations: ["tanh", "identity"], loss: "meanSquaredError" });
  const linear = { layers: "4:tanh,1" };
  const { Z2, A2: _, ...rest } = arrays;
  const twice = { ...rest, Z2: Z2!, A2: Z2! };
  expect(check(twice, linear).verdict).toBe("right");
  expect(check(twice, linear).outcomes).toEqual(check({ ...rest, Z2: Z2! }, linear).outcomes);
  expect(() => check({ ...twice, A2: scaled(Z2!, (x) => 2 * x) }, linear)).toThrow(
    'expected one array for Z2 but got two that differ, "Z2" and "A2"',
  );
});
