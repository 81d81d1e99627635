import type { Backend } from "../run/backend.ts";
import type { EpochEvent } from "../train/options.ts";
import { type Output, say } from "./io.ts";
import { duration, significant } from "./words.ts";

/** Tells people how a run goes on. */
export interface Progress {
  step(): void;
  epoch(event: EpochEvent): void;
  /** Leaves the terminal as it was. */
  stop(): void;
}

const silent: Progress = { step() {}, epoch() {}, stop() {} };

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
  let count = done;
  let loss = "";
  let shown = 0;
  view.start(steps, count, { loss, rate: "", left: "" });
  return {
    step() {
      count++;
      const now = performance.now();
      if (now - shown < 100) return;
      shown = now;
      const rate = ((count - done) / (now - began)) * 1000;
      view.update(count, {
        loss,
        rate: `${significant(rate, 3)} steps/s  `,
        left: `${duration((steps - count) / rate)} left`,
      });
    },
    epoch(event) {
      loss = `epoch ${event.epoch}/${event.epochs}  loss ${significant(event.loss, 4)}  `;
    },
    stop: () => view.stop(),
  };
}

function lines(to: Output): Progress {
  return {
    ...silent,
    epoch(event) {
      const { epoch, epochs } = event;
      const tenth = (n: number) => Math.floor((10 * n) / epochs);
      if (epoch !== 1 && tenth(epoch) === tenth(epoch - 1)) return;
      const parts = [
        `epoch ${String(epoch).padStart(String(epochs).length)} of ${epochs}`,
        `loss ${event.loss.toPrecision(6)}`,
        event.accuracy !== undefined && `accuracy ${event.accuracy.toFixed(4)}`,
        event.validationLoss !== undefined && `validation loss ${event.validationLoss.toPrecision(6)}`,
        event.validationAccuracy !== undefined &&
          `validation accuracy ${event.validationAccuracy.toFixed(4)}`,
        duration(event.seconds),
      ];
      say(to, parts.filter(Boolean).join("  "));
    },
  };
}

/** The same backend, which tells of each update: callbacks are told only of epochs, which may take minutes. */
export const countingSteps = (backend: Backend, onStep: () => void): Backend => ({
  ...backend,
  prepare(graph, runs) {
    const program = backend.prepare(graph, runs);
    return {
      ...program,
      commit() {
        program.commit();
        onStep();
      },
    };
  },
});
