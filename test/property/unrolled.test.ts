import fc from "fast-check";
import { afterEach, expect, test, vi } from "vitest";
import { isFloat } from "../../src/base/dtype.ts";
import { input, ops } from "../../src/graph/build.ts";
import { type Graph, inputsOf } from "../../src/graph/node.ts";
import { adam, batchNorm, dense, dropout, mlp, planar } from "../../src/index.ts";
import type { Backend } from "../../src/run/backend.ts";
import { interpreter } from "../../src/run/interpreter.ts";
import { wasm } from "../../src/run/wasm.ts";
import { expectSame, floats } from "../conformance/support.ts";
import { plain } from "../support/graphs.ts";
import { prepare, recipes } from "./graphs.ts";

afterEach(() => vi.unstubAllGlobals());

/** Counts the modules made from now on that have a step without loops. */
function unrolledModules(): { readonly count: number } {
  const made = { count: 0 };
  const { Module } = WebAssembly;
  class Looking extends Module {
    constructor(bytes: Uint8Array<ArrayBuffer>) {
      super(bytes);
      if (new TextDecoder("latin1").decode(bytes).includes("run0 unrolled")) made.count++;
    }
  }
  vi.stubGlobal("WebAssembly", Object.create(WebAssembly, { Module: { value: Looking } }));
  return made;
}

const steps = 4;

/** What some steps in one call record, and the states after them. */
function run(backend: Backend, graph: Graph, data: Readonly<Record<string, readonly number[]>>) {
  const records = Object.entries(graph.outputs).flatMap(([name, { dtype }]) =>
    isFloat(dtype) ? [name] : [],
  );
  const [program] = backend.prepare([graph], { capacity: steps, streams: ["rate"], records, guard: "loss" });
  for (const { name } of inputsOf(graph)) if (data[name!]) program.set(name!, data[name!]!);
  const done = program.run(steps);
  const states = graph.updates.map(({ target }) => [...program.input(target.name!)!]);
  return { done, values: [...records.map((name) => [...program.record(name)]), ...states] };
}

test("random graphs without loops in their steps have the interpreter's bits", () => {
  const modules = unrolledModules();
  let runs = 0;
  fc.assert(
    fc.property(recipes, (recipe) => {
      const { scalar, leaves, data } = prepare(recipe);
      const names = leaves.map((leaf) => leaf.name!);
      const outputs = Object.fromEntries(plain(scalar, names).entries());
      const rate = input("rate", []);
      const updates = leaves.map((leaf, i) => ({
        target: leaf,
        value: ops.sub(leaf, ops.mul(rate, ops.tanh(ops.mul(leaf, leaves[0] === leaf ? 2 : i)))),
      }));
      const graph: Graph = { outputs: { ...outputs, loss: scalar }, updates };
      const given = { ...data, rate: [0.1, 0.2, 0.3, 0.4] };
      const [expected, actual] = [interpreter, wasm].map((backend) => run(backend, graph, given));
      expect(actual!.done).toBe(expected!.done);
      expected!.values.forEach((values, i) => {
        expectSame(actual!.values[i]!, values);
      });
      runs++;
    }),
    { numRuns: 60, seed: 5 },
  );
  expect(modules.count).toBeGreaterThan(0.8 * runs);
});

test.each(floats)(
  "a step whose guard leaves the finite numbers leaves the states before it in %s",
  (dtype) => {
    const modules = unrolledModules();
    const [a, rate] = [input("a", [3], dtype), input("rate", [], dtype)];
    const graph: Graph = {
      outputs: { loss: ops.sum(ops.div(a, rate)) },
      updates: [{ target: a, value: ops.sub(a, rate) }],
    };
    const result = run(wasm, graph, { a: [4, 5, 6], rate: [1, 2, 0, 1] });
    expect(result.done).toBe(2);
    expect(result.values.at(-1)).toEqual([1, 2, 3]);
    expect(modules.count).toBe(1);
  },
);

test.each(floats)(
  "small networks learn in batches by Adam with the interpreter's bits in %s",
  async (dtype) => {
    const modules = unrolledModules();
    const { x, y } = planar({ samples: 24, seed: 1 });
    const networks = [
      [dense(4, "relu"), dropout(0.2), dense(1, "sigmoid")],
      [dense(3, "tanh"), batchNorm(), dense(2, "softmax")],
    ];
    const losses = ["binaryCrossEntropy", "crossEntropy"] as const;
    for (const [i, layers] of networks.entries()) {
      const [expected, actual] = await Promise.all(
        [interpreter, wasm].map((backend) =>
          mlp(2, ...layers).fit(x, y, {
            ...{ loss: losses[i]!, optimizer: adam(0.05), epochs: 5, batchSize: 4, seed: 3 },
            ...{ dtype, backend },
          }),
        ),
      );
      expectSame(actual!.history.loss, expected!.history.loss);
    }
    expect(modules.count).toBe(2);
  },
);
