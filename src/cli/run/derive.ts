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
import type { Model } from "../../train/model.ts";
import { type PreparedTargets, prepareTargets } from "../../train/targets.ts";
import type { Io } from "../io.ts";
import { derivedNetwork, derivedOptions, derivedTraining, type deriveOptions } from "../options/derive.ts";
import { choiceOption, countOption } from "../optionValues.ts";
import { examplesOf } from "../runTrace.ts";
import { optimizerOf } from "../settings.ts";
import type { Given } from "../spec.ts";
import { openTrained, refuseBeside } from "../trained.ts";
import { type Writer, writerOf } from "../writer.ts";

type DeriveGiven = Given<typeof deriveOptions>;

/** Derives the backward pass of a network and writes how. */
export async function derive(io: Io, [path]: readonly string[], given: DeriveGiven): Promise<number> {
  const only = choiceOption("--only", given.only, ["equations", "numpy"]);
  // The program is text whatever its file is called, and most are called net.py.
  const writer = writerOf(io, only === "numpy" ? { ...given, format: "text" } : given);
  const convention = choiceOption("--convention", given.convention, ["rows", "columns"]) ?? "rows";
  const { derivation, sample } = path === undefined ? described(given) : await stored(io, path, given);
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
  const { layers, bias, features } = given;
  if (layers === undefined)
    return fail("usage", {
      who: "derive",
      expected: "a run folder, or --layers",
      got: "none of them",
      fix: "For example: chainrule derive --layers 4:tanh,1:sigmoid",
    });
  const width = countOption("--features", features, { from: 1, to: 1_000_000 }) ?? 2;
  const network = { features: width, layers: parseLayers(layers, bias === false ? { bias } : {}) };
  const derivation = deriveModel({ network }, trainingOf(given));
  return { derivation, sample: drawnFor(derivation, given) };
}

/** The loss and the optimizer that were asked for. */
function trainingOf({ loss, ...training }: DeriveGiven): Parameters<typeof deriveModel>[1] {
  const optimizer = training.optimizer ?? training.lr;
  return {
    ...(loss !== undefined && { loss: parseLoss(loss) }),
    ...(optimizer !== undefined && { optimizer: optimizerOf(training) }),
  };
}

function drawnFor(derivation: Derivation, given: DeriveGiven): Sample {
  const seed = countOption("--seed", given.seed, { from: 0, to: 2 ** 32 - 1 }) ?? 0;
  return draw(derivation, { m: examplesIn(given), seed });
}

/** A trained network with its weights, and the first of a run's examples; for a file they are drawn. */
async function stored(io: Io, path: string, given: DeriveGiven): Promise<Subject> {
  const { features } = derivedOptions;
  const { seed, ...network } = { ...derivedNetwork, features };
  const trained = await openTrained(io, path);
  const { run, model } = trained;
  refuseBeside(path, trained, given, network, { seed, ...derivedTraining });
  const derivation = deriveModel({ network: model.network }, run?.settings ?? trainingOf(given));
  if (!run) return { derivation, sample: withWeights(drawnFor(derivation, given), model) };
  const { x, y } = await examplesOf(io, path, trained, undefined, {}, "derive");
  const m = Math.min(examplesIn(given), x.shape[0]!);
  const rows = Int32Array.from({ length: m }, (_, i) => i);
  const width = derivation.statement.y.shape[1]!;
  const inputs = x.rows(rows);
  const sample = sampleOf(derivation, {
    ...model.weights,
    X: model.scaling ? applyScaling(model.scaling, inputs) : inputs,
    Y: asRows(
      prepareTargets(y.rows(rows), derivation.network, m, width, lossKind(derivation.loss.name), "float64"),
      width,
    ),
  });
  return { derivation, sample };
}

/** Drawn examples beside the weights that a network has. */
function withWeights({ m, leaves }: Sample, { weights = {} }: Pick<Model, "weights">): Sample {
  const own = [...leaves].map(([name, drawn]) => {
    const { shape, data } = weights[name] ?? { shape: drawn.shape, data: drawn.values };
    return [name, { shape, values: Float64Array.from(data) }] as const;
  });
  return { m, leaves: new Map(own) };
}

/** Targets with a column for each output: labels as rows of 0 and 1. */
const asRows = ({ kind, data }: PreparedTargets, width: number): ArrayInput =>
  kind.kind === "values"
    ? data
    : Array.from(data.data, (label) => Array.from({ length: width }, (_, c) => Number(c === label)));
