import fc from "fast-check";
import { expect, test } from "vitest";
import { express } from "../../src/graph/express.ts";
import type { Graph } from "../../src/graph/node.ts";
import { print } from "../../src/graph/print.ts";
import { verify } from "../../src/graph/verify.ts";
import { simplify } from "../../src/simplify/simplify.ts";
import { compute, differences, plain, worst } from "../support/graphs.ts";
import { prepare, recipes, type Sample } from "./graphs.ts";

const names = ({ leaves }: Sample) => leaves.map((leaf) => leaf.name!);

/** The scalar and its gradients as one graph. */
const differentiated = (sample: Sample): Graph => ({
  outputs: Object.fromEntries(plain(sample.scalar, names(sample)).entries()),
  updates: [],
});

const valuesOf = (graph: Graph, sample: Sample) => compute(Object.values(graph.outputs), sample.data);

const forAll = (runs: number, holds: (sample: Sample) => void) =>
  fc.assert(
    fc.property(recipes, (recipe) => holds(prepare(recipe))),
    { numRuns: runs, seed: 20 },
  );

test("gradients of random graphs agree with differences", () => {
  forAll(60, (sample) => {
    const [, ...slopes] = valuesOf(differentiated(sample), sample);
    names(sample).forEach((name, i) => {
      expect(worst(slopes[i]!, differences(sample.scalar, name, sample.data))).toBeLessThan(1e-7);
    });
  });
});

test("simplify keeps the values and gradients of random graphs", () => {
  forAll(200, (sample) => {
    const graph = differentiated(sample);
    const before = valuesOf(graph, sample);
    const after = valuesOf(simplify(graph).graph, sample);
    before.forEach((values, i) => {
      expect(worst(after[i]!, values)).toBeLessThan(1e-9);
    });
  });
});

test("random graphs verify and print before and after simplify", () => {
  forAll(200, (sample) => {
    const graph = differentiated(sample);
    for (const each of [graph, simplify(graph).graph]) {
      verify(each);
      expect(print(each).split("\n").at(-1)).toMatch(/^output 5 = /);
      expect(express(each.outputs[0]!)).not.toMatch(/[{}]|undefined/);
    }
  });
});

test("a simplified graph is simple: no rule applies to it, and nothing in it is there twice", () => {
  forAll(200, (sample) => {
    const once = simplify(differentiated(sample)).graph;
    const twice = simplify(once);
    expect(twice.log.map(({ rule }) => rule.name)).toEqual([]);
    expect(print(twice.graph)).toBe(print(once));
  });
});
