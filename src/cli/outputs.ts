import type { NDArray } from "../array/ndarray.ts";
import { fail } from "../base/error.ts";
import { listed } from "../base/listed.ts";
import type { Task } from "../data/dataset.ts";
import type { Layer } from "../nn/layers/layer.ts";
import { lossKind, parseLoss } from "../nn/losses/index.ts";
import { lastActivation, type Network } from "../nn/network.ts";
import { formatLayers } from "../nn/parseLayers.ts";

interface Outputs {
  /** The widths a last layer may have. */
  readonly widths: readonly number[];
  readonly usual: string;
  readonly why: string;
}

/** What a last layer must be for a task. */
export function outputsFor(task: Task, count: number): Outputs {
  if (task === "binary") return { widths: [1, 2], usual: "1:sigmoid", why: "two classes" };
  if (task === "multiclass") return { widths: [count], usual: `${count}:softmax`, why: `${count} classes` };
  return {
    widths: [count],
    usual: `${count}`,
    why: count === 1 ? "one number to predict" : `${count} numbers to predict`,
  };
}

/** @throws ChainruleError `usage` for a last layer of another width, with layers that end in the right one */
export function checkOutputs(layers: readonly Layer[], { widths, usual, why }: Outputs): void {
  const last = layers.findLastIndex((layer) => typeof layer.units === "number");
  if (widths.includes(layers[last]?.units as number)) return;
  const text = formatLayers(layers);
  // A last softmax or sigmoid was meant as the output, of another width; anything else is a hidden layer.
  const isOutput = ["softmax", "sigmoid"].includes(layers[last]?.activation as string);
  const hidden = formatLayers(isOutput ? layers.slice(0, last) : layers);
  fail("usage", {
    who: "--layers",
    expected: `a last layer of ${widths.join(" or ")} unit${widths[0] === 1 && widths.length === 1 ? "" : "s"}, for ${why},`,
    got: `"${text}"`,
    fix: `Write ${hidden === "" ? usual : `${hidden},${usual}`}.`,
  });
}

/**
 * Holds a loss for probabilities against numbers to predict. The targets are scaled by now, so that what the loss itself
 * would complain of is no number of the user's.
 *
 * @throws ChainruleError `usage` where some are no probabilities, with layers whose outputs have no bounds
 */
export function checkNumbers(
  network: Network,
  loss: string | undefined,
  y: NDArray,
  targets: readonly string[],
): void {
  const forClasses = ["sigmoid", "softmax"].includes(lastActivation(network));
  const forNumbers = loss !== undefined && lossKind(parseLoss(loss).name).targets === "number";
  if (!forClasses || forNumbers || y.data.every((value) => value >= 0 && value <= 1)) return;
  fail("usage", {
    who: "--layers",
    expected: `a last layer without activation, as ${listed(targets)} ${targets.length === 1 ? "is a number" : "are numbers"},`,
    got: `"${formatLayers(network.layers)}"`,
    fix: `Write ${withoutBounds(network.layers)}${loss === undefined ? "" : ` and leave --loss ${loss} out`}.`,
  });
}

/** What the outputs of an activation stay within. */
const bounds: Readonly<Record<string, readonly [from: number, to: number]>> = {
  sigmoid: [0, 1],
  softmax: [0, 1],
  tanh: [-1, 1],
  relu: [0, Number.POSITIVE_INFINITY],
};

/** What is to be said of numbers to predict that the last layer cannot come to. */
export function outOfReach(network: Network, y: NDArray): string | undefined {
  const activation = lastActivation(network);
  const [from, to] = bounds[activation] ?? [];
  if (from === undefined || to === undefined) return undefined;
  let beyond = 0;
  for (const value of y.data) if (value < from || value > to) beyond++;
  if (beyond === 0) return undefined;
  const range = Number.isFinite(to) ? `from ${from} to ${to}` : `from ${from} on`;
  return `the last layer's ${activation} gives numbers ${range}, and ${beyond} of the ${y.size} targets that it is trained on lie outside: write ${withoutBounds(network.layers)}.`;
}

/** The same layers with a last one that gives any number. */
function withoutBounds(layers: readonly Layer[]): string {
  const last = layers.findLastIndex((layer) => typeof layer.units === "number");
  return [...layers.slice(0, last).map((layer) => formatLayers([layer])), layers[last]?.units].join(",");
}
