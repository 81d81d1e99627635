import { counted } from "../base/counted.ts";
import { stillSince, trendOf } from "../base/trend.ts";
import type { Scaling } from "../data/scaling.ts";
import { decodeNumbers, targetScaling } from "../formats/material/encoded.ts";
import type { Material } from "../formats/material/material.ts";
import type { BoundaryPlotInput } from "../plot/boundary.ts";
import { boundaryText } from "../plot/index.ts";
import type { Model, Run } from "../train/model.ts";
import { commandLine } from "./commandLine.ts";
import { type Output, say, styled, widthOf } from "./io.ts";
import type { Result } from "./result.ts";
import { colorsOf } from "./terminal.ts";
import { percent, shortDuration, significant } from "./words.ts";

interface Finished {
  readonly history: Run["history"];
  readonly model: Model;
  readonly material: Material;
  readonly result: Result;
  readonly boundary: BoundaryPlotInput | undefined;
  readonly out: string;
  readonly brief: boolean;
}

/**
 * What a person wants to know when training is done: the boundary, how well, how long, where, and what to try next.
 * `brief` leaves out the boundary and the hints, for a program that reads the result.
 */
export function summarize(to: Output, { material, history, result, boundary, out, brief }: Finished): void {
  const { classes } = material.data;
  if (boundary && !brief) {
    const width = Math.max(20, Math.min(60, widthOf(to) - 2));
    say(to, `\n${boundaryText(boundary, { width, colors: colorsOf(to), ...(classes && { classes }) })}\n`);
  }
  const parts = [
    ["training", result],
    ["validation", result.validation],
    ["test", result.test],
  ] as const;
  for (const [name, judged] of parts) {
    if (!judged) continue;
    const accuracy = judged.accuracy === undefined ? "" : `  accuracy ${percent(judged.accuracy)}`;
    say(to, `${styled(to, "bold", name.padEnd(10))} loss ${significant(judged.loss, 6)}${accuracy}`);
  }
  const scaled = targetScaling(material.data.encoding);
  if (scaled)
    say(to, `loss of ${unitsOf(material.data.targets, scaled)}; evaluate judges in the data's own unit`);
  const { engine, epochs, steps, seconds, stopped } = result;
  const native = engine.backend === "native" ? " as native code" : "";
  const threads = engine.threads > 1 ? ` on ${engine.threads} threads` : "";
  const early = stopped === "earlyStopping" ? ", stopped early" : "";
  say(
    to,
    `${counted(epochs, "epoch")}, ${counted(steps, "step")} in ${shortDuration(seconds)}${threads}${native}${early}; written to ${out}`,
  );
  const trouble = troubleIn(history.loss, out);
  if (trouble !== undefined && !brief) say(to, trouble);
  if (!brief)
    say(
      to,
      `\n${styled(to, "dim", "Try next:")}\n${hints(material, out)
        .map((line) => `  ${line}`)
        .join("\n")}`,
    );
}

/** What a loss says that has not gone down, or no longer does. */
function troubleIn(loss: Float64Array, out: string): string | undefined {
  const trend = trendOf(loss);
  const [first, last] = [loss[0]!, loss.at(-1)!].map((value) => significant(value, 4));
  if (trend === "swings" || trend === "above") {
    const how = trend === "swings" ? "goes up and down" : "has gone up";
    return `The loss ${how} (${first} at first, ${last} at the end): the learning rate may be too large.`;
  }
  const since = stillSince(loss);
  if (since === undefined) return undefined;
  return `The loss has not moved since epoch ${since} (${first} at first, ${last} at the end): either this network can do no better, or it no longer learns. See: ${commandLine(["report", out])}`;
}

/** How targets were scaled, in words. */
const unitsOf = (targets: readonly string[], { offset, scale }: Scaling): string =>
  targets
    .map((name, j) => `(${name} - ${significant(offset[j]!, 4)}) / ${significant(scale[j]!, 4)}`)
    .join(", ");

function hints({ data, training }: Material, out: string): string[] {
  const { source } = data;
  const name = source.kind === "dataset" ? source.name : source.path;
  const numeric = data.encoding.inputs.every(({ type }) => type === "number");
  const example = numeric ? decodeNumbers(data.encoding, training.x.rows([0])).data : undefined;
  return [
    ...(source.kind === "dataset" && data.features.length === 2
      ? [
          commandLine([
            "sweep",
            name,
            "--layers",
            `{2,4,8}:tanh,${data.task === "binary" ? "1:sigmoid" : `${data.classes?.length ?? 1}:softmax`}`,
          ]),
        ]
      : []),
    commandLine(["evaluate", out]),
    ...(example && example.length <= 8
      ? [commandLine(["predict", out, Array.from(example, (value) => significant(value, 3)).join(",")])]
      : []),
    commandLine(["explain", out, "--only", "dW*,W*"]),
    commandLine(["inspect", out, "--stage", "simplified"]),
  ];
}
