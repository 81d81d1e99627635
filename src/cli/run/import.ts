import { existsSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { ChainruleError, fail } from "../../base/error.ts";
import type { Imported } from "../../formats/imported.ts";
import { writeModel } from "../../formats/model.ts";
import { named } from "../../formats/named.ts";
import { proofOf } from "../../formats/proof/proof.ts";
import { readNetwork } from "../../formats/readNetwork.ts";
import { readSafetensors } from "../../formats/safetensors.ts";
import { parseLayers } from "../../nn/parseLayers.ts";
import { readFile } from "../../node/readFile.ts";
import { runFiles } from "../../node/runFolder.ts";
import { readBack } from "../../node/verify/readBack.ts";
import { defined } from "../defined.ts";
import { type Io, pathIn, say } from "../io.ts";
import type { importOptions } from "../options/import.ts";
import { choiceOption, listOption } from "../optionValues.ts";
import { renamed } from "../renamed.ts";
import type { Given } from "../spec.ts";
import { significant } from "../words.ts";
import { nameFrom, writeFrom } from "../written.ts";

type ImportGiven = Given<typeof importOptions>;

/** Reads a network of another program and writes it as a model file. */
export async function importNetwork(
  io: Io,
  [file = ""]: readonly string[],
  given: ImportGiven,
): Promise<number> {
  const layers = given.layers === undefined ? undefined : parseLayers(given.layers);
  const path = pathIn(io, file);
  refuseRun(path, file, layers !== undefined);
  const bytes = await readFile(path);
  const convention = choiceOption("--convention", given.convention, ["rows", "columns"]);
  const columns = convention && convention === "columns";
  const imported = await readNetwork(bytes, defined({ layers, columns }), basename(path));
  const { model, notes } = imported;
  const names = defined({ features: listOption(given.features), classes: listOption(given.classes) });
  const about = renamed(imported.about ?? {}, names, model.network);
  named(model.network, about, basename(path));
  const told = await provenBy(imported, basename(path));
  const contents = writeModel(model, { about, proof: await proofOf(model) });
  say(io.stdout, `${model.summary()}\n`);
  for (const note of notes) say(io.stdout, `Note: ${note}`);
  if (told !== undefined) say(io.stdout, told);
  await writeFrom(io, file, given.out ?? (await usualName(io, file)), contents);
  return 0;
}

/** A run folder, or the weights in it, need no import. */
function refuseRun(path: string, name: string, hasLayers: boolean): void {
  const folder = basename(path) === runFiles.weights && !hasLayers ? dirname(path) : path;
  if (existsSync(join(folder, runFiles.run)))
    fail("usage", {
      who: "import",
      expected: "a file of another program",
      got: folder === path ? `the run folder "${name}"` : `"${name}", the weights of a run folder`,
      fix: "Every command takes the run folder as it is; export writes it as one file.",
    });
}

/** Beside the file, by its name; a file of another program that is called so stays. */
async function usualName(io: Io, file: string): Promise<string> {
  const name = `${nameFrom(io, file)}.safetensors`;
  const path = pathIn(io, name);
  return existsSync(path) && (path === pathIn(io, file) || !(await isModelFile(path)))
    ? `${nameFrom(io, file)}.model.safetensors`
    : name;
}

async function isModelFile(path: string): Promise<boolean> {
  try {
    return readSafetensors(await readFile(path), path).metadata.chainrule !== undefined;
  } catch (error) {
    if (error instanceof ChainruleError) return false;
    throw error;
  }
}

/**
 * Holds a file against the test vectors that it brought.
 *
 * @throws ChainruleError `data` where the network does something else
 */
async function provenBy(imported: Imported, who: string): Promise<string | undefined> {
  const { proof } = imported;
  if (!proof) return undefined;
  const { error, holds, examples } = await readBack(imported, proof, who);
  const off = error === 0 ? "the same bits" : `at most ${significant(error)} off`;
  if (!holds)
    fail("data", {
      who,
      expected: `what its ${examples} test vectors say, within ${proof.tolerance}`,
      got: off,
      fix: "The file is damaged, or was changed after it was written.",
    });
  return `Its ${examples} test vectors hold: ${off}.`;
}
