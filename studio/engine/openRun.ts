import { readZip } from "../../src/array/zip.ts";
import { fail } from "../../src/base/error.ts";
import type { Said } from "../../src/explain/language/sentences.ts";
import { readConfigFile } from "../../src/formats/configFile.ts";
import { readRunFile } from "../../src/formats/runFile.ts";
import { runFiles, storedRun } from "../../src/formats/runFolder.ts";
import { writeSafetensors } from "../../src/formats/safetensors.ts";
import { sha256 } from "../../src/formats/sha256.ts";
import { weightsOf } from "../panels/export/subject.ts";
import { readSource } from "../state/fileSource.ts";
import { readLink } from "../state/link.ts";
import { type RunSettings, runOf } from "../state/settings.ts";
import { dataOf, type NamedBytes } from "./opening/data.ts";
import { settingsOf } from "./opening/settings.ts";
import { words } from "./opening/words.ts";
import type { Stage } from "./stage.ts";

export type { NamedBytes } from "./opening/data.ts";

/** A run that was read, for the page to open. */
export interface FoundRun {
  readonly settings: Partial<RunSettings>;
  /** Updates that it had taken. */
  readonly step: number;
  /** The SHA-256 of its weights; none where it came without. */
  readonly sha?: string;
  /** What the page cannot say of it. */
  readonly notes: readonly Said[];
}

/**
 * Reads a run from the files of its folder, or a zip archive of them.
 *
 * @throws ChainruleError `file` where there is no `run.json`, or its data file is missing; `data` for damaged files
 */
export async function readRun(_stage: Stage, given: readonly NamedBytes[]): Promise<FoundRun> {
  const files = (await Promise.all(given.map(unpacked))).flat();
  const find = (name: string) => files.find((file) => file.name === name);
  const json = find(runFiles.run) ?? files.find(({ name }) => /\.json$/i.test(name));
  if (!json)
    return fail("file", {
      who: "open a run",
      expected: `the ${runFiles.run} of a run folder, or a zip archive with one`,
      got: given.map(({ name }) => name).join(", ") || "nothing",
      fix: "A run folder is what chainrule train writes, or what this page gives.",
    });
  const text = new TextDecoder().decode(json.bytes);
  const weights = files.find(({ name }) => name.endsWith(".safetensors") && name !== runFiles.checkpoint);
  const run = weights && readRunFile(text, json.name);
  if (run && weights) await storedRun(run, weights.bytes, weights.name);
  const config = run ?? readConfigFile(text, json.name);
  const link = find(runFiles.link);
  const others = files.filter((file) => ![json, weights, link].includes(file) && !isKnown(file.name));
  const data = others.find(
    ({ name }) => config.data.source.kind === "file" && name === nameIn(config.data.source.path),
  );
  const key = `run=${(await sha256(json.bytes)).slice(0, 12)}`;
  const fromLink = link && linkSettings(new TextDecoder().decode(link.bytes));
  const read = await dataOf(config, data ?? others[0], key).catch((error) => {
    // Points that were drawn stand in the link.
    if (fromLink?.data === "points") return { settings: {}, notes: [] };
    throw error;
  });
  const own = settingsOf(config);
  return {
    settings: fromLink && isFromLink(fromLink) ? fromLink : { ...own.settings, ...read.settings },
    step: run?.result.steps ?? 0,
    ...(run && { sha: run.weights.sha256 }),
    notes: [...(fromLink ? [] : [...own.notes, ...read.notes]), ...(run ? [] : [words.settingsOnly()])],
  };
}

/** The files in an archive by their names alone; any other file is itself. */
async function unpacked(file: NamedBytes): Promise<NamedBytes[]> {
  if (!/\.zip$/i.test(file.name)) return [file];
  const entries = await readZip(file.bytes).catch((cause) =>
    fail(
      "data",
      {
        who: file.name,
        expected: "a zip archive of a run folder",
        got: `bytes that do not read as one (${cause instanceof Error ? cause.message : cause})`,
      },
      cause,
    ),
  );
  return [...entries].map(([path, bytes]) => ({ name: nameIn(path), bytes }));
}

const nameIn = (path: string): string => path.replace(/^.*[/\\]/, "");

const isKnown = (name: string): boolean =>
  Object.values(runFiles).some((known) => known === name) || /\.(svg|png|safetensors)$/i.test(name);

const linkSettings = (text: string): RunSettings | undefined => {
  const { settings, problems } = readLink(text.trim());
  return problems.length === 0 ? runOf(settings) : undefined;
};

/** Whether the link's data is drawn, or lies in a file that came along. */
const isFromLink = ({ data, source }: RunSettings): boolean =>
  data !== "file" || readSource(source) !== undefined;

/** Whether the weights of the run on the stage have this SHA-256, written as a run folder has them. */
export async function openedBits(stage: Stage, sha: string): Promise<boolean> {
  return (await sha256(writeSafetensors(new Map(Object.entries(weightsOf(stage.session())))))) === sha;
}
