import type { NDArray } from "../../array/ndarray.ts";
import { fail } from "../../base/error.ts";
import { suggest } from "../../base/nearest.ts";
import { formatShape } from "../../base/shape.ts";
import type { Scaling } from "../../data/scaling.ts";
import type { Activation } from "../../nn/activations.ts";
import { dense } from "../../nn/layers/dense.ts";
import { sequential } from "../../train/model.ts";
import type { About, Imported } from "../imported.ts";
import type { NpzArchive } from "../npz/archive.ts";

/** scikit-learn's names of activations (sklearn/neural_network/_base.py). */
const activations: Readonly<Record<string, Activation>> = {
  identity: "identity",
  logistic: "sigmoid",
  tanh: "tanh",
  relu: "relu",
  softmax: "softmax",
};

/** As many as a network in any file may have. */
const mostLayers = 1000;

/**
 * The network of an MLPClassifier or MLPRegressor that was saved as docs/sklearn.md shows: `coefs_0`, `intercepts_0`,
 * ..., `activation` and `out_activation`; with `classes` and the `mean_` and `scale_` of a StandardScaler where there
 * are some.
 */
export function readSklearn(archive: NpzArchive): Imported {
  const { who } = archive;
  const count = archive.names.filter((name) => /^coefs_\d+$/.test(name)).length;
  if (count > mostLayers) fail("data", { who, expected: `at most ${mostLayers} layers`, got: String(count) });
  const [hidden, out] = ["activation", "out_activation"].map((name) => activationIn(archive, name));
  const weights: Record<string, NDArray> = {};
  let width = matrix(archive, "coefs_0").shape[0]!;
  const features = width;
  const layers = Array.from({ length: count }, (_, i) => {
    const units = matrix(archive, `coefs_${i}`).shape[1]!;
    weights[`W${i + 1}`] = archive.shaped(`coefs_${i}`, [width, units]);
    weights[`b${i + 1}`] = archive.shaped(`intercepts_${i}`, [units]);
    width = units;
    return dense(units, i === count - 1 ? out : hidden);
  });
  const model = sequential(features, layers);
  const isWide = Object.values(weights).some(({ dtype }) => dtype === "float64");
  model.setWeights(weights, isWide ? "float64" : "float32", scalingOf(archive, features));
  return { model, about: aboutOf(archive, width, out!), notes: [] };
}

function matrix(archive: NpzArchive, name: string): NDArray {
  const array = archive.numbers(name);
  if (array.ndim !== 2 || array.size === 0)
    fail("data", {
      who: archive.place(name),
      expected: "a matrix",
      got: `shape ${formatShape(array.shape)}`,
    });
  return array;
}

function activationIn(archive: NpzArchive, name: string): Activation {
  const word = archive.texts(name)[0] ?? "";
  if (Object.hasOwn(activations, word)) return activations[word]!;
  return fail("data", {
    who: archive.place(name),
    expected: "an activation of scikit-learn",
    got: JSON.stringify(word.slice(0, 40)),
    fix: suggest(word.slice(0, 40), Object.keys(activations)),
  });
}

/** `(x - mean_) / scale_`, as a StandardScaler does it. */
function scalingOf(archive: NpzArchive, features: number): Scaling | undefined {
  if (!archive.has("mean_") && !archive.has("scale_")) return undefined;
  const [offset, scale] = ["mean_", "scale_"].map((name) => [...archive.shaped(name, [features]).data]);
  if (![...offset!, ...scale!].every(Number.isFinite) || scale!.includes(0))
    fail("data", {
      who: archive.who,
      expected: "finite numbers in mean_ and scale_, and no scale of 0",
      got: "others",
    });
  return { offset: offset!, scale: scale! };
}

/** What the outputs mean. A classifier of several labels at once has a sigmoid for each, and no classes to choose from. */
function aboutOf(archive: NpzArchive, outputs: number, out: Activation): About {
  if (!archive.has("classes")) return { task: "regression" };
  const classes = archive.texts("classes");
  const expected = outputs === 1 ? 2 : outputs;
  if (classes.length !== expected)
    fail("data", {
      who: archive.place("classes"),
      expected: `${expected} classes for ${outputs} outputs`,
      got: String(classes.length),
    });
  if (outputs === 1) return { task: "binary", classes };
  return out === "softmax" ? { task: "multiclass", classes } : {};
}
