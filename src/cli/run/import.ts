import { basename } from "node:path";
import { fail } from "../../base/error.ts";
import type { About, Imported } from "../../formats/imported.ts";
import { writeModel } from "../../formats/model.ts";
import { named } from "../../formats/named.ts";
import { proofOf } from "../../formats/proof/proof.ts";
import { readNetwork } from "../../formats/readNetwork.ts";
import { parseLayers } from "../../nn/parseLayers.ts";
import { readFile } from "../../node/readFile.ts";
import { readBack } from "../../node/verify/readBack.ts";
import { defined } from "../defined.ts";
import { type Io, pathIn, say } from "../io.ts";
import { choiceOption, listOption } from "../numbers.ts";
import type { importOptions } from "../options/import.ts";
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
  const bytes = await readFile(path);
  const convention = choiceOption("--convention", given.convention, ["rows", "columns"]);
  const columns = convention && convention === "columns";
  const imported = await readNetwork(bytes, defined({ layers, columns }), basename(path));
  const { model, notes } = imported;
  const about = renamed(imported, given);
  named(model.network, about, basename(path));
  const told = await provenBy(imported, basename(path));
  const contents = writeModel(model, { about, proof: await proofOf(model) });
  say(io.stdout, `${model.summary()}\n`);
  for (const note of notes) say(io.stdout, `Note: ${note}`);
  if (told !== undefined) say(io.stdout, told);
  await writeFrom(io, file, given.out ?? usualName(io, file), contents);
  return 0;
}

function usualName(io: Io, file: string): string {
  const name = `${nameFrom(io, file)}.safetensors`;
  return pathIn(io, name) === pathIn(io, file) ? `${nameFrom(io, file)}.model.safetensors` : name;
}

/** What a file says of inputs and outputs, and what the options say in its place. */
function renamed({ about = {} }: Imported, given: ImportGiven): About {
  const names = defined({ features: listOption(given.features), classes: listOption(given.classes) });
  const [flag] = Object.keys(names);
  if (about.encoding && flag !== undefined)
    fail("usage", {
      who: `--${flag}`,
      expected: "a file that does not say how columns become inputs",
      got: "one that does, with their names",
    });
  return { ...about, ...names };
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
