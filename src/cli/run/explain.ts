import { fail } from "../../base/error.ts";
import { formats } from "../../explain/document/index.ts";
import { traceData } from "../../explain/trace/data.ts";
import { traceDocument } from "../../explain/trace/document.ts";
import { type ExplainOptions, explain as explainModel } from "../../explain/trace/explain.ts";
import { explainPreset } from "../../explain/trace/presets.ts";
import type { Trace } from "../../explain/trace/trace.ts";
import { answerKey, worksheet } from "../../explain/worksheet/worksheet.ts";
import type { Io } from "../io.ts";
import { prepareMaterial } from "../material.ts";
import { documentOptions } from "../options/document.ts";
import { explainOptions, shownOptions } from "../options/explain.ts";
import { drawnNetwork } from "../options/network.ts";
import { choiceOption, countOption } from "../optionValues.ts";
import { flagOf } from "../program.ts";
import { trainingBar } from "../progress.ts";
import { fitOptionsOf, networkOf } from "../settings.ts";
import { load } from "../source.ts";
import type { Given, OptionSpecs } from "../spec.ts";
import { namesTrained, openTrained, refuseBeside } from "../trained.ts";
import { writerOf } from "../writer.ts";

type ExplainGiven = Given<typeof explainOptions>;
type Shown = Pick<ExplainOptions, "step" | "sample" | "convention" | "progress">;

/** Shows one update, value by value. */
export async function explain(io: Io, args: readonly string[], given: ExplainGiven): Promise<number> {
  const writer = writerOf(io, given);
  const kind = choiceOption("--worksheet", given.worksheet, ["questions", "answers"]);
  if (kind && given.only !== undefined)
    fail("usage", { who: "--worksheet", expected: "all values of the update", got: "--only beside it" });
  const shown = shownBy(given);
  const bar = await trainingBar(io.stderr, shown.step ?? 0);
  const trace = await traceFor(io, args, given, { ...shown, progress: bar.show }).finally(bar.stop);
  if (kind) {
    const document = sheets[kind](trace, { language: writer.language });
    await writer.write({ document: () => document, data: () => JSON.parse(formats.json(document)) });
    return 0;
  }
  const options = {
    language: writer.language,
    ...(given.only !== undefined && { only: namesIn(given.only) }),
  };
  await writer.write({
    document: () => traceDocument(trace, options),
    data: () => traceData(trace, options),
  });
  return 0;
}

const sheets = { questions: worksheet, answers: answerKey };

/** Names parted by commas, save for those between the indices of an element. */
const namesIn = (text: string): string[] => text.split(/,(?![^[]*\])/).map((name) => name.trim());

async function traceFor(
  io: Io,
  [name, other]: readonly string[],
  given: ExplainGiven,
  shown: Shown,
): Promise<Trace> {
  if (given.preset !== undefined) {
    refuseBesidePreset(given, name);
    return explainPreset(given.preset, shown);
  }
  if (name === undefined)
    return fail("usage", {
      who: "explain",
      expected: "a run folder, data with --layers, or --preset worked-example",
      got: "none of them",
    });
  if (await namesTrained(io, name)) {
    const { explainTrained } = await import("../runTrace.ts");
    const trained = await openTrained(io, name);
    if (!trained.run) refuseBeside(name, trained, given, drawnNetwork, {});
    return explainTrained(io, name, trained, other, given, shown);
  }
  if (other !== undefined)
    fail("usage", { who: "explain", expected: "other data only after a run folder", got: `"${name}"` });
  const material = prepareMaterial(await load(io, name, given, {}, "explain"), given);
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
function refuseBesidePreset(given: ExplainGiven, name: string | undefined): void {
  const own = Object.keys({ ...shownOptions, ...documentOptions });
  const all: OptionSpecs = explainOptions;
  // What is written --no-bias is true where it was not given.
  const isGiven = ([option, value]: [string, unknown]) =>
    !own.includes(option) && !(all[option]?.negative && value === true);
  const [other] = Object.entries(given).filter(isGiven);
  const got = name ?? (other && flagOf(other[0], all[other[0]]!));
  if (got !== undefined)
    fail("usage", { who: "--preset", expected: "no data and no other settings beside it", got });
}
