import type { TypedArray } from "../../../src/base/dtype.ts";
import { ChainruleError } from "../../../src/base/error.ts";
import type { Plan } from "../../../src/train/plan.ts";
import type { Material } from "../../engine/parts.ts";
import type { RunSettings } from "../../state/settings.ts";
import { type Score, type Trainer, trainerOf } from "./trainer.ts";

/** What a turn of a sweep gave. */
export interface Turn {
  readonly scores: readonly { readonly run: number; readonly mark: number; readonly score: Score }[];
  /** Runs that cannot go on, with the library's sentence. */
  readonly faults: readonly { readonly run: number; readonly sentence: string }[];
  /** The share of all updates that was taken, 0 to 1. */
  readonly share: number;
  readonly done: boolean;
}

/** Runs of a sweep, as far as they went. */
export interface Sweeping {
  advance(ms: number): Turn;
  plan(run: number): Plan | undefined;
  /** Where it was at a mark. */
  weights(run: number, mark: number): ReadonlyMap<string, TypedArray> | undefined;
  release(): void;
}

/**
 * Trains groups of runs, one after the other; the runs of a group go from mark to mark side by side, so that they can
 * be compared while they learn.
 *
 * @param keeps whether weights are kept at each mark; for runs that have a picture
 */
export function sweepingOf(
  groups: readonly (readonly RunSettings[])[],
  marks: readonly number[],
  material: Material,
  keeps: boolean,
): Sweeping {
  const width = groups[0]!.length;
  const plans = new Map<number, Plan>();
  const kept = new Map<number, ReadonlyMap<string, TypedArray>[]>();
  let [group, mark, value] = [0, 0, 0];
  let trainers: (Trainer | undefined)[] = [];

  const done = (): boolean => group === groups.length;
  const release = (): void => {
    for (const trainer of trainers) trainer?.release();
    trainers = [];
  };

  function next(): void {
    value++;
    if (value === width) [value, mark] = [0, mark + 1];
    if (mark < marks.length) return;
    release();
    [mark, group] = [0, group + 1];
  }

  /** Marks that were reached, by all runs together. */
  const reached = (): number => group * marks.at(-1)! * width + marksBehind();
  const marksBehind = (): number => {
    if (done()) return 0;
    const [before = 0, now] = [marks[mark - 1], marks[mark]!];
    return before * width + (now - before) * value;
  };

  function trainer(run: number): Trainer | undefined {
    if (mark === 0 && trainers.length === value) {
      const made = trainerOf(groups[group]![value]!, material);
      plans.set(run, made.plan);
      trainers.push(made);
    }
    return trainers[value];
  }

  return {
    plan: (run) => plans.get(run),
    weights: (run, mark) => kept.get(run)?.[mark],
    release,
    advance(ms) {
      const scores: Turn["scores"][number][] = [];
      const faults: Turn["faults"][number][] = [];
      const end = performance.now() + ms;
      while (!done() && performance.now() < end) {
        const run = group * width + value;
        const one = trainer(run);
        try {
          if (one && !one.toward(marks[mark]!, end - performance.now())) break;
          if (one) {
            scores.push({ run, mark, score: one.score() });
            if (keeps) kept.set(run, [...(kept.get(run) ?? []), one.weights()]);
          }
        } catch (error) {
          if (!(error instanceof ChainruleError)) throw error;
          faults.push({ run, sentence: error.message });
          one?.release();
          trainers[value] = undefined;
        }
        next();
      }
      const share = reached() / (groups.length * width * marks.at(-1)!);
      return { scores, faults, share, done: done() };
    },
  };
}
