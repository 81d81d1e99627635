import fc from "fast-check";
import { afterEach, describe, expect, test, vi } from "vitest";
import { RandomState } from "../../src/array/random.ts";
import { allocate, type TypedArray } from "../../src/base/dtype.ts";
import { sizeOf } from "../../src/base/shape.ts";
import { type Graph, inputsOf } from "../../src/graph/node.ts";
import { batchNorm } from "../../src/nn/layers/batchNorm.ts";
import { dense } from "../../src/nn/layers/dense.ts";
import { dropout } from "../../src/nn/layers/dropout.ts";
import type { Layer } from "../../src/nn/layers/layer.ts";
import { layerNorm } from "../../src/nn/layers/layerNorm.ts";
import { parseLoss } from "../../src/nn/losses/index.ts";
import { adam } from "../../src/nn/optimizers/adam.ts";
import { sgd } from "../../src/nn/optimizers/sgd.ts";
import { type StepSettings, type TrainingStep, trainingStep } from "../../src/nn/step.ts";
import type { Backend } from "../../src/run/backend.ts";
import { interpreter } from "../../src/run/interpreter.ts";
import { simplify } from "../../src/simplify/simplify.ts";
import { expectSame, floats } from "../conformance/support.ts";
import { plain, retyped } from "../support/graphs.ts";
import { wasmOn } from "../support/threads.ts";
import { prepare, recipes } from "./graphs.ts";

afterEach(() => vi.unstubAllGlobals());

/** Counts the steps run in every module that is made from now on, by the functions that ran them. */
function countedSteps(): Map<string, number> {
  const counted = new Map<string, number>();
  const { Instance } = WebAssembly;
  class Counting {
    readonly exports: WebAssembly.Exports;
    constructor(module: WebAssembly.Module, imports?: WebAssembly.Imports) {
      const { exports } = new Instance(module, imports);
      const counting = Object.entries(exports).map(([name, run]) => {
        if (!name.startsWith("run")) return [name, run];
        const count = (first: number, steps: number) => {
          counted.set(name, (counted.get(name) ?? 0) + steps);
          return (run as (first: number, count: number) => number)(first, steps);
        };
        return [name, count];
      });
      this.exports = Object.fromEntries(counting);
    }
  }
  vi.stubGlobal("WebAssembly", Object.create(WebAssembly, { Instance: { value: Counting } }));
  return counted;
}

/** Compiled programs alone and on threads, with the function whose steps the calling thread takes. */
const engines = [
  { backend: wasmOn(1), runs: "run0", scale: 1 },
  { backend: wasmOn(2), runs: "run0.0", scale: 20 },
  { backend: wasmOn(3), runs: "run0.0", scale: 30 },
].map((engine) => ({ ...engine, name: engine.backend.name }));

/** The outputs of a graph on a backend, after one run. */
function outputsOf(backend: Backend, graph: Graph, data: Readonly<Record<string, readonly number[]>>) {
  const [program] = backend.prepare([graph]);
  for (const { name } of inputsOf(graph)) program.set(name!, data[name!]!);
  program.run();
  program.release();
  return Object.keys(graph.outputs).map((name) => [...program.read(name)]);
}

describe.each(engines)("on $name", ({ backend, runs, scale }) => {
  test.each(floats)("random graphs and their gradients have the interpreter's bits in %s", (dtype) => {
    const counted = countedSteps();
    let graphs = 0;
    fc.assert(
      fc.property(recipes, (recipe) => {
        const { scalar, leaves, data } = prepare(recipe, scale);
        const names = leaves.map((leaf) => leaf.name!);
        const built = plain(retyped(scalar, dtype), names);
        const graph: Graph = { outputs: Object.fromEntries(built.entries()), updates: [] };
        const both = scale === 1 ? [graph, simplify(graph).graph] : [simplify(graph).graph];
        for (const each of both) {
          const expected = outputsOf(interpreter, each, data);
          const actual = outputsOf(backend, each, data);
          expected.forEach((values, i) => {
            expectSame(actual[i]!, values);
          });
          graphs++;
        }
      }),
      { numRuns: scale === 1 ? 60 : 20, seed: 21 },
    );
    expect(counted).toEqual(new Map([[runs, graphs]]));
  });
});

/** All states, outputs and gradients after some steps over a training step's own data. */
function train(
  backend: Backend,
  { graph, memories }: TrainingStep,
  examples: number,
  classes: number,
  steps: number,
) {
  const random = new RandomState(7);
  const [program] = backend.prepare([graph]);
  const states = new Set(graph.updates.map(({ target }) => target));
  const arrays = new Map<string, TypedArray>();
  const fill: Readonly<Record<string, (i: number) => number>> = {
    learningRate: () => 0.05,
    "dropout.seed": () => 3,
    "data.Y": (i) => (i * 7) % classes,
    Y: (i) => (i * 7) % classes,
    ...Object.fromEntries(memories.map(({ name, initial }) => [name, () => initial])),
  };
  for (const node of inputsOf(graph)) {
    const array = allocate(node.dtype, sizeOf(node.shape));
    const normal =
      states.has(node) && !/^W|scale/.test(node.name!) ? undefined : random.normal(0, 0.3, array.length);
    for (let i = 0; i < array.length; i++) array[i] = (fill[node.name!] ?? ((j) => normal?.[j] ?? 0))(i);
    program.set(node.name!, array);
    arrays.set(node.name!, program.input(node.name!)!);
  }
  const losses: number[] = [];
  const [batch, mask] = [arrays.get("batch"), arrays.get("dropout.step")];
  for (let step = 0; step < steps; step++) {
    batch?.forEach((_, i) => {
      batch[i] = (step * batch.length + 13 * i) % examples;
    });
    mask?.fill(step);
    program.run();
    losses.push(program.read("loss")[0]!);
  }
  program.release();
  const outputs = Object.keys(graph.outputs).map((name) => [...program.read(name)]);
  return { losses, arrays, outputs };
}

interface Case {
  readonly title: string;
  readonly features: number;
  readonly layers: readonly Layer[];
  readonly loss: string;
  readonly settings: Pick<StepSettings, "examples" | "batch" | "targets" | "optimizer">;
}

const binary = { kind: "values", width: 1, distribution: false, classes: true } as const;
const ten = { kind: "labels", classes: 10 } as const;
const cases: readonly Case[] = [
  {
    title: "the 2-4-1 network on 400 points",
    features: 2,
    layers: [dense(4, "tanh"), dense(1, "sigmoid")],
    loss: "binaryCrossEntropy",
    settings: { examples: 400, batch: 400, targets: binary, optimizer: sgd() },
  },
  {
    title: "784-50-100-10 in batches of 100",
    features: 784,
    layers: [dense(50, "sigmoid"), dense(100, "sigmoid"), dense(10, "softmax")],
    loss: "crossEntropy",
    settings: { examples: 250, batch: 100, targets: ten, optimizer: sgd() },
  },
  {
    title: "batch norm, layer norm and dropout under Adam",
    features: 5,
    layers: [
      dense(9, "relu"),
      batchNorm(),
      dropout(0.3),
      dense(7, "gelu"),
      layerNorm(),
      dense(10, "softmax"),
    ],
    loss: "crossEntropy",
    settings: { examples: 70, batch: 19, targets: ten, optimizer: adam() },
  },
];

describe.each(engines)("on $name", ({ backend, runs }) => {
  describe.each(cases)("20 steps of $title", ({ features, layers, loss, settings }) => {
    test.each(floats)("have the interpreter's bits in %s", (dtype) => {
      const counted = countedSteps();
      const step = trainingStep(
        { features, layers },
        {
          dtype,
          ...settings,
          weighted: false,
          loss: parseLoss(loss),
          penalty: { l1: 0, l2: 0.001 },
          clipping: {},
        },
      );
      const classes = settings.targets.kind === "labels" ? settings.targets.classes : 2;
      const expected = train(interpreter, step, settings.examples, classes, 20);
      expect(counted.size).toBe(0);
      const actual = train(backend, step, settings.examples, classes, 20);
      expect(counted).toEqual(new Map([[runs, 20]]));
      expectSame(actual.losses, expected.losses);
      expect(actual.losses.at(-1)).toBeLessThan(actual.losses[0]!);
      for (const [name, array] of expected.arrays) expectSame(actual.arrays.get(name)!, array);
      expected.outputs.forEach((values, i) => {
        expectSame(actual.outputs[i]!, values);
      });
    });
  });
});
