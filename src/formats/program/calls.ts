import { lookUp } from "../../nn/call.ts";
import type { Dense } from "../../nn/index.ts";
import type { Layer } from "../../nn/layers/layer.ts";
import { lossKind } from "../../nn/losses/index.ts";
import type { Loss } from "../../nn/losses/loss.ts";
import { layerKind } from "../../nn/network.ts";
import { optimizerKind } from "../../nn/optimizers/index.ts";
import type { Optimizer } from "../../nn/optimizers/optimizer.ts";
import { schedules } from "../../nn/schedules/index.ts";
import type { Schedule } from "../../nn/schedules/schedule.ts";
import type { Settings, SettingsTable } from "../../nn/settings.ts";
import { literal } from "./literal.ts";

/** Gives a name of the library back, and remembers that it has to be imported. */
export type Use = (name: string) => string;

/** Functions that take their one setting as it is: `dropout(0.2)`. */
const bare = ["dropout", "huber"];

/** A function of the library called with the settings that differ from its defaults. */
function call(
  use: Use,
  name: string,
  first: readonly string[],
  table: SettingsTable<Settings>,
  given: Settings,
) {
  const changed = Object.entries(given).filter(([key, value]) => table[key] && value !== table[key].default);
  const rest = bare.includes(name) ? Object.values(given).map(literal) : values(Object.fromEntries(changed));
  return `${use(name)}(${[...first, ...rest].join(", ")})`;
}

/** A record as the last argument of a call; none where nothing is in it. */
export function values(given: object): string[] {
  const text = literal(given);
  return text === "{}" ? [] : [text];
}

/** `dense(4, "tanh")`, `dropout(0.2)` */
export function layerCall(use: Use, layer: Layer): string {
  const { type, name: _, ...given } = layer;
  const kind = layerKind(layer);
  if (type === "dense") return denseCall(use, layer as Dense);
  return kind.settings
    ? call(use, type, [], kind.settings, given)
    : `${use(type)}(${Object.values(given).map(literal).join(", ")})`;
}

function denseCall(use: Use, { units, activation, bias, initializer, name }: Dense): string {
  const init = initializer && initializerText(initializer);
  const options = values({ ...(bias === false && { bias }), init, name });
  const plain = activation === "identity" && options.length === 0;
  return `${use("dense")}(${[units, ...(plain ? [] : [literal(activation)]), ...options].join(", ")})`;
}

/** As `parseInitializer` reads it: `normal(0,0.01)`. */
const initializerText = ({ name, numbers }: NonNullable<Dense["initializer"]>): string =>
  numbers.length === 0 ? name : `${name}(${numbers.join(",")})`;

/** Its name where all is as by default: `"binaryCrossEntropy"`; else `huber(2)`. */
export function lossCall(use: Use, { name, settings }: Loss): string {
  const table = lossKind(name).settings;
  const isPlain = Object.entries(settings).every(([key, value]) => value === table[key]?.default);
  return isPlain ? literal(name) : call(use, name, [], table, settings);
}

/** `sgd(1.2)`, `adam(cosine(0.1), { beta1: 0.8 })` */
export function optimizerCall(use: Use, { name, learningRate, settings }: Optimizer): string {
  const kind = optimizerKind(name);
  const rate = kind.kind === "fullBatch" ? [] : [rateCall(use, learningRate)];
  return call(use, name, rate, kind.settings, settings);
}

/** A number, or a schedule: `cosine(0.1, { warmup: 100 })`, `piecewise([0.1, 0.01], [100])`. */
function rateCall(use: Use, rate: number | Schedule): string {
  if (typeof rate === "number") return literal(rate);
  const { schedule, initial, ...given } = rate;
  const { settings } = lookUp("schedule", schedules, schedule);
  if (initial !== undefined) return call(use, schedule, [literal(initial)], settings, given);
  return `${use(schedule)}(${Object.keys(settings)
    .map((key) => literal(given[key]))
    .join(", ")})`;
}
