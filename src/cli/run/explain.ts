import { existsSync, statSync } from "node:fs";
import { extname } from "node:path";
import { fail } from "../../base/error.ts";
import { type Format, formatNames } from "../../explain/document/formatNames.ts";
import { formats } from "../../explain/document/index.ts";
import { languages } from "../../explain/language/sentences.ts";
import { traceData } from "../../explain/trace/data.ts";
import { traceDocument } from "../../explain/trace/document.ts";
import { type ExplainOptions, explain as explainModel } from "../../explain/trace/explain.ts";
import { explainPreset } from "../../explain/trace/presets.ts";
import type { Trace } from "../../explain/trace/trace.ts";
import { writeFileAtomic } from "../../node/files.ts";
import { type Io, pathIn, say, styled, widthOf } from "../io.ts";
import { prepareMaterial } from "../material.ts";
import { choiceOption, countOption } from "../numbers.ts";
import { explainOptions, shownOptions, writtenOptions } from "../options/explain.ts";
import { flagOf } from "../program.ts";
import { fitOptionsOf, networkOf } from "../settings.ts";
import { load } from "../source.ts";
import type { Given, OptionSpecs } from "../spec.ts";

type ExplainGiven = Given<typeof explainOptions>;
type Shown = Pick<ExplainOptions, "step" | "sample" | "convention">;

/** Shows one update, value by value. */
export async function explain(io: Io, args: readonly string[], given: ExplainGiven): Promise<number> {
  const format = formatOf(given);
  const language = choiceOption("--lang", given.lang, languages) ?? "en";
  const trace = await traceFor(io, args, given);
  const options = { language, ...(given.only !== undefined && { only: namesIn(given.only) }) };
  const text =
    format === "json"
      ? `${JSON.stringify(traceData(trace, options), undefined, 2)}\n`
      : formats[format](traceDocument(trace, options), terminalOf(io, given));
  if (given.out === undefined) io.stdout.write(text);
  else {
    await writeFileAtomic(pathIn(io, given.out), text);
    say(io.stdout, `Written to ${given.out}`);
  }
  return 0;
}

/** A file has no width and no colors of its own. */
const terminalOf = (io: Io, { out }: ExplainGiven) =>
  out === undefined
    ? {
        width: widthOf(io.stdout),
        emphasize: (style: "bold" | "dim", text: string) => styled(io.stdout, style, text),
      }
    : {};

const endings: Readonly<Record<string, Format>> = {
  ".txt": "text",
  ".md": "markdown",
  ".html": "html",
  ".tex": "latex",
  ".json": "json",
};

function formatOf({ format, out }: ExplainGiven): Format {
  if (format !== undefined) return choiceOption("--format", format, formatNames)!;
  if (out === undefined) return "text";
  return (
    endings[extname(out).toLowerCase()] ??
    fail("usage", {
      who: "--out",
      expected: `a file name that ends in ${Object.keys(endings)
        .join(", ")
        .replace(/, (?=[^,]*$)/, " or ")}`,
      got: `"${out}"`,
      fix: "Say the format with --format.",
    })
  );
}

/** Names parted by commas, save for those between the indices of an element. */
const namesIn = (text: string): string[] => text.split(/,(?![^[]*\])/).map((name) => name.trim());

async function traceFor(io: Io, [name, other]: readonly string[], given: ExplainGiven): Promise<Trace> {
  const shown = shownBy(given);
  if (given.preset !== undefined) {
    refuseBeside(given, name);
    return explainPreset(given.preset, shown);
  }
  if (name === undefined)
    return fail("usage", {
      who: "explain",
      expected: "a run folder, data with --layers, or --preset worked-example",
      got: "none of them",
    });
  const path = pathIn(io, name);
  if (existsSync(path) && (statSync(path).isDirectory() || name.endsWith("run.json"))) {
    const { explainRun } = await import("../runTrace.ts");
    return explainRun(io, name, other, given, shown);
  }
  if (other !== undefined)
    fail("usage", { who: "explain", expected: "other data only after a run folder", got: `"${name}"` });
  const material = prepareMaterial(await load(io, name, given), given);
  const { validation: _, ...fit } = fitOptionsOf(given, material);
  return explainModel(networkOf(given, material), material.training.x, material.training.y, {
    ...fit,
    ...shown,
  });
}

function shownBy(given: ExplainGiven): Shown {
  const step = countOption("--step", given.step);
  const sample = countOption("--sample", given.sample);
  const convention = choiceOption("--convention", given.convention, ["rows", "columns"]);
  return {
    ...(step !== undefined && { step }),
    ...(sample !== undefined && { sample }),
    ...(convention && { convention }),
  };
}

/** A preset has its own data, network and training: other words for them would go unheard. */
function refuseBeside(given: ExplainGiven, name: string | undefined): void {
  const own = Object.keys({ ...shownOptions, ...writtenOptions });
  const all: OptionSpecs = explainOptions;
  // What is written --no-bias is true where it was not given.
  const isGiven = ([option, value]: [string, unknown]) =>
    !own.includes(option) && !(all[option]?.negative && value === true);
  const [other] = Object.entries(given).filter(isGiven);
  const got = name ?? (other && flagOf(other[0], all[other[0]]!));
  if (got !== undefined)
    fail("usage", { who: "--preset", expected: "no data and no other settings beside it", got });
}
