import { fail } from "../base/error.ts";
import type { Checkpointing } from "../train/options.ts";

/**
 * How often checkpoints are written: `5` or `5epochs`, `500steps`.
 *
 * @throws ChainruleError `usage` for other text
 */
export function checkpointEvery(text: string | undefined): Omit<Checkpointing, "save"> | undefined {
  if (text === undefined) return undefined;
  const [, number = "0", unit = "epochs"] = /^([1-9]\d*)\s*(epochs?|steps?)?$/.exec(text.trim()) ?? [];
  if (number === "0")
    fail("usage", {
      who: "--checkpoint-every",
      expected: "epochs or steps, as in 5 or 500steps",
      got: `"${text}"`,
    });
  return { every: Number(number), unit: unit.startsWith("step") ? "steps" : "epochs" };
}
