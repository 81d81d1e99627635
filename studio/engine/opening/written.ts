import type { Initializer } from "../../../src/nn/initializers/initializer.ts";
import { lossKind } from "../../../src/nn/losses/index.ts";
import type { Loss } from "../../../src/nn/losses/loss.ts";
import { optimizerKind } from "../../../src/nn/optimizers/index.ts";
import type { Optimizer } from "../../../src/nn/optimizers/optimizer.ts";
import type { Schedule } from "../../../src/nn/schedules/schedule.ts";
import type { Settings, SettingsTable } from "../../../src/nn/settings.ts";

/** `adam(beta1=0.8)`: a name with the settings that are not at their defaults. */
function call(name: string, settings: Settings, table: SettingsTable<Settings>): string {
  const given = Object.entries(settings).filter(([key, value]) => value !== table[key]?.default);
  return given.length === 0 ? name : `${name}(${given.map(([key, value]) => `${key}=${value}`).join(",")})`;
}

/** As `parseLoss` reads it. */
export const writtenLoss = ({ name, settings }: Loss): string =>
  call(name, settings, lossKind(name).settings as SettingsTable<Settings>);

/** As `parseOptimizer` reads it, without its learning rate. */
export const writtenOptimizer = ({ name, settings }: Optimizer): string =>
  call(name, settings, optimizerKind(name).settings);

/** As `parseLearningRate` reads it. */
export function writtenRate(rate: number | Schedule): string {
  if (typeof rate === "number") return String(rate);
  const { schedule, ...settings } = rate;
  if (schedule === "piecewise") {
    const [first, ...rates] = settings.rates as readonly number[];
    const boundaries = settings.boundaries as readonly number[];
    return `piecewise(${[first, ...rates.map((next, i) => `${boundaries[i]}:${next}`)].join(",")})`;
  }
  const given = Object.entries(settings).map(([key, value]) => `${key}=${value}`);
  return `${schedule}(${given.join(",")})`;
}

/** As `parseInitializer` reads it. */
export const writtenInitializer = ({ name, numbers }: Initializer): string =>
  numbers.length === 0 ? name : `${name}(${numbers.join(",")})`;
