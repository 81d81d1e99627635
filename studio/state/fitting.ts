import type { Task } from "../../src/data/dataset.ts";
import { type LayerPiece, layersText, piecesOf } from "./layers.ts";
import type { RunSettings } from "./settings.ts";

/** What a data set asks of the last layer. */
export interface Outputs {
  readonly task: Task;
  /** Classes, or numbers to predict. */
  readonly count: number;
}

/** The usual last layer of a task. */
export const usualOutput = ({ task, count }: Outputs): string =>
  task === "binary" ? "1:sigmoid" : task === "multiclass" ? `${count}:softmax` : String(count);

/** Last layers, an activation that stands alone included, that answer a task. */
const answers = ({ task, count }: Outputs): readonly string[] =>
  task === "binary" ? ["1:sigmoid", "2:softmax"] : [usualOutput({ task, count })];

const isActivation = ({ text, units }: LayerPiece): boolean => units === undefined && /^\w+$/.test(text);

/**
 * The layers with a last one that fits the task: they stay as they are where it does already.
 *
 * @example
 * fitting("4:tanh,1:sigmoid", { task: "multiclass", count: 3 }); // "4:tanh,3:softmax"
 */
export function fitting(layers: string, outputs: Outputs): string {
  const pieces = piecesOf(layers);
  const last = pieces.findLastIndex(({ units }) => units !== undefined);
  const after = pieces.slice(last + 1);
  const [only] = after;
  const written =
    only && after.length === 1 && isActivation(only) ? `${pieces[last]?.units}:${only.text}` : "";
  const end = after.length === 0 ? (pieces[last]?.text ?? "") : written;
  if (answers(outputs).includes(end)) return layers;
  const kept = last < 0 ? pieces : pieces.slice(0, last);
  return layersText([...kept, { text: usualOutput(outputs) }]);
}

type Fitted = Pick<RunSettings, "layers" | "loss" | "rate" | "init">;

/** Of plain descent: a probability takes large steps, numbers of any size take small ones or leave the finite. */
const rates = { classes: "1.2", numbers: "0.1" };

/**
 * What of a run changes along with its data: the last layer, and with it the loss (the usual one of the layer), the
 * learning rate of plain descent, and for numbers the initial weights, which are usual ones then. Without the latter
 * two a regression that follows the flower leaves the finite numbers within 30 updates.
 */
export function fittingRun(
  { layers, loss, rate, init, optimizer }: Fitted & Pick<RunSettings, "optimizer">,
  outputs: Outputs,
): Fitted {
  const fitted = fitting(layers, outputs);
  if (fitted === layers) return { layers, loss, rate, init };
  const numbers = outputs.task === "regression";
  const plain = optimizer === "sgd";
  if (numbers)
    return { layers: fitted, loss: "", rate: plain && Number(rate) > 0.1 ? rates.numbers : rate, init: "" };
  const cameFromNumbers = !/(sigmoid|softmax)$/.test(layers.trim());
  const restored = plain && cameFromNumbers && rate === rates.numbers;
  return { layers: fitted, loss: "", rate: restored ? rates.classes : rate, init };
}
