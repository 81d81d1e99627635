import { readdirSync, readFileSync } from "node:fs";
import { dirname, join, relative, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { apply } from "../../src/graph/build.ts";
import {
  evaluator,
  express,
  gradients,
  input,
  Model,
  ops,
  parseLayers,
  parseOptimizer,
  planar,
  print,
  verify,
} from "../../src/index.ts";
import { layerKinds } from "../../src/nn/layers/index.ts";
import type { Layer, LayerKind } from "../../src/nn/layers/layer.ts";
import { optimizers } from "../../src/nn/optimizers/index.ts";
import type { FirstOrderKind } from "../../src/nn/optimizers/optimizer.ts";
import { elementwise } from "../../src/op/op.ts";

/** CONTRIBUTING.md says that an op, an optimizer or a layer is one file and one line of a table. Here it is held to that. */

const source = fileURLToPath(new URL("../../src", import.meta.url));
const files = readdirSync(source, { recursive: true, encoding: "utf8" }).filter(
  (file) => file.endsWith(".ts") && !file.endsWith(".test.ts"),
);
const text = (file: string): string => readFileSync(join(source, file), "utf8");
const importsOf = (file: string): string[] =>
  [...text(file).matchAll(/from "(\.[^"]+)"/g)].map((found) =>
    relative(source, resolve(source, dirname(file), found[1]!)),
  );
const importers = new Map<string, string[]>();
for (const file of files)
  for (const target of importsOf(file)) importers.set(target, [...(importers.get(target) ?? []), file]);

/** For each table: where else in the source its files are imported, and why that is no registration. */
const tables: Readonly<Record<string, Readonly<Record<string, readonly string[]>>>> = {
  "op/index.ts": {
    // Ops that are written over the exponential or the logarithm share its sequence of operations.
    "op/exp.ts": ["op/expm1.ts", "op/normalTail.ts", "op/sigmoid.ts", "op/softplus.ts", "op/tanh.ts"],
    "op/log.ts": ["op/log1p.ts"],
  },
  "nn/optimizers/index.ts": {
    // The same rule with its decay moved.
    "nn/optimizers/adam.ts": ["nn/optimizers/adamW.ts"],
    // The optimizer where none is given.
    "nn/optimizers/sgd.ts": ["train/choose.ts"],
  },
  "nn/layers/index.ts": {
    // `4:tanh` and `relu` are written without the name of a layer; a few lines of NumPy are of dense layers alone.
    "nn/layers/dense.ts": ["formats/program/numpy/compact.ts", "nn/parseLayers.ts"],
    "nn/layers/activation.ts": ["nn/parseLayers.ts"],
  },
};

/** Where users get what they call, and the names of its types. */
const publicEntries = ["index.ts", "nn/index.ts"];

/** Where the layers of another program become layers of this one: these know both by name. */
const translators = /^formats\/(onnx|keras|stateDict|sklearn|npz|eject\/pytorch)\//;

describe.each(Object.entries(tables))("%s", (tableFile, exceptions) => {
  const entries = importsOf(tableFile).filter((target) => dirname(target) === dirname(tableFile));
  const kinds = entries.filter((file) => (importers.get(file) ?? []).length > 0 && !isShared(file));

  test("has its entries in the folder it stands in", () => {
    expect(kinds.length).toBeGreaterThan(4);
  });

  test.each(kinds)("%s is imported by the table and the public entries, and by nothing else", (file) => {
    const others = importers
      .get(file)!
      .filter((by) => by !== tableFile && !publicEntries.includes(by) && !translators.test(by));
    expect([...new Set(others)].sort()).toEqual(exceptions[file] ?? []);
  });
});

/** The record that all entries of a table have in common. */
function isShared(file: string): boolean {
  return /\/(op|optimizer|optimizerOf|layer)\.ts$/.test(file);
}

test("the page names the floors of the house, from the ground up, and the rooms of the studio", () => {
  const page = readFileSync(new URL("../../CONTRIBUTING.md", import.meta.url), "utf8");
  const checked = readFileSync(new URL("../../scripts/floors.ts", import.meta.url), "utf8");
  const [, list = ""] = /const floors = \[(.*?)\];/s.exec(checked)!;
  const rooms = readdirSync(new URL("../../studio", import.meta.url), { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => name);
  const named = [...page.matchAll(/^\| `(\w+)` \|/gm)].map((found) => found[1]!);
  expect(named.slice(0, -rooms.length)).toEqual(list.match(/\w+/g));
  expect(named.slice(-rooms.length).sort()).toEqual(rooms.sort());
});

test("no file below the layers asks an op for its name to decide what to do", () => {
  const floors = ["graph", "grad", "simplify", "compile", "run"];
  const asking = files.filter(
    (file) =>
      floors.includes(file.split("/")[0]!) &&
      /\bop\.name\s*(===|!==|==)|switch \(\w*\.?op\.name/.test(text(file)),
  );
  expect(asking).toEqual([]);
});

test("an op that is in no table computes, prints, and has a derivative", () => {
  /** z / (1 + |z|) */
  const softsign = elementwise({
    name: "softsign",
    args: ["z"],
    value: (k, z) => k.div(z, k.add(k.one, k.abs(z))),
    derivative: (k, g, [z]) => {
      const t = k.add(k.one, k.abs(z));
      return [k.div(g, k.mul(t, t))];
    },
    formula: { text: "{z} / (1 + |{z}|)", latex: "\\frac{{z}}{1 + |{z}|}", numpy: "{z} / (1 + np.abs({z}))" },
  });
  const z = input("z", [3]);
  const a = apply(softsign, [z]);
  const [dz] = gradients(ops.sum(a), [z]);
  const graph = { outputs: { a, dz: dz! }, updates: [] };
  const run = evaluator(graph);
  run.bind("z", Float64Array.of(-1, 0, 3));
  run.run();
  expect([...run.valueOf(a)]).toEqual([-0.5, 0, 0.75]);
  expect([...run.valueOf(dz!)]).toEqual([0.25, 1, 0.0625]);
  expect(express(a)).toBe("z / (1 + |z|)");
  expect(print(graph)).toContain("softsign(z)");
  verify(graph);
});

describe("with one more entry in a table", () => {
  /** Steps of one size along the sign of the gradient (Riedmiller & Braun 1993, without its adaption). */
  const signSgd: FirstOrderKind = {
    kind: "firstOrder",
    name: "signSgd",
    learningRate: 0.5,
    settings: {},
    slots: () => [],
    update: ({ parameter, gradient, learningRate }) => ({
      parameter: ops.sub(parameter, ops.mul(learningRate, ops.sign(gradient))),
      slots: {},
    }),
  };
  /** One trained factor for each feature. */
  const gain: LayerKind<Layer> = {
    type: "gain",
    numbered: false,
    settings: {},
    text: () => "gain",
    check: () => undefined,
    build: (_layer, x, scope) =>
      ops.mul(x, scope.parameter("gain", [x.shape[1]!], { name: "constant", numbers: [1] })),
  };
  const [optimizerTable, layerTable] = [optimizers, layerKinds] as [
    Record<string, unknown>,
    Record<string, unknown>,
  ];
  beforeAll(() => {
    optimizerTable.signSgd = signSgd;
    layerTable.gain = gain;
  });
  afterAll(() => {
    delete optimizerTable.signSgd;
    delete layerTable.gain;
  });

  test("the optimizer is read from text and steps", async () => {
    const { x, y } = planar({ samples: 20, seed: 1 });
    const model = new Model({ features: 2, layers: parseLayers("1:sigmoid", { init: "zeros" }) });
    await model.fit(x, y, { optimizer: parseOptimizer("signSgd"), epochs: 1, dtype: "float64" });
    expect(Array.from(model.weights!.W1!.data, Math.abs)).toEqual([0.5, 0.5]);
  });

  test("the layer is read from text, is named and numbered, and is trained", async () => {
    const { x, y } = planar({ samples: 20, seed: 1 });
    const model = new Model({ features: 2, layers: parseLayers("3:tanh,gain,1:sigmoid") });
    await model.fit(x, y, { epochs: 5, seed: 1 });
    expect(model.weights!.gain1!.shape).toEqual([3]);
    expect(new Set(model.weights!.gain1!.data).size).toBe(3);
    expect(model.summary()).toContain("gain1 (3,)");
  });
});
