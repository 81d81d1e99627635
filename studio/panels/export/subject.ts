import { NDArray } from "../../../src/array/ndarray.ts";
import type { FloatType } from "../../../src/base/dtype.ts";
import { fail } from "../../../src/base/error.ts";
import type { Dataset } from "../../../src/data/dataset.ts";
import type { Encoding } from "../../../src/data/encoding.ts";
import { findDataset, lookUpDataset, needsFiles } from "../../../src/data/registry.ts";
import { datasetToCsv } from "../../../src/data/writeCsv.ts";
import type { ConfigFile, RunSettings as FitSettings, RunData } from "../../../src/formats/runFile.ts";
import { input } from "../../../src/graph/build.ts";
import { forward, type Network } from "../../../src/nn/network.ts";
import { type Model, sequential } from "../../../src/train/model.ts";
import { planRun } from "../../../src/train/plan.ts";
import type { Session } from "../../engine/session.ts";
import { fitOptions, networkOf } from "../../engine/setup.ts";
import { version } from "../../engine/version.ts";
import { readSource } from "../../state/fileSource.ts";
import { keptFile, tableOf } from "../data/file/keep.ts";
import { fileMaterial } from "../data/file/material.ts";

/** The data of a run as a run file tells of it, and the file that it is in, where it is not drawn. */
export interface Described {
  readonly data: RunData;
  readonly file?: { readonly name: string; readonly bytes: Uint8Array | string };
}

/** Shapes of the arrays that a model keeps, in their order: parameters first. */
export function shapesOf(network: Network, dtype: FloatType): ReadonlyMap<string, readonly number[]> {
  const x = input("X", [1, network.features], dtype);
  const { parameters, states } = forward(network, x, { training: true, dtype });
  return new Map([...parameters, ...states].map(({ node }) => [node.name!, node.shape]));
}

/** The weights of the run as it is now, and nothing that the optimizer remembers. */
export function weightsOf(session: Session): Record<string, NDArray> {
  const { network, step } = session.plan();
  const arrays = session.arrays();
  return Object.fromEntries(
    [...shapesOf(network, step.dtype)].map(([name, shape]) => [
      name,
      new NDArray(arrays.get(name)!.slice(), shape, step.dtype),
    ]),
  );
}

/** The network of the run with its weights as they are now. */
export function modelOf(session: Session): Model {
  const { network, step, scaling } = session.plan();
  const model = sequential(network.features, network.layers);
  model.setWeights(weightsOf(session), step.dtype, scaling);
  return model;
}

/** What a run file says of the data, so that the command line finds it again. */
export async function describeData({ settings, material }: Session): Promise<Described> {
  const { data, options, source } = settings;
  const { training } = material;
  const kept = data === "file" ? readSource(source) : undefined;
  if (kept) {
    const { encoding } = fileMaterial(await tableOf(kept), kept);
    const { bytes, name } = keptFile(kept);
    const types = Object.keys(kept.types).length > 0 ? { types: kept.types } : {};
    return {
      data: {
        ...namesOf(training, encoding),
        source: { kind: "file", path: name, options: types },
        ...(kept.missing === "drop" && { missing: kept.missing }),
        ...(kept.test > 0 && { split: { test: kept.test, seed: kept.seed } }),
      },
      file: { name, bytes },
    };
  }
  if (lookUpDataset(data)) {
    const given = needsFiles(findDataset(data)) ? {} : options;
    return { data: { ...namesOf(training), source: { kind: "dataset", name: data, options: given } } };
  }
  return asCsv(training);
}

/** The examples as they are learned from, in a CSV file of their own. */
const asCsv = (training: Dataset): Described => ({
  data: csvData(training),
  file: { name: csvName(training), bytes: csvText(training) },
});

/** What a run file says of data in such a file. */
export const csvData = (training: Dataset): RunData => ({
  ...namesOf(training),
  source: { kind: "file", path: csvName(training), options: {} },
});

/** The name under which the programs look for it: it does not change while the run goes on. */
export const csvName = ({ name }: Dataset): string => `${plain(name)}-data.csv`;

/** Numbers up to which a text of them is of use: ten digits each make fifty megabytes. */
const mostInText = 5_000_000;

/** @throws ChainruleError `usage` for more numbers than a spreadsheet or an editor opens */
export function csvText(training: Dataset): string {
  const { size } = training.x;
  if (size > mostInText)
    fail("usage", {
      who: `CSV of ${training.name}`,
      expected: `up to ${mostInText} numbers`,
      got: String(size),
      fix: "Take the arrays for NumPy along instead.",
    });
  return datasetToCsv(training);
}

const namesOf = ({ task, features, targets, classes }: Dataset, encoding?: Encoding) => ({
  task,
  features,
  targets,
  ...(classes && { classes }),
  ...(encoding && { encoding }),
});

/** All that the run is made from, as it goes on now: changes that were made on the way are in it, their times are not. */
export function configOf(session: Session, data: RunData): ConfigFile {
  const plan = session.plan();
  return config(session, data, plan.network, plan.step);
}

/** All that the run was begun with: what the command line repeats. */
export function configAtStart(session: Session, data: RunData): ConfigFile {
  const { settings, material } = session;
  const { x, y } = material.training;
  const network = networkOf(settings, x.shape[1]!);
  return config(session, data, network, planRun(network, x, y, fitOptions(settings)).step);
}

function config(
  { settings }: Session,
  data: RunData,
  network: Network,
  { loss, optimizer, dtype }: Pick<FitSettings, "loss" | "optimizer"> & { readonly dtype: FloatType },
): ConfigFile {
  const { epochs, batch, seed, l1, l2, scale } = settings;
  return {
    version: 1,
    chainrule: version,
    network,
    dtype,
    settings: {
      loss,
      optimizer,
      epochs,
      ...(batch > 0 && { batchSize: batch }),
      shuffle: true,
      seed,
      l1,
      l2,
      ...(scale !== "none" && { scale }),
    },
    data,
  };
}

/** `planar-4-1-after-1000`: what the files of a run are called. */
export function nameOf(session: Session): string {
  const { settings, material } = session;
  const source = settings.data === "file" ? readSource(settings.source) : undefined;
  const data = source ? source.name.replace(/\.[^.]*$/, "") : material.training.name;
  const widths = session
    .plan()
    .network.layers.flatMap(({ units }) => (units === undefined ? [] : [String(units)]));
  return [plain(data), ...widths, "after", session.steps()].join("-");
}

/** Letters, digits and hyphens: what every disk takes in the name of a file. */
const plain = (name: string): string => name.replaceAll(/[^\p{L}\p{N}_-]+/gu, "-");
