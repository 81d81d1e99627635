import { expect, test } from "vitest";
import { materialOf } from "../../engine/material.ts";
import { type Session, sessionOf } from "../../engine/session.ts";
import type { Stage } from "../../engine/stage.ts";
import { initialSettings, type RunSettings, runOf } from "../../state/settings.ts";
import { blocks, element, evidence, example, trace, why, worst } from "./engine.ts";
import type { Wish } from "./view.ts";

function stageWith(changed: Partial<RunSettings> = {}): { stage: Stage; session: Session } {
  const settings = { ...runOf(initialSettings()), ...changed };
  const session = sessionOf(settings, materialOf(settings));
  return { session, stage: { session: () => session } };
}

const run: Wish = { subject: "run", step: 0, convention: "rows" };
const preset = (subject: Wish["subject"]): Wish => ({ subject, step: 0, convention: "rows" });

test("the values are those of the next update of the run, to the bit", () => {
  const { stage, session } = stageWith({ batch: 64, optimizer: "adam", rate: "0.05" });
  session.seek(40);
  const view = trace(stage, run);
  session.seek(41);
  for (const name of ["W1", "b1", "W2", "b2"])
    expect([...view.tensors[`${name}_new`]!.cells], name).toEqual([...session.arrays().get(name)!]);
  expect(view.place).toEqual({ step: 40, epoch: 5, batch: 64, examples: 400 });
});

test("the losses of the reference run are those of its traces", () => {
  const { stage, session } = stageWith();
  const loss = (): string => trace(stage, run).tensors.loss!.cells[0]!.toFixed(6);
  expect(loss()).toBe("0.693162");
  session.seek(1000);
  expect(loss()).toBe("0.258625");
});

test("a change that is due at a step is in the trace of that step", () => {
  const { stage, session } = stageWith();
  session.seek(10);
  session.change({ step: 10, kind: "weight", name: "W2", place: 1, value: 2 });
  session.change({ step: 10, kind: "rate", rate: "0.5" });
  session.seek(20);
  session.seek(4);
  session.seek(10);
  const view = trace(stage, run);
  expect(view.tensors.W2!.cells[1]).toBe(2);
  expect(view.about.en).toContain("learning rate 0.5");
  session.seek(11);
  expect([...view.tensors.W1_new!.cells]).toEqual([...session.arrays().get("W1")!]);
});

test("operations come in their four phases, each with its formula and how it is made", () => {
  const { stage } = stageWith();
  const { operations } = trace(stage, run);
  expect(operations.map(({ name, phase }) => `${phase[0]}:${name}`).join(" ")).toBe(
    "f:Z1 f:A1 f:Z2 f:A2 l:loss b:dZ2 b:dW2 b:db2 b:dA1 b:dZ1 b:dW1 b:db1 u:W1 u:b1 u:W2 u:b2",
  );
  const of = (name: string) => operations.find((one) => one.name === name && one.phase !== "update")!;
  expect(of("Z1").structure).toMatchObject({
    kind: "product",
    left: { name: "X", turned: false, shape: [400, 2] },
    right: { name: "W1", turned: false, shape: [2, 4] },
    bias: { name: "b1", shape: [4] },
  });
  expect(of("dW1").structure).toMatchObject({
    kind: "product",
    scale: "1/m",
    left: { name: "X", turned: true, shape: [2, 400] },
    right: { name: "dZ1", turned: false },
    bias: undefined,
  });
  expect(of("db1").structure).toMatchObject({ kind: "sum", scale: "1/m", of: { name: "dZ1" }, axis: 0 });
  expect(of("db2").structure).toMatchObject({ kind: "sum", of: { name: "dZ2" } });
  expect(of("A1").structure).toMatchObject({ kind: "elementwise", of: [{ name: "Z1" }] });
  expect(of("dZ1").formula.mathml).toContain('<mrow data-name="dA1"><mi>d</mi>');
  expect(of("dZ1").formula.mathml).not.toContain('<mi>d</mi><mrow data-name="A1">');
});

test("with examples as columns, factors change places and turn", () => {
  const { stage } = stageWith();
  const { operations, tensors } = trace(stage, { ...run, convention: "columns" });
  const of = (name: string) => operations.find((one) => one.name === name)!;
  expect(of("Z1").structure).toMatchObject({ left: { name: "W1", shape: [4, 2] }, right: { name: "X" } });
  expect(of("dW2").structure).toMatchObject({
    left: { name: "dZ2", turned: false },
    right: { name: "A1", turned: true, shape: [400, 4] },
  });
  expect(tensors.Z1!.shape).toEqual([4, 400]);
});

test("the worked example of lesson 1 shows the lesson's numbers", () => {
  const { stage } = stageWith();
  const first = trace(stage, preset("worked-example"));
  const at = { id: first.id, convention: "rows" } as const;
  const value = (name: string, digits: number): string =>
    element(stage, at, name)!.value.toPrecision(digits).replace(/0+$/, "");
  expect(value("Z1[0,0]", 1)).toBe("-0.02");
  expect(value("A1[0,0]", 3)).toBe("0.495");
  expect(value("A2[0,0]", 3)).toBe("0.512");
  expect(value("dZ2[0,0]", 3)).toBe("-0.122");
  const moved = (name: string): number => {
    const { before, after } = element(stage, at, name)!.moved!;
    return after - before;
  };
  expect(moved("W2[0,0]").toFixed(4)).toBe("0.0302");
  expect(value("dZ1[0,0]", 1)).toBe("-0.003");
  expect(moved("W1[0,0]").toFixed(5)).toBe("0.00015");
  expect(moved("W1[1,0]").toFixed(5)).toBe("0.00046");
  const second = trace(stage, { ...preset("worked-example"), step: 1 });
  expect(second.tensors.W2!.cells[0]).toBe(first.tensors.W2_new!.cells[0]);
});

test("two outputs send their error terms back through one hidden unit", () => {
  const { stage } = stageWith();
  const { id } = trace(stage, preset("two-outputs"));
  const { terms, text } = element(stage, { id, convention: "rows" }, "dA1[0,0]")!;
  expect(terms.map(({ symbols }) => symbols)).toEqual(["dZ2[0,0] * W2[0,0]", "dZ2[0,1] * W2[0,1]"]);
  expect(text).toMatch(/^dA1\[0,0\] = /);
});

test("an element has its largest terms, with the examples they come from, and says where it goes", () => {
  const { stage, session } = stageWith();
  session.seek(100);
  const { id } = trace(stage, run);
  const at = { id, convention: "rows" } as const;
  const gradient = element(stage, at, "dW1[0,1]")!;
  expect(gradient.count).toBe(400);
  expect(gradient.terms.length).toBe(8);
  expect(gradient.terms.every(({ example: of, index }) => of === index)).toBe(true);
  const loss = element(stage, at, "loss")!.moved!;
  session.advance(1);
  const next = trace(stage, run);
  expect(loss.after).toBe(next.tensors.loss!.cells[0]);
  expect(loss.after).toBeLessThan(loss.before);
  const { curve } = element(stage, at, "A1[0,1]")!;
  expect(curve).toMatchObject({ activation: "tanh", input: "Z1", output: "A1" });
  expect(curve!.at.slope).toBeCloseTo(1 - curve!.at.a ** 2, 6);
  expect(element(stage, at, "dZ2[0,0]")!.curve).toBeUndefined();
});

test("a gradient is held against central differences over the same examples", () => {
  const { stage, session } = stageWith({ batch: 50 });
  session.seek(20);
  for (const [wish, examples] of [
    [run, 50],
    [{ ...run, sample: 7 }, 1],
  ] as const) {
    const view = trace(stage, wish);
    const found = evidence(stage, { id: view.id, convention: "rows" }, "dW1[1,2]")!;
    expect(found.verdict).toBe("passed");
    expect(found.error).toBeLessThan(1e-8);
    expect(found.examples).toBe(examples);
    expect(found.analytic).toBeCloseTo(view.tensors.dW1!.cells[6]!, 6);
  }
  const { id } = trace(stage, { ...run, convention: "columns" });
  const bias = worst(stage, { id, convention: "columns" }, "db1")!;
  expect(bias).toMatchObject({ verdict: "passed", checked: 4, size: 4 });
  expect(bias.name).toMatch(/^db1\[\d,0\]$/);
});

test("the chain goes from the weight that moved most back to the loss", () => {
  const { stage, session } = stageWith();
  session.seek(50);
  const { id, tensors, operations } = trace(stage, run);
  const { name, before, after, links, isMost } = why(stage, { id, convention: "rows" })!;
  expect(isMost).toBe(true);
  const moves = ["W1", "b1", "W2", "b2"].flatMap((one) =>
    [...tensors[one]!.cells].map((x, i) => Math.abs(tensors[`${one}_new`]!.cells[i]! - x)),
  );
  expect(Math.abs(after - before)).toBe(Math.max(...moves));
  expect(links[0]!.name).toBe(name);
  expect(links[1]!.name).toBe(`d${name}`);
  expect(links.at(-1)!.name).toBe("loss");
  // The term that the sentence of the update names too.
  const { why: sentence } = operations.find((one) => one.phase === "update" && name.startsWith(one.name))!;
  expect(sentence.en).toContain(`in example ${links[1]!.term!.example} `);
  expect(Math.sign(links[1]!.term!.value)).toBe(Math.sign(links[1]!.value));
  expect(links.at(-1)!.term!.example).toBe(links[1]!.term!.example);
  const other = why(stage, { id, convention: "rows" }, "W1[0,0]")!;
  expect(other.links.map(({ operation }) => operation)).toEqual(["W1", "dW1", "dZ1", "dA1", "dZ2", "loss"]);
});

test("a recorded trace stays as it is while the run goes on", () => {
  const { stage, session } = stageWith();
  session.seek(5);
  const { id, tensors } = trace(stage, run);
  session.advance(100);
  expect(element(stage, { id, convention: "rows" }, "W1[0,0]")!.moved!.before).toBe(tensors.W1!.cells[0]);
  expect(element(stage, { id: -1, convention: "rows" }, "W1[0,0]")).toBeUndefined();
});

test("an example is told by its numbers and its target", () => {
  const { stage, session } = stageWith();
  const { id } = trace(stage, run);
  const { x, y } = session.plan().training;
  expect(example(stage, { id, convention: "rows" }, 3)).toEqual({
    index: 3,
    x: [x.data[6], x.data[7]],
    features: 2,
    target: [y.data.data[3]],
  });
});

test("a large network with a batch of 100 is taken apart in less than a second and a half", () => {
  const { stage, session } = stageWith({
    data: "blobs",
    options: { samples: 1000, features: 784, centers: 10 },
    layers: "50:relu,100:relu,10:softmax",
    init: "",
    batch: 100,
    rate: "0.1",
  });
  session.seek(3);
  const begun = process.threadCpuUsage();
  const view = trace(stage, run);
  const { user, system } = process.threadCpuUsage(begun);
  const took = (user + system) / 1000;
  console.info(`784-50-100-10, batch 100: taken apart in ${took.toFixed(0)} ms`);
  expect(took).toBeLessThan(1500);
  expect(view.tensors.W1!.cells.length).toBe(25);
  expect(element(stage, { id: view.id, convention: "rows" }, "Z1[0,0]")!.count).toBe(784);
});

test("a batch too large to be taken apart at once is refused, and one example of it is not", () => {
  const { stage } = stageWith({
    data: "blobs",
    options: { samples: 3000, features: 200 },
    layers: "100:relu,3:softmax",
    init: "",
  });
  expect(() => trace(stage, run)).toThrow(
    "One step: expected a batch of at most 2450 examples, for this network, but got 3000. Take one example apart",
  );
  expect(trace(stage, { ...run, sample: 2999 }).place).toMatchObject({ batch: 1, sample: 2999 });
  expect(() => trace(stage, { ...run, sample: 3000 })).toThrow(/^explain sample: /);
});

test("an element from the middle is brought into its blocks, with the largest term of its sum", () => {
  const { stage } = stageWith();
  const { id, operations } = trace(stage, run);
  const at = { id, convention: "rows" } as const;
  const of = (name: string) => operations.find((one) => one.name === name)!;
  const around = blocks(stage, at, of("Z1"), [200, 3])!;
  expect(around.Z1!.rows).toEqual([0, 1, 2, 200, 398, 399]);
  expect(around.X!.rows).toEqual([0, 1, 2, 200, 398, 399]);
  const { terms } = element(stage, at, "dW1[1,2]")!;
  const largest = terms.toSorted((a, b) => Math.abs(b.value) - Math.abs(a.value))[0]!.index;
  const gradient = blocks(stage, at, of("dW1"), [1, 2])!;
  expect(gradient.X!.rows).toContain(largest);
  expect(gradient.dZ1!.rows).toContain(largest);
});
