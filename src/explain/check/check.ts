import { fail } from "../../base/error.ts";
import type { Layer } from "../../nn/layers/layer.ts";
import type { Loss } from "../../nn/losses/loss.ts";
import type { Optimizer } from "../../nn/optimizers/optimizer.ts";
import { formatLayers, parseLayers } from "../../nn/parseLayers.ts";
import { chooseLoss, chooseOptimizer } from "../../train/choose.ts";
import { type Orientation, orientations } from "./arrange.ts";
import type { Entries } from "./case.ts";
import { type Arrays, entriesOf } from "./entries.ts";
import { caseOf } from "./given.ts";
import { judge } from "./judge.ts";
import { type Picture, pictureOf } from "./picture.ts";
import { requireShapes } from "./refuse.ts";
import type { CheckSettings } from "./settings.ts";
import { misfits, possibleSizes } from "./size.ts";
import type { Note, Outcome, Verdict } from "./verdict.ts";

/**
 * Checks numbers that somebody computed on their own, in NumPy for instance, against the step of the network. Each
 * value is computed anew from the values before it *as they were handed in*; the first that differs is found, and the
 * catalogue of slips is searched for one that gives exactly these numbers.
 *
 * Names are `X, Y, W1, b1, Z1, A1, loss, dZ2, dA1, dW1, db1, W1_new, learning_rate` and their usual spellings; any part
 * of them will do. Examples may be rows or columns. float64 must agree to 1e-9 of the largest number of an array,
 * float32 to 2e-5, float16 to 4e-3, numbers that were printed to their last digit.
 *
 * @param arrays the numbers by name
 * @returns plain data; {@link checkDocument} makes a text of it
 * @throws ChainruleError `usage` for settings that do not fit, or no name that is understood; `data` for inputs that
 *   are not finite; `shape` where the arrays are those of another network
 *
 * @example
 * const arrays = { X: [[1, 2]], W1: [[0.5], [0.25]], b1: [0], Z1: [[1]], A1: [[0.5]] };
 * const verdict = check(arrays, { layers: "1:sigmoid" });
 * verdict.outcomes.map(({ name, kind }) => `${name} ${kind}`); // ["Z1 right", "A1 wrong"]
 */
export function check(arrays: Arrays, settings: CheckSettings): Verdict {
  const layers = layersOf(settings?.layers);
  // Neither the names nor the loss depend on how many features there are.
  const one = { features: 1, layers };
  const loss = chooseLoss(one, settings.loss);
  const means = { loss, optimizer: chooseOptimizer(settings.optimizer) };
  const { entries, unknown, noNumbers } = entriesOf(arrays, pictureOf(one, 1, means), settings);
  const readings = fittingPictures(layers, entries, means).flatMap((picture) =>
    orientationsOf(picture, entries).map((orientation) => read(picture, entries, orientation, settings)),
  );
  const { chosen, note } = choose(readings);
  const { picture, orientation, outcomes } = chosen;
  const has = (...kinds: readonly Outcome["kind"][]) => outcomes.some(({ kind }) => kinds.includes(kind));
  const judged = has("right", "wrong");
  return {
    verdict: has("wrong", "misshapen") ? "wrong" : judged ? "right" : "unjudged",
    outcomes,
    examples: picture.examples,
    features: picture.network.features,
    layers: formatLayers(layers),
    loss: loss.name,
    orientation,
    notes: [
      ...(judged ? note : []),
      ...(unknown.length > 0 ? [{ kind: "unknown", names: unknown } as const] : []),
      ...(noNumbers.length > 0 ? [{ kind: "noNumbers", names: noNumbers } as const] : []),
      ...(judged || has("skipped") ? chosen.notes : []),
    ],
  };
}

function layersOf(given: CheckSettings["layers"] | undefined): readonly Layer[] {
  if (given === undefined)
    fail("usage", {
      who: "check",
      expected: "the layers of your network",
      got: "none",
      fix: 'For 4 hidden tanh units and a sigmoid output: { layers: "4:tanh,1:sigmoid" }.',
    });
  const layers = typeof given === "string" ? parseLayers(given) : given;
  if (layers.some(({ type }) => type === "dropout"))
    fail("usage", {
      who: "check",
      expected: "layers whose numbers follow from their inputs",
      got: "dropout, whose mask is drawn",
      fix: "Check the network without it.",
    });
  return layers;
}

/** The step in each size that fits most of the arrays. */
function fittingPictures(
  layers: readonly Layer[],
  entries: Entries,
  means: { readonly loss: Loss; readonly optimizer: Optimizer },
): Picture[] {
  const pictures = possibleSizes(entries).map(({ examples, features }) =>
    pictureOf({ features, layers }, examples, means),
  );
  const counts = pictures.map((picture) => misfits(picture, entries).length);
  const fitting = pictures.filter((_, i) => counts[i] === Math.min(...counts));
  requireShapes(fitting[0]!, entries);
  return fitting;
}

const orientationsOf = (picture: Picture, entries: Entries): readonly Orientation[] =>
  orientations([...entries].map(([name, { array }]) => [picture.quantities.get(name)!, array] as const));

/** A file judged under one reading of how its matrices lie. */
interface Reading {
  readonly picture: Picture;
  readonly orientation: Orientation;
  readonly outcomes: readonly Outcome[];
  readonly notes: readonly Note[];
}

function read(
  picture: Picture,
  entries: Entries,
  orientation: Orientation,
  settings: CheckSettings,
): Reading {
  const subject = caseOf(picture, entries, orientation, settings);
  const { outcomes, notes } = judge(subject);
  return {
    picture,
    orientation,
    outcomes: [...subject.misshapen, ...outcomes],
    notes: [...subject.notes, ...notes],
  };
}

/** The reading under which most is right, and a note about the others. One that cannot judge is no better than one that finds fault. */
function choose(readings: readonly Reading[]): { chosen: Reading; note: readonly Note[] } {
  const unsettled = readings.map(({ outcomes }) => outcomes.filter(({ kind }) => kind !== "right").length);
  const fewest = Math.min(...unsettled);
  const chosen = readings[unsettled.indexOf(fewest)]!;
  const other = readings.find((reading) => reading !== chosen)?.orientation;
  const how = unsettled.filter((count) => count === fewest).length > 1 ? "either" : "values";
  return { chosen, note: other ? [{ kind: "orientation", how, other }] : [] };
}
