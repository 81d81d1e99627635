import { counted } from "../../base/counted.ts";
import { textTable } from "../../base/textTable.ts";
import { formatLayers } from "../../nn/parseLayers.ts";
import { barOf } from "../bar.ts";
import type { Subject } from "../config.ts";
import { type Engines, measureEngines } from "../doctor/engines.ts";
import { machine, machineLines } from "../doctor/machine.ts";
import { type Io, say } from "../io.ts";
import type { doctorOptions } from "../options/doctor.ts";
import { realOption } from "../optionValues.ts";
import { namesRun } from "../runName.ts";
import type { Given } from "../spec.ts";
import { subjectOf } from "../subject.ts";
import { shortDuration, significant } from "../words.ts";

/** Says what there is to compute with, and measures it on a network. */
export async function doctor(
  io: Io,
  [name]: readonly string[],
  given: Given<typeof doctorOptions>,
): Promise<number> {
  const seconds = realOption("--seconds", given.seconds, { above: 0, to: 600 }) ?? 0.5;
  const found = machine();
  const reading = await barOf(io.stderr, { total: name === undefined ? 0 : 1, about: "reading data" });
  const subject = name === undefined ? undefined : await subjectIn(io, name, given).finally(reading.stop);
  if (!given.json) say(io.stdout, machineLines(found).join("\n"));
  const bar = await barOf(io.stderr, { total: subject ? 3 : 0 });
  const engines = subject && (await measureEngines(subject, seconds, bar.show).finally(bar.stop));
  if (given.json) say(io.stdout, JSON.stringify({ machine: found, ...(engines && { engines }) }));
  else if (subject && engines) say(io.stdout, `\n${enginesText(subject, engines)}`);
  return 0;
}

/** A run is looked at as it was trained; data, as `train` would. */
const subjectIn = (io: Io, name: string, given: Given<typeof doctorOptions>): Promise<Subject> =>
  namesRun(io, name) ? subjectOf(io, undefined, { ...given, config: name }) : subjectOf(io, name, given);

function enginesText({ model, fit }: Subject, engines: Engines): string {
  const { steps, batch, native, chosen, why } = engines;
  const rows = (["interpreter", "wasm", "native"] as const).map((name) => {
    const { millisecondsPerStep: each, threads = 1, note } = engines[name];
    if (each === undefined) return [name, "-", "-", note ?? ""];
    const beside = note ?? (threads > 1 ? `${threads} threads` : "");
    return [name, significant(each, 3), shortDuration((steps * each) / 1000), beside];
  });
  const { compileSeconds, breakEvenSteps } = native;
  const pays =
    breakEvenSteps === undefined
      ? "never pays here"
      : `pays from ${breakEvenSteps.toLocaleString("en-US")} steps on`;
  return [
    `${counted(model.network.features, "input")}, ${formatLayers(model.network.layers)}, ${fit.dtype ?? "float32"}: ${counted(steps.toLocaleString("en-US"), "step")} of ${counted(batch, "example")}`,
    textTable([["engine", "ms a step", "whole run", ""], ...rows]),
    ...(compileSeconds === undefined
      ? []
      : [`compiling takes ${significant(compileSeconds, 2)} s, and ${pays}`]),
    `chosen: ${chosen}, because ${why}`,
  ].join("\n");
}
