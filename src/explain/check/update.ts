import { savedType } from "../../array/npy.ts";
import { topological } from "../../graph/node.ts";
import { fits, type Orientation, turned, turnedWith } from "./arrange.ts";
import type { Entries } from "./case.ts";
import type { Picture } from "./picture.ts";
import { isPrinted, precisionOf } from "./precision.ts";
import { compute, cutAt, missing, rebuild, type Values } from "./recompute.ts";
import type { CheckSettings } from "./settings.ts";
import { factorFor } from "./tolerance.ts";
import type { Note } from "./verdict.ts";

/** Arrays of the file under their names, as far as their shapes fit: for a first look, before anything is judged. */
function lookAt(
  picture: Picture,
  entries: Entries,
  orientation: Orientation,
  given: Values,
): Map<string, Float64Array> {
  const values = new Map(given);
  for (const [name, { array }] of entries) {
    const quantity = picture.quantities.get(name)!;
    const ways = fits(array, quantity.shape);
    const side = orientation[turnedWith(quantity)];
    if (ways.length > 0 && !values.has(name))
      values.set(name, turned(array, quantity.shape, ways.includes(side) ? side : ways[0]!));
  }
  return values;
}

/**
 * The learning rate where neither file nor settings state it: what most updates say, so that one wrong update does not
 * put the blame on the others. Where they are as many against as many, the first is taken, and a note says what each says.
 */
export function readRate(
  picture: Picture,
  entries: Entries,
  orientation: Orientation,
  given: Map<string, Float64Array>,
  { learningRate }: CheckSettings,
  notes: Note[],
): void {
  if (given.has("learningRate") || !picture.quantities.has("learningRate")) return;
  if (learningRate !== undefined) {
    given.set("learningRate", Float64Array.of(learningRate));
    return;
  }
  const values = lookAt(picture, entries, orientation, given);
  const said = new Map<number, string[]>();
  for (const name of picture.quantities.keys()) {
    const rate = rateIn(name, picture, entries, values);
    if (rate === undefined) continue;
    // The same rate read off two updates may differ in the digits that rounding has left open.
    const same = [...said.keys()].find((one) => Math.abs(one - rate) <= 1e-6 * rate) ?? rate;
    said.set(same, [...(said.get(same) ?? []), name]);
  }
  const most = Math.max(...[...said.values()].map(({ length }) => length));
  const [first, ...others] = [...said].filter(([, names]) => names.length === most);
  if (!first) return;
  given.set("learningRate", Float64Array.of(first[0]));
  notes.push(
    others.length === 0
      ? { kind: "learningRate", value: first[0] }
      : { kind: "learningRates", rates: [first, ...others].map(([value, names]) => ({ value, names })) },
  );
}

/** Digits of a rate, from the roundest on. */
const mostDigits = 17;

/** The roundest learning rate with which an update is right; whether it goes up or down the slope is judged later. */
function rateIn(name: string, picture: Picture, entries: Entries, values: Values): number | undefined {
  const { role, ancestors, definitions } = picture.quantities.get(name)!;
  const after = values.get(name);
  const entry = entries.get(name);
  if (role !== "update" || !after || !entry) return undefined;
  // A few printed digits of a weight leave a rate open that moves it by less, and so does float16.
  const precision = precisionOf(entry.array.data, savedType(entry.array));
  if (isPrinted(precision) || precision.kind === "float16") return undefined;
  // Error terms may hold a 1/m or not: the gradients say it, or else what they follow from.
  const sure = [...values.keys()].filter((one) => picture.quantities.get(one)?.role !== "error");
  const node = rebuild(definitions[0]!, cutAt(picture, new Set(sure.filter((one) => ancestors.has(one)))));
  const withRate = (rate: number) => new Map([...values, ["learningRate", Float64Array.of(rate)]]);
  if (!node || missing(node, withRate(1)).length > 0) return undefined;
  const result = (rate: number) => compute([node], withRate(rate))[0]!;
  const still = result(0);
  const slope = minus(result(1), still);
  const least = dot(slope, minus(after, still)) / dot(slope, slope);
  if (!Number.isFinite(least) || least === 0) return undefined;
  const before = values.get(name.replace(/_new$/, ""));
  const yours = { numbers: after, precision, before, factors: [1] };
  for (let digits = 1; digits <= mostDigits; digits++) {
    const rate = Number(least.toPrecision(digits));
    if (factorFor(yours, result(rate)) !== undefined) return Math.abs(rate);
  }
  return undefined;
}

const minus = (a: Float64Array, b: Float64Array): Float64Array => a.map((x, i) => x - b[i]!);
const dot = (a: Float64Array, b: Float64Array): number => a.reduce((sum, x, i) => sum + x * b[i]!, 0);

/**
 * Whether error terms may be target minus output. They may where the update goes along the learner's own gradient; and
 * where there is no update to see, for names that promise no derivative, as `delta2`.
 */
export function isTargetMinusOutput(
  picture: Picture,
  entries: Entries,
  orientation: Orientation,
  given: Values,
): boolean {
  const named = [...entries.values()].some(({ eitherSign }) => eitherSign);
  const values = lookAt(picture, entries, orientation, given);
  let updated = false;
  let rises = false;
  for (const { name } of picture.parameters) {
    const after = values.get(`${name}_new`);
    const before = values.get(name!);
    const change = values.get(`${name}_change`) ?? (after && before && after.map((x, i) => x - before[i]!));
    if (!change) continue;
    updated = true;
    const { along, own } = alongGradient(picture, values, name!, change);
    if (own && along !== 0) return along > 0;
    rises ||= !own && along > 0;
  }
  // Of the learner's own error terms nothing was seen: only an update that goes up speaks against either sign.
  return named || (updated && !rises);
}

/** How an update lies to the gradient: the learner's own where there is anything of it, else the right one. */
function alongGradient(
  picture: Picture,
  values: Values,
  parameter: string,
  change: Float64Array,
): { along: number; own: boolean } {
  const { name, definitions, ancestors } = picture.quantities.get(`d${parameter}`)!;
  const given = values.get(name);
  if (given) return { along: dot(change, given), own: true };
  const known = new Set([...values.keys()].filter((one) => ancestors.has(one)));
  const node = rebuild(definitions[0]!, cutAt(picture, known));
  if (!node || missing(node, values).length > 0) return { along: 0, own: false };
  const own = topological([node]).some(
    (one) => picture.quantities.get(one.name ?? "")?.role === "error" && one.op.kind === "input",
  );
  return { along: dot(change, compute([node], values)[0]!), own };
}
