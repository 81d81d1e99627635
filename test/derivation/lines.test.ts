import { describe, expect, test } from "vitest";
import type { Derivation } from "../../src/explain/derive/derivation.ts";
import { derive } from "../../src/explain/derive/derive.ts";
import { equations, sideOf } from "../../src/explain/derive/equations.ts";
import { beforeInsertion } from "../../src/explain/derive/program.ts";
import { draw, turned } from "../../src/explain/derive/sample.ts";
import { anyExamples, withExamples } from "../../src/explain/derive/statement.ts";
import { sides, truth, values } from "../../src/explain/derive/values.ts";
import { conditions, ruleNames } from "../../src/explain/derive/words.ts";
import { columns } from "../../src/explain/formula/columns.ts";
import { formula } from "../../src/explain/formula/formula.ts";
import { inputsOf, rootsOf, topological } from "../../src/graph/node.ts";
import { type Activation, activations } from "../../src/nn/activations.ts";
import { dense } from "../../src/nn/layers/dense.ts";
import type { Layer } from "../../src/nn/layers/layer.ts";
import { type LossName, losses, lossKind } from "../../src/nn/losses/index.ts";
import { parseLayers } from "../../src/nn/parseLayers.ts";
import { rules } from "../../src/simplify/simplify.ts";
import { compute, worst } from "../support/graphs.ts";
import { stepOf } from "./steps.ts";

const depths = [1, 2, 3, 4];
const lastOf = (loss: string, activation: Activation): Activation =>
  (lossKind(loss).activations?.[0] as Activation | undefined) ?? activation;

const layersOf = (depth: number, hidden: Activation, last: Activation): Layer[] =>
  Array.from({ length: depth }, (_, i) => (i === depth - 1 ? dense(2, last) : dense(3, hidden)));

const names = Object.keys(activations) as Activation[];
const pairs = (Object.keys(losses) as LossName[]).flatMap((loss) =>
  names.map((activation): [LossName, Activation] => [loss, activation]),
);

/** Everything but the updates, which define new values and have no other side. */
const equalities = ({ parts }: Derivation) => parts.filter(({ role }) => role !== "update");

describe.each(pairs)("%s with %s", (loss, activation) => {
  const derivations = depths.map((depth) =>
    derive(
      { network: { features: 2, layers: layersOf(depth, activation, lastOf(loss, activation)) } },
      { loss },
    ),
  );

  test("both sides of every line are equal, depth 1 to 4", () => {
    for (const derivation of derivations) {
      const sample = draw(derivation);
      const known = { truth: truth(derivation, sample), values: values(derivation, sample) };
      for (const { name, lines } of equalities(derivation))
        for (const line of lines) {
          const { left, right } = sides(derivation, name, line, sample, known);
          expect(worst(right, left), `${name} = ${sideOf(line).text}`).toBeLessThan(1e-13);
        }
    }
  });

  test("the last line is what the training step computes", () => {
    for (const [i, derivation] of derivations.entries()) {
      const layers = layersOf(depths[i]!, activation, lastOf(loss, activation));
      const distribution = lossKind(loss).targets === "distribution";
      const { graph } = stepOf(layers, loss, {
        examples: anyExamples,
        batch: anyExamples,
        targets: { kind: "values", width: 2, distribution, classes: true },
      });
      const trained = new Map(
        topological(rootsOf(graph)).flatMap((node) =>
          node.name === undefined ? [] : [[node.name, formula(node, { m: anyExamples }).text]],
        ),
      );
      for (const part of equalities(derivation).filter(
        ({ role }) => role === "error" || role === "gradient",
      )) {
        const text = sideOf(beforeInsertion(part)).text;
        // Derivatives that are all 0, behind a step function, are one and the same 0 in the graph that trains.
        if (text !== "0") expect(`${part.name} = ${text}`).toBe(`${part.name} = ${trained.get(part.name)}`);
      }
    }
  });
});

/** The values of a graph whose leaves are bound by name, one example a column. */
test.each(["4:tanh,1:sigmoid", "3:relu,2:softmax", "3,batchNorm,silu,2"])(
  "with one example a column every line of %s has the transposed value",
  (text) => {
    const derivation = derive({ network: { features: 2, layers: parseLayers(text) } });
    const sample = draw(derivation, { m: 6, seed: 3 });
    const known = values(derivation, sample);
    for (const { lines } of equalities(derivation))
      for (const { node } of lines) {
        const [root] = withExamples([node], sample.m);
        const column = columns([root!]).get(root!)!;
        const data = (turn: boolean) =>
          Object.fromEntries(
            inputsOf({ outputs: { root: turn ? column : root! }, updates: [] }).map(({ name }) => [
              name!,
              (turn ? turned(known.get(name!)!) : known.get(name!)!).values,
            ]),
          );
        const [rowsValue] = compute([root!], data(false));
        const [columnsValue] = compute([column], data(true));
        const { values: expected } = turned({ shape: root!.shape, values: Float64Array.from(rowsValue!) });
        expect(worst(columnsValue!, expected)).toBeLessThan(1e-13);
      }
  },
);

const ends = (layers: string, loss: LossName, convention: "rows" | "columns") =>
  equations(derive({ network: { features: 2, layers: parseLayers(layers) } }, { loss }), { convention }).map(
    ({ text }) => text,
  );

describe("a derivation ends in the form a textbook prints", () => {
  test("the six equations of lessons 4 and 5", () => {
    expect(ends("4:tanh,1:sigmoid", "binaryCrossEntropy", "columns")).toEqual([
      "dZ2 = A2 - Y",
      "dW2 = (1/m) dZ2 A1^T",
      "db2 = (1/m) sum(dZ2, axis 1, keepdims)",
      "dZ1 = (W2^T dZ2) * (1 - A1^2)",
      "dW1 = (1/m) dZ1 X^T",
      "db1 = (1/m) sum(dZ1, axis 1, keepdims)",
    ]);
  });

  test("with one example a row the factors change places", () => {
    expect(ends("4:relu,3:softmax", "crossEntropy", "rows")).toEqual([
      "dZ2 = A2 - Y",
      "dW2 = (1/m) A1^T dZ2",
      "db2 = (1/m) sum(dZ2, axis 0)",
      "dZ1 = dZ2 W2^T if 0 < Z1 else 0",
      "dW1 = (1/m) X^T dZ1",
      "db1 = (1/m) sum(dZ1, axis 0)",
    ]);
  });

  test("lesson 2: delta = (a - y) a (1 - a), without a mean", () => {
    expect(ends("4:sigmoid,1:sigmoid", "halfSquaredError", "columns")).toMatchObject({
      0: "dZ2 = (A2 - Y) * A2 * (1 - A2)",
      1: "dW2 = dZ2 A1^T",
      3: "dZ1 = (W2^T dZ2) * A1 * (1 - A1)",
    });
  });
});

test("the derivation of dZ2 names the collapse, and says when the 1/m steps outside", () => {
  const { parts } = derive({ network: { features: 2, layers: parseLayers("4:tanh,1:sigmoid") } });
  const { lines } = parts.find(({ name }) => name === "dZ2")!;
  expect(lines.slice(-3).map((line) => `${sideOf(line).text} | ${line.reasons[0]!.name.en}`)).toEqual([
    "(1/m) ((1 - Y) * A2 - Y * (1 - A2)) | common factors come out",
    "(1/m) (A2 - Y) | sigmoid and cross-entropy collapse",
    "A2 - Y | the factor 1/m is the same in all that follows: it waits outside and returns in front of each gradient",
  ]);
});

test("every rule of the simplifier, and every condition of one, is said in Korean too", () => {
  expect(rules.map(({ name }) => name).filter((name) => !(name in ruleNames))).toEqual([]);
  expect(rules.flatMap(({ holds }) => holds ?? []).filter((holds) => !(holds in conditions))).toEqual([]);
});
