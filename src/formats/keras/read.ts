import { NDArray } from "../../array/ndarray.ts";
import { readZip } from "../../array/zip.ts";
import { allocate, type FloatType } from "../../base/dtype.ts";
import { ChainruleError, fail } from "../../base/error.ts";
import { type Shape, sizeOf } from "../../base/shape.ts";
import { type Model, sequential } from "../../train/model.ts";
import { readAbout } from "../about.ts";
import { descriptionName } from "../description.ts";
import type { Imported } from "../imported.ts";
import { mostContents } from "../npz/limits.ts";
import { parseJson } from "../parseJson.ts";
import { findProof, proofName } from "../proof/text.ts";
import { layerArrays } from "../stateDict/layerArrays.ts";
import { scalingOf } from "./affine.ts";
import { Builder } from "./builder.ts";
import { type KerasConfig, type KerasLayer, readConfig } from "./config.ts";
import { groupNames } from "./groupNames.ts";
import { takeLayer } from "./layers.ts";
import { openSandbox } from "./sandbox.ts";
import { openWeights, type Weights } from "./weights.ts";

/** The files within a `.keras` file. */
export const entries = {
  config: "config.json",
  metadata: "metadata.json",
  weights: "model.weights.h5",
} as const;

/** The most numbers of an example: its scaling is kept for each. */
const mostFeatures = 2 ** 20;

/**
 * The network in a `.keras` file, as `model.save("net.keras")` of Keras 3 writes it: a Sequential model, or a
 * Functional one whose layers form a chain. `Normalization` and `Rescaling` before the first layer become the
 * scaling of the inputs. Weights are read through the package h5wasm, which is loaded when it is needed.
 *
 * @param who the file's name, for messages
 * @throws ChainruleError `data` for a file that is damaged, or with the layer and what of it cannot be taken over;
 * `usage` where h5wasm is not installed
 *
 * @example
 * const model = mlp(2, dense(3, "tanh"), dense(1));
 * model.setWeights({ W1: [[1, 0, 1], [0, 1, 1]], b1: [0, 0, 0], W2: [[1], [2], [3]], b2: [0.5] });
 * const { model: again } = await readKeras(await writeKeras(model));
 * again.weights.W2.tolist(); // [[1], [2], [3]]
 */
export async function readKeras(bytes: Uint8Array, who = "readKeras"): Promise<Imported> {
  const files = await unzip(bytes, who);
  const entry = (name: string) =>
    files.get(name) ??
    fail("data", {
      who,
      expected: `${name} in a .keras file`,
      got: "none",
      fix: 'Save the model from Keras 3: model.save("net.keras").',
    });
  const config = readConfig(parse(entry(entries.config), `${who}, ${entries.config}`), who);
  const sandbox = await openSandbox(who);
  const imported = openWeights(sandbox, entry(entries.weights), who, (weights) =>
    build(config, weights, who),
  );
  const description = files.get(descriptionName);
  const about = description && readAbout(parse(description, who), imported.model.network, who);
  const vectors = files.get(proofName);
  const proof = vectors && findProof(new TextDecoder().decode(vectors), who);
  return { ...imported, ...(about && { about }), ...(proof && { proof }) };
}

async function unzip(bytes: Uint8Array, who: string): Promise<Map<string, Uint8Array>> {
  return readZip(bytes, mostContents(bytes.length)).catch((cause) =>
    fail(
      "data",
      {
        who,
        expected: "a .keras file, which is a zip archive",
        got: cause instanceof Error ? `one that cannot be read: ${cause.message}` : "one that cannot be read",
      },
      cause,
    ),
  );
}

function parse(bytes: Uint8Array, who: string): unknown {
  try {
    return parseJson(new TextDecoder("utf-8", { fatal: true }).decode(bytes));
  } catch (cause) {
    return fail("data", { who, expected: "JSON", got: (cause as Error).message }, cause);
  }
}

/** Takes the layers over one after the other, then their arrays. */
function build({ layers, inputShape }: KerasConfig, weights: Weights, who: string): Imported {
  const shape = inputShape ?? noShape(who);
  const features = sizeOf(shape);
  if (features > mostFeatures)
    fail("data", { who, expected: `at most ${mostFeatures} numbers an example`, got: String(features) });
  const groups = groupNames(layers);
  const read = (layer: KerasLayer, variable: number, expected: Shape): NDArray =>
    weights.read(`layers/${groups.get(layer)!}/vars/${variable}`, expected, layer.who);
  const builder = new Builder(shape, features);
  for (const layer of layers)
    asData(layer.who, () => takeLayer(layer, builder, (...variable) => read(...variable).data));
  const model = asData(who, () =>
    sequential(
      features,
      builder.built.map(({ layer }) => layer),
    ),
  );
  const arrays = arraysOf(model, builder, read);
  const isDouble = Object.values(arrays).some(({ dtype }) => dtype === "float64");
  const scaling = builder.affine && scalingOf(builder.affine, features);
  asData(who, () => model.setWeights(arrays, isDouble ? "float64" : "float32", scaling));
  return { model, notes: [...inputNotes(shape), ...precisionNotes(layers), ...builder.notes] };
}

const noShape = (who: string): never =>
  fail("data", {
    who,
    expected: "the shape of the input",
    got: "none",
    fix: "Begin the model with keras.Input(shape).",
  });

function arraysOf(
  model: Model,
  { built }: Builder,
  read: (layer: KerasLayer, variable: number, shape: Shape) => NDArray,
): Record<string, NDArray> {
  const arrays: Record<string, NDArray> = {};
  for (const [i, { arrays: wanted }] of layerArrays(model.network).entries()) {
    const { keras, sources } = built[i]!;
    for (const { symbol, name, shape } of wanted) {
      const source = sources[symbol.replace(/\d.*/, "")]!;
      arrays[name] =
        "variable" in source
          ? read(keras, source.variable, shape)
          : filled(source.constant, shape, "float32");
    }
  }
  return arrays;
}

const filled = (value: number, shape: Shape, dtype: FloatType): NDArray =>
  new NDArray(allocate(dtype, sizeOf(shape)).fill(value), shape, dtype);

function inputNotes(shape: Shape): string[] {
  return shape.length === 1
    ? []
    : [`An example of shape ${shape.join(" x ")} comes in as ${sizeOf(shape)} numbers, row after row.`];
}

/** Keras may compute in a narrower type than it keeps its weights in. */
function precisionNotes(layers: readonly KerasLayer[]): string[] {
  const narrow = layers.find(({ settings }) => /mixed_|16/.test(policyOf(settings.dtype)));
  return narrow
    ? [`Keras computes with ${policyOf(narrow.settings.dtype)}; Chainrule with all digits of the weights.`]
    : [];
}

function policyOf(dtype: unknown): string {
  const name = (dtype as { readonly config?: { readonly name?: unknown } } | null)?.config?.name ?? dtype;
  return typeof name === "string" ? name : "";
}

/** A layer that cannot be is the file's fault here, not the caller's. */
function asData<T>(who: string, make: () => T): T {
  try {
    return make();
  } catch (error) {
    if (!(error instanceof ChainruleError) || error.code === "data") throw error;
    throw new ChainruleError("data", `${who}: ${error.message}`, { cause: error });
  }
}
