import { fail } from "../../base/error.ts";
import { exporters } from "../../formats/exporters.ts";
import { commandLine } from "../commandLine.ts";
import { type Io, say, styled } from "../io.ts";
import type { exportOptions } from "../options/export.ts";
import { neededChoice } from "../optionValues.ts";
import type { Given } from "../spec.ts";
import { openTrained } from "../trained.ts";
import { nameFrom, writeFrom } from "../written.ts";

type ExportGiven = Given<typeof exportOptions>;

/** Writes a trained network in a format. */
export async function exportNetwork(
  io: Io,
  [source = ""]: readonly string[],
  given: ExportGiven,
): Promise<number> {
  const { name, heeds, ending, write } = formatOf(given);
  for (const option of ["logits", "columns"] as const)
    if (given[option] && !heeds.includes(option))
      fail("usage", { who: `--${option}`, expected: `a format of ${heeding(option)}`, got: name });
  const { model, about } = await openTrained(io, source);
  const { logits = false, columns = false } = given;
  const bytes = await write(model, { about, logits, columns });
  const out = given.out ?? nameFrom(io, source) + ending;
  await writeFrom(io, source, out, bytes);
  say(io.stdout, styled(io.stdout, "dim", `Check it: ${commandLine(["verify", out])}`));
  return 0;
}

const heeding = (option: "logits" | "columns"): string =>
  Object.values(exporters)
    .filter(({ heeds }) => heeds.includes(option))
    .map(({ name }) => name)
    .join(", ");

const formatOf = ({ to }: ExportGiven) =>
  exporters[neededChoice("export", "--to", "a format", to, Object.keys(exporters))]!;
