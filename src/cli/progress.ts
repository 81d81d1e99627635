import type { TrainingProgress } from "../train/options.ts";
import { type Output, say } from "./io.ts";
import { duration, significant } from "./words.ts";

/** Tells people how a run goes on. */
export interface Progress {
  show(progress: TrainingProgress): void;
  /** Leaves the terminal as it was. */
  stop(): void;
}

const silent: Progress = { show() {}, stop() {} };

/** A bar with rate and time left on a terminal, a line for each tenth of the run elsewhere. */
export async function progressOf(
  to: Output,
  { steps, done, quiet }: { readonly steps: number; readonly done: number; readonly quiet: boolean },
): Promise<Progress> {
  if (quiet || steps === 0) return silent;
  return to.isTTY ? bar(to, steps, done) : lines(to);
}

async function bar(to: Output, steps: number, done: number): Promise<Progress> {
  const { SingleBar, Presets } = await import("cli-progress");
  const view = new SingleBar(
    {
      format: "{bar} {percentage} %  {loss}{rate}{left}",
      stream: to,
      hideCursor: true,
      clearOnComplete: true,
      barsize: 24,
    },
    Presets.shades_classic,
  );
  const began = performance.now();
  let shown = 0;
  view.start(steps, done, { loss: "", rate: "", left: "" });
  return {
    show({ epoch, epochs, step, record }) {
      const now = performance.now();
      if (now - shown < 100) return;
      shown = now;
      const rate = ((step - done) / (now - began)) * 1000;
      view.update(step, {
        loss: epoch > 0 ? `epoch ${epoch}/${epochs}  loss ${significant(record(epoch).loss, 4)}  ` : "",
        rate: `${significant(rate, 3)} steps/s  `,
        left: `${duration((steps - step) / rate)} left`,
      });
    },
    stop: () => view.stop(),
  };
}

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
