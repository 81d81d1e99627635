import { lookUp, parseCall, settingsOf } from "../call.ts";
import type { Schedule } from "../schedules/schedule.ts";
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
 * An optimizer as people write it: `adam`, `sgd(momentum=0.9,nesterov=true)`, `lbfgs(history=20)`.
 *
 * @param learningRate the kind's own where none is given
 * @throws ChainruleError `usage` for an unknown name, a learning rate or a setting that may not be
 *
 * @example
 * parseOptimizer("sgd(momentum=0.9)", 0.1).learningRate; // 0.1
 */
export function parseOptimizer(text: string, learningRate?: number | Schedule): Optimizer {
  const call = parseCall("optimizer", text);
  const kind = optimizerKind(call.name);
  return optimizerOf(kind, learningRate ?? kind.learningRate, settingsOf(kind.name, call, kind.settings));
}
