import { NDArray } from "../../../../src/array/ndarray.ts";
import { applyScaling } from "../../../../src/data/scaling.ts";
import { classify } from "../../../../src/metrics/classify.ts";
import { countConfusions } from "../../../../src/metrics/confusionMatrix.ts";
import { auto } from "../../../../src/run/auto.ts";
import { type Predictor, predictor } from "../../../../src/train/predict.ts";
import type { Session } from "../../../engine/session.ts";

/** How often each class was taken for each, a row for the true class. */
export interface Confusion {
  readonly classes: readonly string[];
  readonly counts: Int32Array;
  readonly accuracy: number;
  readonly examples: number;
  /** Whether these are examples that the run has not seen. */
  readonly fresh: boolean;
  /** Updates done. */
  readonly steps: number;
}

/** Examples that are judged at most; there are that many in the test part of MNIST. */
const most = 10_000;

let ready: { readonly network: unknown; readonly predictor: Predictor } | undefined;
let judged: { readonly session: Session; readonly steps: number; readonly predicted: Int32Array } | undefined;

/** The outputs of the session's network as it is now. */
export function outputsFor(session: Session, x: NDArray): NDArray {
  const { network, step, scaling } = session.plan();
  if (ready?.network !== network) ready = { network, predictor: predictor(network, step.dtype, auto) };
  return ready.predictor.predict(session.arrays(), scaling ? applyScaling(scaling, x) : x);
}

/** The examples to judge by: the test part, or the beginning of the training part where there is none. */
function examplesOf({ material }: Session): { x: NDArray; y: NDArray; fresh: boolean } {
  const { training, fresh } = material;
  const { x, y } = fresh ?? training;
  const [m, width] = x.shape as [number, number];
  const count = Math.min(m, most);
  return {
    x: new NDArray(x.data.subarray(0, count * width), [count, width], x.dtype),
    y: new NDArray(y.data.subarray(0, count), [count, 1], y.dtype),
    fresh: fresh !== undefined,
  };
}

export function confusionNow(session: Session): Confusion {
  const { x, y, fresh } = examplesOf(session);
  const classified = classify("confusion matrix", outputsFor(session, x), y);
  const steps = session.steps();
  judged = { session, steps, predicted: classified.predicted };
  const { data } = countConfusions(classified);
  const { classes = [] } = session.material.training;
  let hits = 0;
  for (let c = 0; c < classified.classes; c++) hits += data[c * classified.classes + c]!;
  return {
    classes,
    counts: Int32Array.from(data),
    accuracy: hits / classified.actual.length,
    examples: classified.actual.length,
    fresh,
    steps,
  };
}

/** Pictures of a cell of the last confusion matrix: of one class, taken for another. */
export function picturesOf(session: Session, actual: number, predicted: number, count: number): Float32Array {
  if (judged?.session !== session) confusionNow(session);
  const { x, y } = examplesOf(session);
  const width = x.shape[1]!;
  const rows: number[] = [];
  judged!.predicted.forEach((label, row) => {
    if (rows.length < count && label === predicted && y.data[row] === actual) rows.push(row);
  });
  const pixels = new Float32Array(rows.length * width);
  rows.forEach((row, i) => {
    pixels.set(x.data.subarray(row * width, (row + 1) * width), i * width);
  });
  return pixels;
}

/** The weights into each unit of the first layer, unit by unit, laid out as the picture they look at. */
export function firstWeights(session: Session, count: number): Float32Array {
  const leaf = session.parameters().find(({ name }) => name === "W1");
  if (!leaf) return new Float32Array(0);
  const [inputs, units] = leaf.shape as [number, number];
  const values = session.arrays().get("W1")!;
  const shown = Math.min(count, units);
  const tiles = new Float32Array(shown * inputs);
  for (let i = 0; i < inputs; i++)
    for (let unit = 0; unit < shown; unit++) tiles[unit * inputs + i] = values[i * units + unit]!;
  return tiles;
}
