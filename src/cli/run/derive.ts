import { fail } from "../../base/error.ts";
import { type Derivation, derive as deriveModel } from "../../explain/derive/derive.ts";
import { type DerivationReading, derivationData, derivationDocument } from "../../explain/derive/document.ts";
import { equations } from "../../explain/derive/equations.ts";
import { numpyProgram } from "../../explain/derive/program.ts";
import { draw } from "../../explain/derive/sample.ts";
import { formula } from "../../explain/document/blocks.ts";
import { parseLoss } from "../../nn/losses/index.ts";
import { parseLayers } from "../../nn/parseLayers.ts";
import { readRun } from "../../node/runFolder.ts";
import { refuseBesideRun } from "../besideRun.ts";
import { type Io, pathIn } from "../io.ts";
import { choiceOption, countOption } from "../numbers.ts";
import { derivedNetwork, derivedOptions, derivedTraining, type deriveOptions } from "../options/derive.ts";
import { optimizerOf } from "../settings.ts";
import type { Given } from "../spec.ts";
import { type Writer, writerOf } from "../writer.ts";

type DeriveGiven = Given<typeof deriveOptions>;

/** Derives the backward pass of a network and writes how. */
export async function derive(io: Io, [path]: readonly string[], given: DeriveGiven): Promise<number> {
  const only = choiceOption("--only", given.only, ["equations", "numpy"]);
  // The program is text whatever its file is called, and most are called net.py.
  const writer = writerOf(io, only === "numpy" ? { ...given, format: "text" } : given);
  const convention = choiceOption("--convention", given.convention, ["rows", "columns"]) ?? "rows";
  const derivation = path === undefined ? described(given) : await stored(io, path, given);
  const sample = draw(derivation, {
    m: countOption("--examples", given.examples, { from: 1, to: 10_000 }) ?? 5,
    seed: countOption("--seed", given.seed, { from: 0, to: 2 ** 32 - 1 }) ?? 0,
  });
  const reading = { convention, language: writer.language, sample };
  if (only === "numpy") await writer.writeText(numpyProgram(derivation, sample, convention));
  else if (only === "equations") await writeEquations(writer, derivation, reading);
  else
    await writer.write({
      document: () => derivationDocument(derivation, reading),
      data: () => derivationData(derivation, reading),
    });
  return 0;
}

/** In a terminal a line an equation, with nothing around it. */
async function writeEquations(
  writer: Writer,
  derivation: Derivation,
  reading: DerivationReading,
): Promise<void> {
  const all = equations(derivation, reading);
  if (writer.format === "text") return writer.writeText(all.map(({ text }) => `${text}\n`).join(""));
  const whole = derivationDocument(derivation, reading);
  await writer.write({
    document: () => ({ ...whole, blocks: all.map(({ text, latex }) => formula({ text, latex })) }),
    data: () => all,
  });
}

function described({ layers, bias, features, loss, ...training }: DeriveGiven): Derivation {
  if (layers === undefined)
    return fail("usage", {
      who: "derive",
      expected: "a run folder, or --layers",
      got: "none of them",
      fix: "For example: chainrule derive --layers 4:tanh,1:sigmoid",
    });
  const width = countOption("--features", features, { from: 1, to: 1_000_000 }) ?? 2;
  const network = { features: width, layers: parseLayers(layers, bias === false ? { bias } : {}) };
  const optimizer = training.optimizer ?? training.lr;
  return deriveModel(
    { network },
    {
      ...(loss !== undefined && { loss: parseLoss(loss) }),
      ...(optimizer !== undefined && { optimizer: optimizerOf(training) }),
    },
  );
}

async function stored(io: Io, path: string, given: DeriveGiven): Promise<Derivation> {
  const { seed: _, ...network } = derivedNetwork;
  const { features } = derivedOptions;
  refuseBesideRun(path, given, { ...network, ...derivedTraining, features });
  const { run } = await readRun(pathIn(io, path));
  return deriveModel({ network: run.network }, run.settings);
}
