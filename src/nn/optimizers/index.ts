import { fail } from "../../base/error.ts";
import { suggest } from "../../base/nearest.ts";
import type { OptimizerKind } from "./optimizer.ts";
import { sgdKind } from "./sgd.ts";

/** The table of optimizers: one file and one line for each. */
export const optimizers: Readonly<Record<string, OptimizerKind>> = {
  sgd: sgdKind,
};

/** @throws ChainruleError `usage` that names the nearest optimizer */
export function optimizerKind(name: string): OptimizerKind {
  const kind = Object.hasOwn(optimizers, name) ? optimizers[name] : undefined;
  return (
    kind ??
    fail("usage", {
      who: "optimizer",
      expected: "a known optimizer",
      got: `"${name}"`,
      fix: suggest(name, Object.keys(optimizers)),
    })
  );
}
