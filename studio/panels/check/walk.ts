import type { NDArray } from "../../../src/array/ndarray.ts";
import { fail } from "../../../src/base/error.ts";
import { sameShape } from "../../../src/base/shape.ts";
import { candidates } from "../../../src/explain/check/candidates.ts";
import { type Picture, pictureOf, type Quantity } from "../../../src/explain/check/picture.ts";
import { compute, cutAt, missing, rebuild } from "../../../src/explain/check/recompute.ts";
import { stepOf } from "../../../src/explain/check/search.ts";
import { turned } from "../../../src/explain/derive/sample.ts";
import type { Few } from "../../engine/examples.ts";
import type { Session } from "../../engine/session.ts";

/** Where a slip of the catalogue is made: `noMean` in `dW2`. */
export interface Planting {
  readonly slip: string;
  readonly at: string;
}

/** A value of the step with one example a row; a slip may have given it another shape. */
export interface Value {
  readonly shape: readonly number[];
  readonly values: Float64Array;
}

/** One update by a few examples of the run, every value of it, error terms as derivatives of the loss. */
export interface Walk {
  readonly picture: Picture;
  readonly few: Few;
  readonly values: ReadonlyMap<string, Value>;
}

/**
 * Computes the step as a learner would, value after value, each from those before it; with `planting`, with that slip
 * at that place and all that follows from it.
 *
 * @returns undefined where the slip cannot be made there, or changes nothing that is seen
 * @throws ChainruleError `usage` for a network with dropout
 */
export function walk(session: Session, few: Few, planting?: Planting): Walk | undefined {
  requireNoMasks(session);
  const picture = pictureFor(session, few);
  const numbers = givenOf(session, few, picture);
  const values = new Map<string, Value>();
  for (const [name, own] of numbers)
    values.set(name, { shape: picture.quantities.get(name)!.shape, values: own });
  let planted = planting === undefined;
  for (const quantity of picture.quantities.values()) {
    const { name, role, shape } = quantity;
    if (role === "given") continue;
    const known = new Set([...numbers.keys()].filter((one) => quantity.ancestors.has(one)));
    const cut = cutAt(picture, known);
    const node = rebuild(quantity.definitions[0]!, cut);
    if (!node || missing(node, numbers).length > 0) continue;
    const [right] = compute([node], numbers) as [Float64Array];
    const wrong = planting?.at === name ? slipped(quantity, picture, planting, numbers) : undefined;
    const own = wrong?.values ?? right;
    planted ||= wrong !== undefined && (!sameShape(wrong.shape, shape) || isSeen(own, right));
    values.set(name, wrong ?? { shape, values: right });
    // What lies another way, or spreads, cannot be gone on with: a learner would have mended it there.
    numbers.set(name, wrong && !sameShape(wrong.shape, shape) ? right : own);
  }
  return planted ? { picture, few, values } : undefined;
}

/** The least share of an array's largest number that a slip must change to be seen beyond rounding. */
const leastSeen = 1e-6;

function isSeen(own: Float64Array, right: Float64Array): boolean {
  const largest = right.reduce((size, x) => Math.max(size, Math.abs(x)), 0);
  return own.some((x, i) => !(Math.abs(x - right[i]!) <= leastSeen * largest));
}

function requireNoMasks(session: Session): void {
  if (session.plan().network.layers.some(({ type }) => type === "dropout"))
    fail("usage", {
      who: "check",
      expected: "layers whose numbers follow from their inputs",
      got: "dropout, whose mask is drawn",
      fix: "Take it out of the network first.",
    });
}

/** The step of the run's network for so many examples. */
export function pictureFor(session: Session, { rows }: Few): Picture {
  const { network, step } = session.plan();
  return pictureOf(network, rows.length, { loss: step.loss, optimizer: step.optimizer });
}

/** Everything the step is given: data, weights, the learning rate, what the optimizer remembers. */
function givenOf(
  session: Session,
  { arrays, learningRate }: Few,
  picture: Picture,
): Map<string, Float64Array> {
  const kept = session.arrays();
  const numbersOf = ({ name, shape }: Quantity): Float64Array => {
    if (name === "learningRate") return Float64Array.of(learningRate);
    const own = (arrays as Readonly<Record<string, NDArray | undefined>>)[name]?.data ?? kept.get(name);
    const size = shape.reduce((a, b) => a * b, 1);
    return own ? Float64Array.from(own) : new Float64Array(size).fill(picture.initial.get(name) ?? 0);
  };
  const given = [...picture.quantities.values()].filter(({ role }) => role === "given");
  return new Map(given.map((quantity) => [quantity.name, numbersOf(quantity)]));
}

/** The value with a slip of the catalogue in its own line. */
function slipped(
  quantity: Quantity,
  picture: Picture,
  { slip, at }: Planting,
  numbers: ReadonlyMap<string, Float64Array>,
): Value | undefined {
  const cut = cutAt(picture, new Set([...numbers.keys()].filter((name) => quantity.ancestors.has(name))));
  const step = stepOf({ picture, labels: undefined, entries: new Map() }, quantity);
  const found = candidates(quantity, step, cut).find(
    ({ named, node }) => named.slip === slip && named.at === at && missing(node, numbers).length === 0,
  );
  if (!found) return undefined;
  return { shape: found.node.shape, values: compute([found.node], numbers)[0]! };
}

/** How many times the derivative texts write the error terms: they keep the 1/m of a mean for the gradients. */
export const errorScale = ({ loss, examples }: Picture): number => (loss.reduction === "mean" ? examples : 1);

/** A value as a learner has it: error terms without the 1/m, examples as rows or columns. */
export function asWritten(
  { values, shape }: Value,
  { role }: Quantity,
  picture: Picture,
  convention: "rows" | "columns",
): Value {
  const scale = role === "error" ? errorScale(picture) : 1;
  const scaled = { shape, values: scale === 1 ? values : values.map((x) => x * scale) };
  return convention === "columns" ? turned(scaled) : scaled;
}

/** The values of a step that texts name, in their order: without changes, and without what only the chain rule names. */
export const textbook = ({ quantities }: Picture): Quantity[] =>
  [...quantities.values()].filter(
    ({ name, role, definitions }) =>
      !name.endsWith("_change") && (role !== "error" || definitions.length > 1),
  );
