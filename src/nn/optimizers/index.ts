import { fail } from "../../base/error.ts";
import { lookUp, parseCall, settingsOf } from "../call.ts";
import { parseLearningRate } from "../schedules/index.ts";
import type { Schedule } from "../schedules/schedule.ts";
import type { Setting, Settings } from "../settings.ts";
import { adagradKind } from "./adagrad.ts";
import { adamKind } from "./adam.ts";
import { adamWKind } from "./adamW.ts";
import { lbfgsKind } from "./lbfgs.ts";
import type { Optimizer, OptimizerKind } from "./optimizer.ts";
import { optimizerOf } from "./optimizerOf.ts";
import { rmsPropKind } from "./rmsProp.ts";
import { sgdKind } from "./sgd.ts";

/**
 * The table of optimizers: one file and one line for each.
 *
 * @example
 * Object.keys(optimizers); // ["sgd", "rmsProp", "adagrad", "adam", "adamW", "lbfgs"]
 */
export const optimizers: Readonly<Record<string, OptimizerKind>> = {
  sgd: sgdKind,
  rmsProp: rmsPropKind,
  adagrad: adagradKind,
  adam: adamKind,
  adamW: adamWKind,
  lbfgs: lbfgsKind,
};

/** @throws ChainruleError `usage` that names the nearest optimizer */
export const optimizerKind = (name: string): OptimizerKind => lookUp("optimizer", optimizers, name);

/**
 * An optimizer as people write it: `adam`, `sgd(1.2)`, `adam(cosine(0.1),beta1=0.8)`, `lbfgs(history=20)`. As in the
 * functions of these names the first value is the learning rate; the settings have their names.
 *
 * @param learningRate where the text has none; the kind's own where neither has
 * @throws ChainruleError `usage` for an unknown name, a learning rate or a setting that may not be, or for two rates
 *
 * @example
 * parseOptimizer("sgd(momentum=0.9)", 0.1).learningRate; // 0.1
 * parseOptimizer("adam(0.05)").learningRate; // 0.05
 */
export function parseOptimizer(text: string, learningRate?: number | Schedule): Optimizer {
  const { kind, learningRate: own, settings } = readOptimizer(text);
  const [here, beside] = [own, learningRate].map((rate) => JSON.stringify(rate));
  if (here !== undefined && beside !== undefined && here !== beside)
    fail("usage", {
      who: kind.name,
      expected: "one learning rate",
      got: `${here} in its text and ${beside} beside it`,
      fix: "Leave one of them out.",
    });
  return optimizerOf(kind, own ?? learningRate ?? kind.learningRate, settings);
}

/** The parts of that text: the learning rate only where it is written. */
export function readOptimizer(text: string): {
  readonly kind: OptimizerKind;
  readonly learningRate: number | Schedule | undefined;
  readonly settings: Settings;
} {
  const call = parseCall("optimizer", text);
  const kind = optimizerKind(call.name);
  // A line search finds how far to go.
  const hasRate = kind.kind === "firstOrder";
  const table = hasRate ? { learningRate, ...kind.settings } : kind.settings;
  const wrong = call.values.find(
    ({ name }, i) => (hasRate && name === "lr") || (!name && !(hasRate && i === 0)),
  );
  if (wrong)
    fail("usage", {
      who: kind.name,
      expected: `${hasRate ? "a learning rate, then " : ""}values with their names`,
      got: wrong.name ? `lr=${wrong.value}` : String(wrong.value),
      fix: wrong.name ? `Write learningRate=${wrong.value}.` : `Known: ${Object.keys(table).join(", ")}.`,
    });
  const { learningRate: rate, ...settings } = settingsOf<Settings>(kind.name, call, table);
  return {
    kind,
    learningRate: typeof rate === "string" ? parseLearningRate(rate) : (rate as number | undefined),
    settings,
  };
}

/** A schedule is still text here, and `optimizerOf` says what is no rate. */
const learningRate: Setting<unknown> = { default: undefined, expected: "", holds: () => true };
