import { fail } from "../../base/error.ts";
import { input } from "../../graph/build.ts";
import type { Node } from "../../graph/node.ts";
import { layerKinds } from "../../nn/layers/index.ts";
import { fits, type Orientation, turned, turnedWith } from "./arrange.ts";
import type { Case, Entries, Entry } from "./case.ts";
import type { Picture, Quantity } from "./picture.ts";
import type { CheckSettings } from "./settings.ts";
import { isPerExample, labelsIn } from "./size.ts";
import { isTargetMinusOutput, readRate } from "./update.ts";
import type { Misshapen, Note } from "./verdict.ts";

/** A file read one way, and what is to be said before anything is computed. */
export interface Prepared extends Case {
  readonly misshapen: readonly Misshapen[];
  readonly notes: readonly Note[];
}

/**
 * Reads what a file gives (data, weights, learning rate) under one orientation, and fills in what it lacks where that
 * can be known or guessed.
 *
 * @throws ChainruleError `data` for given numbers that are not finite
 */
export function caseOf(
  picture: Picture,
  entries: Entries,
  orientation: Orientation,
  settings: CheckSettings,
): Prepared {
  const given = new Map<string, Float64Array>();
  const assumed = new Set<string>();
  const misshapen: Misshapen[] = [];
  const notes: Note[] = [];
  let labels: Node | undefined;
  for (const quantity of picture.quantities.values()) {
    const entry = entries.get(quantity.name);
    if (!entry || quantity.role !== "given") continue;
    requireFinite(entry);
    const classes = quantity.name === "Y" ? labelsIn(entry.array, picture) : undefined;
    if (classes) {
      labels = input("labels", [picture.examples, 1]);
      given.set("labels", classes);
      given.set("Y", oneHot(classes, picture.output.shape[1]!));
      continue;
    }
    const ways = fits(entry.array, quantity.shape);
    const side = orientation[turnedWith(quantity)];
    if (ways.length > 0)
      given.set(quantity.name, turned(entry.array, quantity.shape, ways.includes(side) ? side : ways[0]!));
    else misshapen.push(misshape(entry, quantity, picture, orientation));
  }
  assumeRest(picture, entries, given, assumed, notes);
  readRate(picture, entries, orientation, given, settings, notes);
  const eitherSign = isTargetMinusOutput(picture, entries, orientation, given);
  return { picture, entries, orientation, given, assumed, labels, eitherSign, misshapen, notes };
}

function requireFinite({ written, array: { data, shape } }: Entry): void {
  const at = data.findIndex((x) => !Number.isFinite(x));
  if (at < 0) return;
  const index = shape.length === 2 ? `${Math.floor(at / shape[1]!)}, ${at % shape[1]!}` : String(at);
  fail("data", {
    who: written,
    expected: "finite numbers, because everything is computed from them",
    got: `${Number.isNaN(data[at]!) ? "nan" : data[at]! > 0 ? "inf" : "-inf"} at [${index}]`,
    fix: "Mend the data first: a missing value may be filled with the mean of its column.",
  });
}

function oneHot(labels: Float64Array, classes: number): Float64Array {
  const rows = new Float64Array(labels.length * classes);
  labels.forEach((label, i) => {
    rows[i * classes + label] = 1;
  });
  return rows;
}

function misshape(entry: Entry, quantity: Quantity, picture: Picture, orientation: Orientation): Misshapen {
  const { shape, name } = quantity;
  const turns = orientation[turnedWith(quantity)] === "columns";
  const layer = layerOf(name, picture);
  return {
    kind: "misshapen",
    name,
    written: entry.written,
    how: isPerExample(entry.array, shape, picture.examples) ? "perExample" : "shape",
    got: entry.array.shape,
    fits: turns ? (shape.length === 1 ? [shape[0]!, 1] : shape.toReversed()) : shape,
    ...(layer === undefined ? {} : { layer }),
  };
}

/** The layer whose number a name ends in, and as it is written: `2, 4:sigmoid`. */
function layerOf(name: string, { network }: Picture): string | undefined {
  const number = Number(/\d+/.exec(name)?.[0]);
  const layer = network.layers.filter(({ type }) => layerKinds[type]!.numbered)[number - 1];
  return layer && `${number}, ${layerKinds[layer.type]!.text(layer)}`;
}

/** What may be left out: biases, where the file has none at all, and what an optimizer remembers before its first step. */
function assumeRest(
  picture: Picture,
  entries: Entries,
  given: Map<string, Float64Array>,
  assumed: Set<string>,
  notes: Note[],
): void {
  const fill = (quantity: Quantity, value: number) => {
    given.set(quantity.name, new Float64Array(quantity.shape.reduce((a, b) => a * b, 1)).fill(value));
    assumed.add(quantity.name);
  };
  const biases = picture.parameters.filter(({ name, shape }) => /^b\d/.test(name!) && shape.length === 1);
  if (
    biases.length > 0 &&
    !biases.some(({ name }) =>
      [name!, `d${name}`, `${name}_new`, `${name}_change`].some((one) => entries.has(one)),
    )
  ) {
    for (const { name } of biases) fill(picture.quantities.get(name!)!, 0);
    notes.push({ kind: "noBias", names: biases.map(({ name }) => name!) });
  }
  const fresh = [...picture.initial].filter(([name]) => picture.quantities.has(name) && !given.has(name));
  for (const [name, value] of fresh) fill(picture.quantities.get(name)!, value);
  if (fresh.length > 0 && [...entries.keys()].some((name) => picture.quantities.get(name)!.role === "update"))
    notes.push({ kind: "firstStep", names: fresh.map(([name]) => name) });
}
