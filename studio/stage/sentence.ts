import type { Said } from "../../src/explain/language/sentences.ts";
import type { Frame, Opened } from "../bridge/frame.ts";
import { count, percent, short } from "../ui/format.ts";
import { words } from "./words.ts";

/** By what share of it the loss must move within the last tenth of the run to be said to fall or rise. */
const noticeable = 0.002;

/** One sentence about what is happening. */
export function sentenceOf(opened: Opened | undefined, frame: Frame | undefined, loss: Float64Array): Said {
  if (!opened || !frame) return words.starting();
  if (frame.steps === 0) {
    const parameters = Object.values(frame.weights).reduce((sum, { values }) => sum + values.length, 0);
    return words.untrained({ name: opened.dataset.name, parameters: count(parameters) });
  }
  const values = {
    step: count(frame.steps),
    loss: short(frame.loss),
    accuracy: frame.accuracy === undefined ? undefined : percent(frame.accuracy),
  };
  if (frame.ended) return words.finished(values);
  if (!frame.playing) return words.paused(values);
  return words.learning({ ...values, trend: trendOf(loss, frame.epoch) });
}

function trendOf(loss: Float64Array, epoch: number): "falls" | "rises" | "stays" {
  const now = loss[epoch - 1];
  const before = loss[Math.max(0, epoch - 1 - Math.ceil(epoch / 10))];
  if (now === undefined || before === undefined) return "stays";
  const change = (now - before) / Math.abs(before);
  return change < -noticeable ? "falls" : change > noticeable ? "rises" : "stays";
}
