import { fail } from "../../src/base/error.ts";
import type { Dense } from "../../src/nn/layers/dense.ts";
import type { Network } from "../../src/nn/network.ts";
import type { RunSettings } from "../state/settings.ts";

/**
 * What a page can hold and still answer: beyond it a single update takes seconds, in which nothing else is heard, or
 * the memory of a tab is full. The command line has none of these limits.
 */
export const limits = {
  /** The values of each are kept, for the chart and the exports. */
  epochs: 10_000_000,
  layers: 200,
  parameters: 4_000_000,
  /** Numbers of all units for all examples of an update. */
  values: 100_000_000,
  samples: 1_000_000,
  /** Numbers of a drawn data set. */
  drawn: 10_000_000,
  /** Bytes of a file of data, unpacked: of more, the engine reads for longer than anybody waits. */
  file: 25_000_000,
} as const;

const sizes = ({ features, layers }: Network) => {
  const units = layers.filter((layer): layer is Dense => layer.type === "dense").map((layer) => layer.units);
  const inputs = [features, ...units];
  return {
    outputs: units.at(-1) ?? features,
    units: units.reduce((sum, n) => sum + n, 0),
    parameters: units.reduce((sum, n, i) => sum + n * (inputs[i]! + 1), 0),
  };
};

/** Whether the field of a network is computed and sent in less time than a look takes; its points are ten thousand. */
export function allowsField(network: Network): boolean {
  const { units, parameters, outputs } = sizes(network);
  return parameters + 10 * units <= 100_000 && outputs <= 100;
}

function require(who: string, got: number, most: number, what: string): void {
  if (got > most)
    fail("usage", {
      who,
      expected: `at most ${written(most)} ${what} in the studio`,
      got: written(got),
      fix: "The command line takes more: chainrule train.",
    });
}

const written = (value: number): string => value.toLocaleString("en-US");

/** @throws ChainruleError `usage` for a run that this page could not hold, before anything of it is made */
export function requireFeasible(settings: RunSettings, network: Network, examples: number): void {
  const { epochs, batch } = settings;
  if (Number.isSafeInteger(epochs)) require("epochs", epochs, limits.epochs, "epochs");
  require("layers", network.layers.length, limits.layers, "layers");
  const { units, parameters } = sizes(network);
  require("layers", parameters, limits.parameters, "weights and biases");
  const rows = batch > 0 ? Math.min(batch, examples) : examples;
  require("batch", rows * units, limits.values, "values of units for the examples of an update");
}

/** @throws ChainruleError `usage` for more examples than a page can draw, before they are drawn */
export function requireDrawable(data: string, { samples = 0, features = 1 }: RunSettings["options"]): void {
  require(data, samples, limits.samples, "samples");
  require(data, samples * features, limits.drawn, "numbers (samples times features)");
}

/** @throws ChainruleError `data` for a file that a page would read for too long, before it is read */
export function requireReadable(name: string, bytes: number): void {
  if (bytes > limits.file)
    fail("data", {
      who: name,
      expected: `a file of at most ${written(limits.file)} bytes, unpacked, in the studio`,
      got: written(bytes),
      fix: "Take a part of its rows, or train with the command line: chainrule train.",
    });
}
