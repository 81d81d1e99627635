import { fail } from "../../base/error.ts";
import { showValue } from "../../base/showValue.ts";
import { type Activation, checkActivation } from "../activations.ts";
import { complete, type Settings, type SettingsTable } from "../settings.ts";
import type { Layer } from "./layer.ts";

/** The settings of a layer, checked: one read from a file may hold anything. */
export function settingsOfLayer(who: string, table: SettingsTable<Settings>, layer: Layer): Settings {
  const { type: _type, name: _name, ...given } = layer;
  return complete(who, table, given);
}

/** The name of an activation, checked: one read from a file may be no text, and then be taken for a name as a key. */
export function requireActivation(name: unknown, who: string): Activation {
  if (typeof name === "string") return checkActivation(name, who);
  return fail("usage", { who, expected: "the name of an activation", got: showValue(name) });
}

/** `batchNorm`, or with what differs from the defaults: `batchNorm(momentum=0.99)`. */
export function layerText(table: SettingsTable<Settings>, layer: Layer): string {
  const changed = Object.keys(table).filter((key) => layer[key] !== table[key]!.default);
  return changed.length === 0
    ? layer.type
    : `${layer.type}(${changed.map((key) => `${key}=${layer[key]}`).join(",")})`;
}
