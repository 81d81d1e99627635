import fc from "fast-check";
import { afterEach, expect, test, vi } from "vitest";
import { RandomState } from "../../src/array/random.ts";
import { allocate, type FloatType, isFloat, type TypedArray } from "../../src/base/dtype.ts";
import { sizeOf } from "../../src/base/shape.ts";
import { apply, constant, input } from "../../src/graph/build.ts";
import { type Graph, inputsOf, type Node, topological } from "../../src/graph/node.ts";
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
import { wasm } from "../../src/run/wasm.ts";
import { simplify } from "../../src/simplify/simplify.ts";
import { expectSame, floats } from "../conformance/support.ts";
import { plain } from "../support/graphs.ts";
import { prepare, recipes } from "./graphs.ts";

afterEach(() => vi.unstubAllGlobals());

/** Counts the steps run in every module that is made from now on. */
function countedSteps(): { readonly calls: number } {
  const counted = { calls: 0 };
  const { Instance } = WebAssembly;
  class Counting {
    readonly exports: WebAssembly.Exports;
    constructor(module: WebAssembly.Module, imports?: WebAssembly.Imports) {
      const { exports } = new Instance(module, imports);
      const { run0 } = exports as { run0?: (first: number, count: number) => number };
      const run = (first: number, count: number) => {
        counted.calls += count;
        return run0!(first, count);
      };
      this.exports = run0 ? { ...exports, run0: run } : exports;
    }
  }
  vi.stubGlobal("WebAssembly", Object.create(WebAssembly, { Instance: { value: Counting } }));
  return counted;
}

/** The same graph in another float type. */
function retyped(root: Node, dtype: FloatType): Node {
  const made = new Map<Node, Node>();
  for (const node of topological([root])) {
    const { op, name, shape, attributes } = node;
    const type = isFloat(node.dtype) ? dtype : node.dtype;
    const leaf =
      op.kind === "input"
        ? input(name!, shape, type)
        : op.kind === "constant"
          ? constant(attributes.value as number, type)
          : undefined;
    made.set(
      node,
      leaf ??
        apply(
          op,
          node.inputs.map((each) => made.get(each)!),
          attributes,
        ),
    );
  }
  return made.get(root)!;
}

/** The outputs of a graph on a backend, after one run. */
function outputsOf(backend: Backend, graph: Graph, data: Readonly<Record<string, readonly number[]>>) {
  const [program] = backend.prepare([graph]);
  for (const { name } of inputsOf(graph)) program.set(name!, data[name!]!);
  program.run();
  return Object.keys(graph.outputs).map((name) => [...program.read(name)]);
}

test.each(floats)("random graphs and their gradients have the interpreter's bits in %s", (dtype) => {
  const counted = countedSteps();
  let runs = 0;
  fc.assert(
    fc.property(recipes, (recipe) => {
      const { scalar, leaves, data } = prepare(recipe);
      const names = leaves.map((leaf) => leaf.name!);
      const built = plain(retyped(scalar, dtype), names);
      const graph: Graph = { outputs: Object.fromEntries(built.entries()), updates: [] };
      for (const each of [graph, simplify(graph).graph]) {
        const expected = outputsOf(interpreter, each, data);
        const actual = outputsOf(wasm, each, data);
        expected.forEach((values, i) => {
          expectSame(actual[i]!, values);
        });
        runs++;
      }
    }),
    { numRuns: 60, seed: 21 },
  );
  expect(counted.calls).toBe(runs);
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

for (const { title, features, layers, loss, settings } of cases)
  test.each(floats)(`20 steps of ${title} have the interpreter's bits in %s`, (dtype) => {
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
    expect(counted.calls).toBe(0);
    const actual = train(wasm, step, settings.examples, classes, 20);
    expect(counted.calls).toBe(20);
    expectSame(actual.losses, expected.losses);
    expect(actual.losses.at(-1)).toBeLessThan(actual.losses[0]!);
    for (const [name, array] of expected.arrays) expectSame(actual.arrays.get(name)!, array);
    expected.outputs.forEach((values, i) => {
      expectSame(actual.outputs[i]!, values);
    });
  });
