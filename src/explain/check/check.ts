import { asArray } from "../../array/convert.ts";
import { type ArrayInput, NDArray } from "../../array/ndarray.ts";
import { fail } from "../../base/error.ts";
import { formatShape } from "../../base/shape.ts";
import type { Layer } from "../../nn/layers/layer.ts";
import { formatLayers, parseLayers } from "../../nn/parseLayers.ts";
import { chooseLoss, chooseOptimizer } from "../../train/choose.ts";
import { type Orientation, orientations } from "./arrange.ts";
import type { Entries, Entry } from "./case.ts";
import { caseOf } from "./given.ts";
import { judge } from "./judge.ts";
import { nameReader } from "./names.ts";
import { type Picture, pictureOf } from "./picture.ts";
import type { CheckSettings } from "./settings.ts";
import { misfits, possibleSizes, type Size } from "./size.ts";
import type { Note, Outcome, Verdict } from "./verdict.ts";

/**
 * Checks numbers that somebody computed on their own, in NumPy for instance, against the step of the network. Each
 * value is computed anew from the values before it *as they were handed in*; the first that differs is found, and the
 * catalogue of slips is searched for one that gives exactly these numbers.
 *
 * Names are `X, Y, W1, b1, Z1, A1, loss, dZ2, dA1, dW1, db1, W1_new, learning_rate` and their usual spellings; any part
 * of them will do. Examples may be rows or columns. float64 must agree to 1e-9 of the largest number of an array,
 * float32 to 2e-5, numbers that were printed to their last digit.
 *
 * @param arrays the numbers by name
 * @returns plain data; `report` makes a text of it
 * @throws ChainruleError `usage` for settings that do not fit, or no name that is understood; `data` for inputs that
 *   are not finite; `shape` where the arrays are those of another network
 *
 * @example
 * const arrays = { X: [[1, 2]], W1: [[0.5], [0.25]], b1: [0], Z1: [[1]], A1: [[0.5]] };
 * const verdict = check(arrays, { layers: "1:sigmoid" });
 * verdict.outcomes.map(({ name, kind }) => `${name} ${kind}`); // ["Z1 right", "A1 wrong"]
 */
export function check(
  arrays: Readonly<Record<string, ArrayInput>> | ReadonlyMap<string, ArrayInput>,
  settings: CheckSettings,
): Verdict {
  const layers = layersOf(settings.layers);
  const optimizer = chooseOptimizer(settings.optimizer);
  // The loss and the names do not depend on the size.
  const small = { features: 1, layers };
  const loss = chooseLoss(small, settings.loss);
  const picture = pictureOf(small, 1, { loss, optimizer });
  const { entries, unknown } = read(arrays, picture, settings);

  const sizes = possibleSizes(entries).map(({ examples, features }: Size) =>
    pictureOf({ features, layers }, examples, { loss, optimizer }),
  );
  const counts = sizes.map((one) => misfits(one, entries).length);
  const least = Math.min(...counts);
  const fitting = sizes.filter((_, i) => counts[i] === least);
  if (least > 1 && least > entries.size / 3) refuseShapes(fitting[0]!, entries);

  const readings = fitting.flatMap((one) =>
    orientationsOf(one, entries).map((orientation) => {
      const subject = caseOf(one, entries, orientation, settings);
      const judged = judge(subject);
      const outcomes = [...subject.misshapen, ...judged.outcomes];
      return { picture: one, orientation, outcomes, notes: [...subject.notes, ...judged.notes] };
    }),
  );
  // A reading in which most cannot be judged is no better than one in which most is wrong.
  const unsettled = readings.map(({ outcomes }) => outcomes.filter(({ kind }) => kind !== "right").length);
  const fewest = Math.min(...unsettled);
  const chosen = readings[unsettled.indexOf(fewest)]!;
  const equal = unsettled.filter((count) => count === fewest).length > 1;
  const others = readings.filter((one) => one !== chosen);
  const how: Note[] =
    others[0] === undefined
      ? []
      : [{ kind: "orientation", how: equal ? "either" : "values", other: others[0].orientation }];
  const strange: Note[] = unknown.length > 0 ? [{ kind: "unknown", names: unknown }] : [];
  const has = (...kinds: readonly Outcome["kind"][]) =>
    chosen.outcomes.some(({ kind }) => kinds.includes(kind));
  return {
    verdict: has("wrong", "misshapen") ? "wrong" : has("right") ? "right" : "unjudged",
    outcomes: chosen.outcomes,
    examples: chosen.picture.examples,
    features: chosen.picture.network.features,
    layers: formatLayers(layers),
    loss: loss.name,
    orientation: chosen.orientation,
    notes: [...how, ...strange, ...chosen.notes],
  };
}

function layersOf(given: CheckSettings["layers"]): readonly Layer[] {
  const layers = typeof given === "string" ? parseLayers(given) : given;
  const random = layers.find(({ type }) => type === "dropout");
  if (random)
    fail("usage", {
      who: "check",
      expected: "layers whose numbers follow from their inputs",
      got: "dropout, whose mask is drawn",
      fix: "Check the network without it.",
    });
  return layers;
}

function orientationsOf(picture: Picture, entries: Entries): readonly Orientation[] {
  return orientations(
    [...entries].map(([name, { array }]) => [picture.quantities.get(name)!, array] as const),
  );
}

/** The arrays under the names of the step's values. */
function read(
  arrays: Readonly<Record<string, ArrayInput>> | ReadonlyMap<string, ArrayInput>,
  picture: Picture,
  { names }: CheckSettings,
): { entries: Map<string, Entry>; unknown: string[] } {
  const values = [...picture.quantities.keys()];
  const last = picture.output.name!;
  const missingOutputs = values.flatMap((name) =>
    /^d?Z\d+$/.test(name) && !values.includes(name.replace("Z", "A"))
      ? [[name.replace("Z", "A"), name] as const]
      : [],
  );
  const meaning = nameReader(values, new Map(missingOutputs), last, names);
  const entries = new Map<string, Entry>();
  const unknown: string[] = [];
  const given: (readonly [string, ArrayInput])[] =
    arrays instanceof Map ? [...arrays] : Object.entries(arrays as Readonly<Record<string, ArrayInput>>);
  for (const absent of Object.keys(names ?? {}))
    if (!given.some(([name]) => name === absent))
      fail("usage", {
        who: `names, ${absent}`,
        expected: "the name of an array of the file",
        got: "none of that name",
        fix: `It holds ${given.map(([name]) => name).join(", ")}.`,
      });
  for (const [written, values] of given) {
    const meant = meaning(written);
    if (!meant) unknown.push(written);
    else {
      const twin = entries.get(meant.name);
      if (twin)
        fail("usage", {
          who: "check",
          expected: `one array for ${meant.name}`,
          got: `two, "${twin.written}" and "${written}"`,
          fix: "Leave one out, or say what it is with names.",
        });
      entries.set(meant.name, { ...meant, written, array: arrayOf(written, values) });
    }
  }
  if (entries.size === 0)
    fail("usage", {
      who: "check",
      expected: `arrays with names such as ${values
        .filter((name) => !name.includes("change"))
        .slice(0, 12)
        .join(", ")}`,
      got: given.length === 0 ? "none" : unknown.map((name) => `"${name}"`).join(", "),
      fix: "Rename them, or say what they are with names: hidden=A1.",
    });
  return { entries, unknown };
}

function arrayOf(name: string, values: ArrayInput): NDArray {
  if (values instanceof NDArray) return values;
  return asArray(values, values instanceof Float32Array ? "float32" : "float64", name);
}

/** Arrays that do not go together with the layers, all of them named. */
function refuseShapes(picture: Picture, entries: Entries): never {
  const wrong = misfits(picture, entries);
  const list = (all: readonly Entry[], shape: (entry: Entry) => readonly number[]) =>
    all.map((entry) => `${entry.written} ${formatShape(shape(entry))}`).join(", ");
  fail("shape", {
    who: "check",
    expected: `arrays of the network ${formatLayers(picture.network.layers)}: ${list(wrong, ({ name }) => picture.quantities.get(name)!.shape)}, or transposed,`,
    got: list(wrong, ({ array }) => array.shape),
    fix: "Are the layers those of your network?",
  });
}
