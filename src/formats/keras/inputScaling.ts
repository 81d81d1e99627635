import { fail } from "../../base/error.ts";
import { type Shape, sizeOf } from "../../base/shape.ts";
import type { Affine } from "./affine.ts";
import type { Builder } from "./builder.ts";
import type { KerasLayer } from "./config.ts";
import { flag, numbers, requireFeatureAxis } from "./settings.ts";

/** Reads a variable of a layer: its number, and the shape it must have. */
export type VariablesOf = (layer: KerasLayer, variable: number, shape: Shape) => ArrayLike<number>;

/** `x scale + offset`: each a number, or one for each column. */
export function rescaling(layer: KerasLayer, builder: Builder): void {
  const scale = perColumn(layer, "scale", numbers(layer, "scale"), builder);
  const offset = perColumn(layer, "offset", numbers(layer, "offset", layer.settings.offset ?? 0), builder);
  requireInvertible(layer, scale);
  // Two steps, since the offset is added after the factor.
  builder.scale(layer, { offset: 0, scale: map(scale, (s) => 1 / s) });
  builder.scale(layer, { offset: map(offset, (o) => 0 - o), scale: 1 });
}

/** Keras divides by no less than this (keras.config.epsilon). */
const leastDeviation = 1e-7;

/**
 * `(x - mean) / max(sqrt(variance), 1e-7)`. The two stand in the settings where they were given, else in the
 * variables, as `adapt` has measured them.
 */
export function normalization(layer: KerasLayer, builder: Builder, variables: VariablesOf): void {
  const { settings } = layer;
  const rank = builder.shape.length;
  if (settings.axis !== null && !(Array.isArray(settings.axis) && settings.axis.length === 0))
    requireFeatureAxis(layer, rank);
  const isGiven = settings.mean !== undefined && settings.mean !== null;
  const shape = settings.axis === null ? [] : [builder.shape.at(-1)!];
  const [mean, variance] = (["mean", "variance"] as const).map((name, i) =>
    perColumn(
      layer,
      name,
      isGiven ? numbers(layer, name) : numbers(layer, name, plain(variables(layer, i, shape))),
      builder,
    ),
  ) as [Affine["offset"], Affine["offset"]];
  const deviation = map(variance, (v) => Math.max(Math.sqrt(v), leastDeviation));
  if (flag(layer, "invert", false)) {
    builder.scale(layer, { offset: 0, scale: map(deviation, (d) => 1 / d) });
    builder.scale(layer, { offset: map(mean, (m) => 0 - m), scale: 1 });
  } else builder.scale(layer, { offset: mean, scale: deviation });
}

const plain = (values: ArrayLike<number>): number | number[] =>
  values.length === 1 ? values[0]! : Array.from(values);

const map = (part: number | readonly number[], one: (n: number) => number): number | readonly number[] =>
  typeof part === "number" ? one(part) : part.map(one);

/** One number, or one for each of the flat columns; numbers for the last axis alone are repeated along the others. */
function perColumn(
  layer: KerasLayer,
  name: string,
  given: number | readonly number[],
  { shape }: Builder,
): number | readonly number[] {
  if (typeof given === "number") return given;
  if (given.length === 1) return given[0]!;
  const size = sizeOf(shape);
  if (given.length === size) return given;
  if (given.length !== shape.at(-1))
    return fail("data", {
      who: layer.who,
      expected: `${shape.at(-1)} numbers as ${name}`,
      got: String(given.length),
    });
  return Array.from({ length: size }, (_, i) => given[i % given.length]!);
}

function requireInvertible(layer: KerasLayer, scale: number | readonly number[]): void {
  if ((typeof scale === "number" ? [scale] : scale).some((s) => s === 0 || !Number.isFinite(1 / s)))
    fail("data", { who: layer.who, expected: "scale other than 0", got: "0" });
}
