import type { TypedArray } from "../../base/dtype.ts";
import { lossKind } from "../../nn/losses/index.ts";
import { optimizerKind } from "../../nn/optimizers/index.ts";
import { piecewise } from "../../nn/schedules/piecewise.ts";
import { trainingStep } from "../../nn/step.ts";
import { stepsIn } from "../../train/batches.ts";
import { DivergedError } from "../../train/diverged.ts";
import { stepper } from "../../train/epoch.ts";
import type { Plan } from "../../train/plan.ts";
import { beginState, noSums } from "../../train/state.ts";

/** Which rates are tried. */
export interface Range {
  readonly from: number;
  readonly to: number;
  readonly steps: number;
}

/** What the loss does while the learning rate grows. */
export interface RangeTest {
  /** The rate of each step, growing by the same factor from one to the next. */
  readonly rates: readonly number[];
  /** The loss of each step's batch, before its update. Shorter than the rates where the loss left all bounds. */
  readonly losses: readonly number[];
  /** The same without the noise of the batches: medians of five; where a batch is all of the data, the losses. */
  readonly smooth: readonly number[];
  /** The rate at which a tenth of the whole fall of the loss is done; undefined where it never falls. */
  readonly from?: number;
  /** The rate at whose step the loss falls most. */
  readonly steepest?: number;
  /** The rate at which the loss is lowest: the update with it is the first after which the loss lies higher. */
  readonly lowest: number;
  /** Whether the loss was still falling at the end. */
  readonly falling: boolean;
  /** The first rate after which the loss is over four times its lowest, or no finite number; undefined for none. */
  readonly diverges?: number;
  readonly end: "whole range" | "loss too high" | "not finite";
}

/** A loss so many times the first one ends the test: nothing comes after that. */
const hopeless = 1000;
const tooHigh = 4;
const medianOf = 5;

/**
 * The range test (Smith 2017, "Cyclical learning rates for training neural networks"): from the same first weights,
 * the rate grows exponentially from step to step. Undefined for an optimizer that finds its own rates.
 */
export function rangeTest(
  plan: Plan,
  { from, to, steps }: Range,
  start?: ReadonlyMap<string, TypedArray>,
): RangeTest | undefined {
  const { examples, batch, optimizer, loss: kind } = plan.step;
  if (optimizerKind(optimizer.name).kind === "fullBatch") return undefined;
  const rates = Array.from({ length: steps }, (_, i) => from * (to / from) ** (i / (steps - 1)));
  const boundaries = rates.slice(1).map((_, i) => i + 1);
  const rising: Plan = {
    ...plan,
    numbers: { ...plan.numbers, epochs: Math.ceil(steps / stepsIn(examples, batch)) },
    step: { ...plan.step, optimizer: { ...optimizer, learningRate: piecewise(rates, boundaries) } },
  };
  const state = beginState(trainingStep(plan.network, plan.step), plan.numbers.seed, start);
  const sums = lossKind(kind.name).reduction === "sum";
  const losses: number[] = [];
  let end: RangeTest["end"] = "whole range";
  const run = stepper(rising, state, { threads: 1 });
  try {
    while (losses.length < steps && end === "whole range") {
      state.sums = noSums();
      run.advance(1);
      const { loss, examples: seen } = state.sums;
      losses.push(state.step === 0 ? state.records.at(state.epoch - 1).loss : sums ? loss : loss / seen);
      if (losses.at(-1)! > hopeless * losses[0]!) end = "loss too high";
    }
  } catch (error) {
    // Without a first loss there is nothing to compare with: the weights themselves are at fault.
    if (!(error instanceof DivergedError) || losses.length === 0) throw error;
    end = "not finite";
  } finally {
    run.release();
  }
  return { rates, losses, ...readingOf(rates, losses, batch < examples, end), end };
}

function readingOf(
  rates: readonly number[],
  losses: readonly number[],
  isNoisy: boolean,
  end: RangeTest["end"],
): Omit<RangeTest, "rates" | "losses" | "end"> {
  const smooth = isNoisy ? medians(losses) : losses;
  const least = Math.min(...smooth);
  const bottom = smooth.indexOf(least);
  const rate = (i: number) => rates[i]!;
  const high = smooth.findIndex((loss, i) => i > bottom && loss > tooHigh * least);
  const broken = high > 0 ? high - 1 : end === "not finite" ? losses.length - 1 : undefined;
  const fall = smooth[0]! - least;
  const first = smooth.findIndex((loss) => loss <= smooth[0]! - fall / 10);
  const drops = smooth.slice(0, bottom).map((loss, i) => loss - smooth[i + 1]!);
  return {
    smooth,
    ...(fall > 0 && { from: rate(first), steepest: rate(drops.indexOf(Math.max(...drops))) }),
    lowest: rate(bottom),
    falling: end === "whole range" && bottom === smooth.length - 1,
    ...(broken !== undefined && { diverges: rate(Math.max(0, broken)) }),
  };
}

/** The median of each number and its neighbors; at the ends, of those that there are. */
function medians(values: readonly number[]): number[] {
  const reach = (medianOf - 1) / 2;
  return values.map((_, i) => {
    const near = values.slice(Math.max(0, i - reach), i + reach + 1).toSorted((a, b) => a - b);
    return (near[Math.floor((near.length - 1) / 2)]! + near[Math.ceil((near.length - 1) / 2)]!) / 2;
  });
}
