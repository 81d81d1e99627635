import { wordsOf } from "../base/dtype.ts";
import type { StepSettings } from "../nn/step.ts";
import type { Program } from "../run/backend.ts";
import { givenOrder, shuffledOrder } from "./batches.ts";
import type { Plan } from "./plan.ts";

/** How the examples of a run come to its steps. */
export interface Feed {
  /** Steps that can be taken in one call. */
  readonly capacity: number;
  /** Inputs of which each step gets its own part. */
  readonly streams: readonly string[];
  /** The step for batches of a size, with the inputs that this feed fills. */
  settings(size: number): StepSettings;
  /** Fills what stays the same in all steps. */
  fill(programs: readonly Program[]): void;
  /** Puts the batches of steps `step` to `step + count` of an epoch in place; returns where in the streams. */
  place(program: Program, size: number, epoch: number, step: number, count: number): number;
}

/** Data of more bytes than this stays outside the program, whose addresses end at 4 GiB. */
const mostResident = 2 ** 31;

/** Bytes of batches that lie in the program at a time where the data stays outside. */
const chunkBytes = 2 ** 26;

/** Steps in one call at most where an epoch is one step. */
const mostEpochs = 1024;

/** The streams of every step. */
const always = ["learningRate", "dropout.step"];

/** The feed for a run: all data at once, rows taken from data in the program, or rows brought in chunk by chunk. */
export function feedOf(plan: Plan, resident = mostResident): Feed {
  const { step, training, weights } = plan;
  const data = { X: training.x.data, Y: training.y.data.data, ...(weights && { weights: weights.data }) };
  const bytes = Object.values(data).reduce((sum, { byteLength }) => sum + byteLength, 0);
  const { examples, batch } = step;
  const put = (programs: readonly Program[], prefix: string) => {
    for (const [name, values] of Object.entries(data))
      for (const array of new Set(programs.map((program) => program.input(prefix + name))))
        array?.set(values);
  };
  const order = orders(plan);

  if (batch === examples && bytes <= resident)
    return {
      capacity: mostEpochs,
      streams: always,
      settings: () => step,
      fill: (programs) => put(programs, ""),
      place: () => 0,
    };
  if (bytes <= resident)
    return {
      capacity: Math.floor(examples / batch),
      streams: ["batch", ...always],
      settings: (size) => ({ ...step, batch: size }),
      fill: (programs) => put(programs, "data."),
      place(program, size, epoch, step, count) {
        const rows = order(epoch).subarray(step * batch, step * batch + size * count);
        const first = size === batch ? step : 0;
        program.input("batch")!.set(rows, first * batch);
        return first;
      },
    };
  return {
    capacity: Math.max(
      1,
      Math.min(Math.floor(examples / batch), Math.floor(chunkBytes / ((bytes / examples) * batch))),
    ),
    streams: [...Object.keys(data), ...always],
    settings: (size) => ({ ...step, examples: size, batch: size }),
    fill() {},
    place(program, size, epoch, step, count) {
      const rows = order(epoch).subarray(step * batch, step * batch + size * count);
      for (const [name, values] of Object.entries(data)) {
        const [part, all] = [wordsOf(program.input(name)!), wordsOf(values)];
        const width = all.length / examples;
        let at = 0;
        // Word by word: that takes half the time of a copied array for each row.
        for (const row of rows) for (let i = 0; i < width; i++) part[at++] = all[row * width + i]!;
      }
      return 0;
    },
  };
}

/** The order of the examples in an epoch, made once for each. */
function orders({ numbers, step: { examples } }: Plan): (epoch: number) => Int32Array {
  let known: { readonly epoch: number; readonly order: Int32Array } | undefined;
  return (epoch) => {
    if (known?.epoch !== epoch) {
      const order = numbers.shuffle ? shuffledOrder(examples, numbers.seed, epoch) : givenOrder(examples);
      known = { epoch, order };
    }
    return known.order;
  };
}
