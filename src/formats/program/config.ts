import type { Encoding } from "../../data/encoding.ts";
import type { ScalingKind } from "../../data/scaling.ts";
import type { RunData, RunFile } from "../runFile.ts";

/** What a program is written for: the parts of a run file that decide how a run goes. Float32 where no type is named. */
export interface ProgramConfig extends Pick<RunFile, "network" | "settings" | "data"> {
  readonly dtype?: RunFile["dtype"];
}

/** How number columns were scaled, told by what was measured of them: their mean stands in `fill`. */
export function scalingKind({ encoding }: Pick<RunData, "encoding">): ScalingKind {
  const numbers = (encoding?.inputs ?? []).filter((input) => input.type === "number");
  const scaled = numbers.filter(({ offset, scale }) => offset !== 0 || scale !== 1);
  const [first] = scaled;
  if (!first) return hasScaledTarget(encoding) ? "standardize" : "none";
  // A constant column has its mean for a minimum too, and says nothing.
  return scaled.some(({ offset, fill, scale }) => Math.abs(offset - fill) > 1e-9 * scale)
    ? "minMax"
    : "standardize";
}

const hasScaledTarget = (encoding: Encoding | undefined): boolean =>
  encoding?.target.task === "regression" &&
  encoding.target.columns.some(({ offset, scale }) => offset !== 0 || scale !== 1);
