import type { ArrayInput } from "../../array/ndarray.ts";
import { fail } from "../../base/error.ts";
import { applyScaling } from "../../data/scaling.ts";
import type { Derivation } from "../../explain/derive/derivation.ts";
import { derive as deriveModel } from "../../explain/derive/derive.ts";
import { type DerivationReading, derivationData, derivationDocument } from "../../explain/derive/document.ts";
import { equations } from "../../explain/derive/equations.ts";
import { numpyProgram } from "../../explain/derive/program.ts";
import { draw, type Sample, sampleOf } from "../../explain/derive/sample.ts";
import { formula } from "../../explain/document/blocks.ts";
import { lossKind, parseLoss } from "../../nn/losses/index.ts";
import { parseLayers } from "../../nn/parseLayers.ts";
import { readRun } from "../../node/runFolder.ts";
import { type PreparedTargets, prepareTargets } from "../../train/targets.ts";
import { type Io, pathIn } from "../io.ts";
import { choiceOption, countOption } from "../numbers.ts";
import { derivedNetwork, derivedOptions, derivedTraining, type deriveOptions } from "../options/derive.ts";
import { refuseBesideRun } from "../runName.ts";
import { examplesOf } from "../runTrace.ts";
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
  const { derivation, sample } =
    path === undefined ? described(given) : await stored(io, path, given, examplesIn(given));
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

const examplesIn = ({ examples }: DeriveGiven): number =>
  countOption("--examples", examples, { from: 1, to: 10_000 }) ?? 5;

/** A derivation, and the numbers it is shown on. */
interface Subject {
  readonly derivation: Derivation;
  readonly sample: Sample;
}

function described(given: DeriveGiven): Subject {
  const { layers, bias, features, loss, seed, ...training } = given;
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
  const derivation = deriveModel(
    { network },
    {
      ...(loss !== undefined && { loss: parseLoss(loss) }),
      ...(optimizer !== undefined && { optimizer: optimizerOf(training) }),
    },
  );
  const drawn = countOption("--seed", seed, { from: 0, to: 2 ** 32 - 1 }) ?? 0;
  return { derivation, sample: draw(derivation, { m: examplesIn(given), seed: drawn }) };
}

/** A run's network, with its weights and the first of its examples. */
async function stored(io: Io, path: string, given: DeriveGiven, most: number): Promise<Subject> {
  const { features } = derivedOptions;
  refuseBesideRun(path, given, { ...derivedNetwork, ...derivedTraining, features });
  const { run, model } = await readRun(pathIn(io, path));
  const derivation = deriveModel({ network: run.network }, run.settings);
  const { x, y } = await examplesOf(io, path, run, undefined, {}, "derive");
  const m = Math.min(most, x.shape[0]!);
  const rows = Int32Array.from({ length: m }, (_, i) => i);
  const width = derivation.statement.y.shape[1]!;
  const inputs = x.rows(rows);
  const sample = sampleOf(derivation, {
    ...model.weights,
    X: model.scaling ? applyScaling(model.scaling, inputs) : inputs,
    Y: asRows(prepareTargets(y.rows(rows), m, width, lossKind(derivation.loss.name), "float64"), width),
  });
  return { derivation, sample };
}

/** Targets with a column for each output: labels as rows of 0 and 1. */
const asRows = ({ kind, data }: PreparedTargets, width: number): ArrayInput =>
  kind.kind === "values"
    ? data
    : Array.from(data.data, (label) => Array.from({ length: width }, (_, c) => Number(c === label)));
