import type { NDArray } from "../../array/ndarray.ts";
import type { FloatType } from "../../base/dtype.ts";
import { fail } from "../../base/error.ts";
import { suggest } from "../../base/nearest.ts";
import type { Shape } from "../../base/shape.ts";
import { formatLayers } from "../../nn/parseLayers.ts";
import type { FormulaText } from "../document/blocks.ts";
import type { Convention } from "../formula/formula.ts";
import type { Said } from "../language/sentences.ts";
import { type Expansion, expansion } from "./expansion.ts";
import { after, type Moment, type Place, type Taken, take } from "./moment.ts";
import { type Reading, readingOf } from "./reading.ts";
import { type Named, namedValues, type Role } from "./roles.ts";
import { rounded } from "./rounded.ts";
import { type Scene, whyOf } from "./why.ts";

/** One value of the update. */
export interface Entry {
  /** As the texts call it: `Z1`, `dW2`; an update has the name of what it changes. */
  readonly name: string;
  readonly role: Role;
  /** How it is computed, in names; undefined for data. */
  readonly formula: FormulaText | undefined;
  /** With one example a row, and with one a column. */
  readonly shapes: { readonly rows: Shape; readonly columns: Shape };
  /** Turned where examples are columns. For an update, the value after it. */
  readonly value: NDArray;
  /** For an update: the value before it. */
  readonly before?: NDArray;
  /** The formula with this network's numbers, for each element of a small value, else for its largest one. */
  readonly numbers: readonly FormulaText[];
  readonly why: Said;
}

/** What is trained, and how. */
export interface About {
  readonly layers: string;
  readonly features: number;
  readonly loss: string;
  readonly optimizer: string;
  readonly dtype: FloatType;
  /** Examples in the training data. */
  readonly examples: number;
}

/** One update, with every value of it. */
export interface Trace {
  /** The data, the forward pass, the loss, the derivatives back to the first layer, the updates. */
  readonly entries: readonly Entry[];
  readonly place: Place;
  readonly about: About;
  readonly convention: Convention;
  /**
   * The entry of a name.
   *
   * @throws ChainruleError `usage` for a name there is not, with the nearest one
   */
  step(name: string): Entry;
  /**
   * One element, `dW1[0,1]`, as the sum that it is.
   *
   * @throws ChainruleError `usage` for a name there is not, or indices outside its shape
   */
  entry(name: string): Expansion;
  /** What the run's weights, layer states and memories are after the update, by name. */
  readonly after: ReadonlyMap<string, NDArray>;
  /** The trace of the update that follows. */
  next(): Trace;
  /** The trace of the same update with data and weights rounded to so many significant digits, to be followed by hand. */
  rounded(digits: number): Trace;
}

/** A longer calculation shows nothing that its formula does not. */
const longestLine = 600;

/** Elements up to which all of a value are shown with their numbers. */
const fewElements = 4;

/** The trace of the next update of a run; with `sample`, of an update by that example alone. */
export const traceOf = (moment: Moment, convention: Convention, sample?: number): Trace =>
  traceTaken(moment, take(moment, sample), convention);

/** The trace of an update that was computed from a moment. */
export function traceTaken(moment: Moment, taken: Taken, convention: Convention): Trace {
  const { sample } = taken.place;
  const named = namedValues(taken.training);
  const reading = readingOf(taken, convention);
  const scene: Scene = { moment, taken, reading, named };
  const entries = named.map((value) => entryOf(scene, value));
  const names = entries.map(({ name }) => name);
  return {
    entries,
    place: taken.place,
    about: aboutOf(moment),
    convention,
    step: (name) =>
      entries[names.indexOf(name)] ?? entries[names.indexOf(renewed(name))] ?? unknown(name, names),
    entry(name) {
      const { stem, index } = partsOf(name);
      const found = named[names.indexOf(stem)] ?? named[names.indexOf(renewed(stem))] ?? unknown(stem, names);
      return expansion(scene, found, elementAt(reading, found, index, name));
    },
    get after() {
      const nodes = new Map(taken.training.graph.updates.map(({ target }) => [target.name!, target]));
      return new Map(
        [...after(moment, taken).arrays].flatMap(([name, values]) => {
          const node = nodes.get(name);
          return node ? [[name, reading.shown(node, values)]] : [];
        }),
      );
    },
    next: () => traceOf(after(moment, taken), convention, sample),
    rounded: (digits) => traceOf(rounded(moment, digits), convention, sample),
  };
}

function aboutOf({ plan: { network, step } }: Moment): About {
  const { loss, optimizer, dtype, examples } = step;
  return {
    layers: formatLayers(network.layers),
    features: network.features,
    loss: loss.name,
    optimizer: optimizer.name,
    dtype,
    examples,
  };
}

function entryOf(scene: Scene, value: Named): Entry {
  const { moment, reading } = scene;
  const { name, role, node, target } = value;
  return {
    name,
    role,
    shapes: reading.shapes(node),
    value: reading.shown(node),
    ...(target && { before: reading.shown(target, moment.arrays.get(name)!) }),
    formula: role === "data" ? undefined : reading.equation(name, node, target ? ":=" : "="),
    get numbers() {
      if (role === "data" || node.op.kind === "counter") return [];
      return shownPlaces(scene, node)
        .map((place) => reading.element({ node, place }, nameIn(scene, value, place)).numbers)
        .filter(({ text }) => text.length <= longestLine);
    },
    get why() {
      return whyOf(scene, value);
    },
  };
}

/** The name of an element of a value; of an update, that of what it changes. */
const nameIn = ({ reading }: Scene, { name, node, target }: Named, place: number): string =>
  reading.nameOf({ node: target ?? node, place }, name);

function shownPlaces({ reading }: Scene, node: Named["node"]): readonly number[] {
  const values = reading.valuesOf(node);
  if (values.length <= fewElements) return [...values.keys()];
  let place = 0;
  for (let i = 1; i < values.length; i++) if (Math.abs(values[i]!) > Math.abs(values[place]!)) place = i;
  return [place];
}

/** `W1_new` stands for the update of W1. */
const renewed = (name: string): string => name.replace(/_new$/, "");

const unknown = (name: string, names: readonly string[]): never =>
  fail("usage", {
    who: "explain",
    expected: "the name of a value of the update",
    got: `"${name}"`,
    fix: suggest(name, names),
  });

/** `dW1[0,1]` as a name and indices. */
function partsOf(name: string): { readonly stem: string; readonly index: readonly number[] | undefined } {
  const [, stem = name, index] = /^([^[]*)(?:\[([\d\s,]*)\])?$/.exec(name.trim()) ?? [];
  const list = index?.split(",").filter((part) => part.trim() !== "");
  return { stem: stem.trim(), index: list?.map(Number) };
}

function elementAt(
  reading: Reading,
  { name, node, target }: Named,
  index: readonly number[] | undefined,
  asked: string,
) {
  const shape = reading.shapes(target ?? node)[reading.convention];
  const place = reading.placeOf(target ?? node, index ?? []);
  if (place !== undefined) return { node, place };
  return fail("usage", {
    who: "explain",
    expected: `an element of ${name}, as in ${name}[${shape.map(() => 0).join(",")}], within its shape (${shape.join(", ")})`,
    got: `"${asked}"`,
  });
}
