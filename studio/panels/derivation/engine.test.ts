import { expect, test } from "vitest";
import { materialOf } from "../../engine/material.ts";
import { sessionOf } from "../../engine/session.ts";
import type { Stage } from "../../engine/stage.ts";
import { initialSettings, type RunSettings, runOf } from "../../state/settings.ts";
import { derivation, latex, numbers, program } from "./engine.ts";

function stageAt(step: number, changed: Partial<RunSettings> = {}): Stage {
  const settings = runOf({ ...initialSettings(), ...changed });
  const session = sessionOf(settings, materialOf(settings));
  session.advance(step);
  return { session: () => session };
}

const english = { convention: "columns", language: "en" } as const;

test("for the network of lesson 4 in columns it ends in the six equations of the texts", () => {
  expect(derivation(stageAt(0), english).equations.map(({ text }) => text)).toEqual([
    "dZ2 = A2 - Y",
    "dW2 = (1/m) dZ2 A1^T",
    "db2 = (1/m) sum(dZ2, axis 1, keepdims)",
    "dZ1 = (W2^T dZ2) * (1 - A1^2)",
    "dW1 = (1/m) dZ1 X^T",
    "db1 = (1/m) sum(dZ1, axis 1, keepdims)",
  ]);
});

test("every line after the forward pass has a reason, and names the values it is written in", () => {
  const { sections } = derivation(stageAt(0), english);
  expect(sections.map(({ name }) => name)).toEqual(["network", "loss", "backward", "update"]);
  const lines = sections.slice(1).flatMap(({ parts }) => parts.flatMap((part) => part.lines));
  expect(lines.filter(({ reasons }) => reasons.length === 0)).toEqual([]);
  const collapse = lines.find(({ reasons }) => reasons[0]!.name === "sigmoid and cross-entropy collapse")!;
  expect(collapse.text).toBe("dZ2 = (1/m) (A2 - Y)");
  expect(collapse.reasons[0]!.rule).toBe("(1 - y) a - y (1 - a) = a - y");
  expect(collapse.names).toEqual(["dZ2", "A2", "Y"]);
});

test("it follows the layers that were changed while the run went on", () => {
  const stage = stageAt(10);
  stage.session().change({ step: 10, kind: "layers", layers: "4:relu,1:sigmoid" });
  const { title, sections } = derivation(stage, english);
  expect(title).toBe("Backpropagation derived: 2 inputs, layers 4:relu,1:sigmoid; loss binaryCrossEntropy");
  const [, a1] = sections[0]!.parts;
  expect(a1!.lines[0]!.text).toBe("A1 = max(0, Z1)");
});

test("its numbers are those of the run, for a few of its examples", () => {
  const stage = stageAt(500);
  const few = numbers(stage, { convention: "columns", examples: 2 });
  expect(few.step).toBe(500);
  expect(few.rows).toEqual([0, 200]);
  expect(few.values.W2!.shape).toEqual([1, 4]);
  const weights = stage.session().arrays().get("W2")!;
  expect(few.values.W2!.cells[0]!.map(Number)).toEqual([...weights].map((w) => Number(w.toFixed(5))));
  expect(few.values.dZ2!.element).toMatch(/^<math><mrow>/);
});

test("the program states the run's numbers, and is drawn for a network of many", () => {
  const wish = { ...english, examples: 2 };
  expect(program(stageAt(1), wish)).toMatch(/^import numpy as np\n\nm = 2\nX = np\.array\(\[/);
  expect(program(stageAt(0, { layers: "900:tanh,1:sigmoid" }), wish)).toContain("np.random.RandomState(0)");
});

test("the whole derivation is a LaTeX file, in Korean too", () => {
  const text = latex(stageAt(0), { convention: "rows", language: "ko", examples: 2 });
  expect(text).toContain("\\usepackage{kotex}");
  expect(text).toContain("dW_1 = \\frac{1}{m}\\,X^\\top dZ_1");
});
