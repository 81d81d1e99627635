import { fail } from "../../base/error.ts";
import { showValue } from "../../base/showValue.ts";
import type { KerasLayer } from "./config.ts";

/** Settings of a layer, each checked when it is asked for. All throw ChainruleError `data` with the layer's name. */

export function number(layer: KerasLayer, name: string, usual?: number): number {
  const value = layer.settings[name] ?? usual;
  return typeof value === "number" && Number.isFinite(value) ? value : refuse(layer, name, "a number", value);
}

export function flag(layer: KerasLayer, name: string, usual: boolean): boolean {
  const value = layer.settings[name] ?? usual;
  return typeof value === "boolean" ? value : refuse(layer, name, "true or false", value);
}

/** A number, or a list of them however deep: Keras writes `[[1, 2]]` for the mean of two columns. */
export function numbers(layer: KerasLayer, name: string, value = layer.settings[name]): number | number[] {
  if (typeof value === "number" && Number.isFinite(value)) return value;
  const flat = Array.isArray(value) ? value.flat(3) : [];
  const areNumbers = flat.length > 0 && flat.every((n) => typeof n === "number" && Number.isFinite(n));
  return areNumbers ? (flat as number[]) : refuse(layer, name, "a number or a list of numbers", value);
}

/** The one axis that the layer works on must be that of the features. */
export function requireFeatureAxis(layer: KerasLayer, rank: number): void {
  const { axis = -1 } = layer.settings;
  const only = Array.isArray(axis) && axis.length === 1 ? axis[0] : axis;
  if (only !== -1 && only !== rank) refuse(layer, "axis", "-1", axis);
}

export const refuse = (layer: KerasLayer, name: string, expected: string, got: unknown): never =>
  fail("data", { who: layer.who, expected: `${expected} as ${name}`, got: showValue(got ?? null) });
