import type { TrainingProgress } from "../train/options.ts";
import { barOf } from "./bar.ts";
import { type Output, say } from "./io.ts";
import { duration, significant } from "./words.ts";

/** Tells people how a run goes on. */
export interface Progress {
  show(progress: TrainingProgress): void;
  /** Leaves the terminal as it was. */
  stop(): void;
}

export const silent: Progress = { show() {}, stop() {} };

/** A bar with rate and time left on a terminal, a line for each tenth of the run elsewhere. */
export async function progressOf(
  to: Output,
  { steps, done, quiet }: { readonly steps: number; readonly done: number; readonly quiet: boolean },
): Promise<Progress> {
  if (quiet || steps === 0) return silent;
  return to.isTTY ? trainingBar(to, steps, { done }) : lines(to);
}

/**
 * A bar with rate and time left on a terminal, nothing elsewhere.
 *
 * @param run which of several runs it is, in place of the loss: steps are counted in all of them
 */
export async function trainingBar(
  to: Output,
  steps: number,
  { done = 0, run }: { readonly done?: number; readonly run?: string } = {},
): Promise<Progress> {
  const bar = await barOf(to, { total: steps, done, about: run ?? "" });
  let shown = 0;
  return {
    show({ epoch, epochs, step, seconds, record }) {
      const now = performance.now();
      if (now - shown < 100) return;
      shown = now;
      const rate = (step - done) / seconds;
      const parts = [
        run,
        epoch > 0 && `epoch ${epoch}/${epochs}`,
        epoch > 0 && run === undefined && `loss ${significant(record(epoch).loss, 4)}`,
        `${significant(rate, 3)} steps/s`,
        `${duration((steps - step) / rate)} left`,
      ];
      bar.show(step, parts.filter(Boolean).join("  "));
    },
    stop: bar.stop,
  };
}

/**
 * One bar over runs that follow each other, on a terminal. The returned function begins the next of them.
 *
 * @param steps of each run
 */
export function progressOfRuns(to: Output, steps: readonly number[]): () => Promise<Progress> {
  const total = sum(steps);
  let begun = 0;
  return async () => {
    const done = sum(steps.slice(0, begun));
    begun++;
    const bar = await trainingBar(to, total, { done, run: `run ${begun}/${steps.length}` });
    return { show: (now) => bar.show({ ...now, step: done + now.step }), stop: bar.stop };
  };
}

const sum = (numbers: readonly number[]): number => numbers.reduce((all, one) => all + one, 0);

/** The first epoch, and each that completes a tenth of the run. */
function lines(to: Output): Progress {
  let told: number | undefined;
  return {
    ...silent,
    show({ epoch: done, epochs, seconds, record }) {
      const tenth = (n: number) => Math.floor((10 * n) / epochs);
      // The first word of a run with batches may come within its first epoch, of which there is no record yet.
      told ??= Math.max(done - 1, 0);
      for (let epoch = told + 1; epoch <= done; epoch++) {
        if (epoch !== 1 && tenth(epoch) === tenth(epoch - 1)) continue;
        const { loss, accuracy, validationLoss, validationAccuracy } = record(epoch);
        const parts = [
          `epoch ${String(epoch).padStart(String(epochs).length)} of ${epochs}`,
          `loss ${loss.toPrecision(6)}`,
          accuracy !== undefined && `accuracy ${accuracy.toFixed(4)}`,
          validationLoss !== undefined && `validation loss ${validationLoss.toPrecision(6)}`,
          validationAccuracy !== undefined && `validation accuracy ${validationAccuracy.toFixed(4)}`,
          duration(seconds),
        ];
        say(to, parts.filter(Boolean).join("  "));
      }
      told = done;
    },
  };
}
