import type { Judged } from "../../../src/train/evaluate.ts";
import type { Score } from "./trainer.ts";
import type { Kind } from "./variants.ts";

/** What a sweep found so far: for each seed, a run for each value. */
export interface Results {
  readonly kind: Kind;
  readonly values: readonly string[];
  readonly seeds: readonly number[];
  /** Epochs at which the runs were looked at. */
  readonly marks: readonly number[];
  /** By run (values of the first seed, then of the next) and mark; undefined where it has not come to it. */
  readonly scores: readonly (readonly (Score | undefined)[])[];
}

export type Part = "training" | "fresh";
export const parts: readonly Part[] = ["training", "fresh"];

/** What runs are compared by: the share classified right, or the loss where nothing is classified. */
export const measureOf = ({ loss, accuracy }: Judged): number => accuracy ?? loss;

/** Whether there is an accuracy to compare by. */
export const classifies = ({ scores }: Results): boolean =>
  scores.some((marks) => marks.some((score) => score?.training.accuracy !== undefined));

/** How the seeds of a value did at a mark; those that are not there yet, or have left the finite numbers, are left out. */
export function measuresAt(results: Results, value: number, mark: number, part: Part): number[] {
  const { seeds, values, scores } = results;
  return seeds.flatMap((_, s) => {
    const judged = scores[s * values.length + value]?.[mark]?.[part];
    return judged && Number.isFinite(measureOf(judged)) ? [measureOf(judged)] : [];
  });
}

/** @returns NaN for none */
export const meanOf = (numbers: readonly number[]): number =>
  numbers.reduce((sum, number) => sum + number, 0) / numbers.length;

/** What all measures at a mark lie between: the axis that the pictures share. */
export function rangeOf(results: Results, mark: number): [number, number] {
  const all = results.values.flatMap((_, value) =>
    parts.flatMap((part) => measuresAt(results, value, mark, part)),
  );
  if (!classifies(results)) return [0, Math.max(1e-9, ...all)];
  return [Math.floor(10 * Math.min(0.9, ...all)) / 10, 1];
}

/** The place of the value that does best on average, among those that are there. */
export function bestOf(results: Results, mark: number, part: Part): number | undefined {
  const sign = classifies(results) ? 1 : -1;
  const means = results.values.map((_, value) => sign * meanOf(measuresAt(results, value, mark, part)));
  const best = means.reduce((best, mean, i) => (mean > (means[best] ?? -Infinity) ? i : best), -1);
  return best < 0 ? undefined : best;
}

/** A line of names, then one for each run at a mark; empty where there is no such number. */
export function sweepRows(results: Results, mark: number): (string | number)[][] {
  const { kind, values, seeds, marks, scores } = results;
  const names = parts.flatMap((part) => [`${part}Loss`, `${part}Accuracy`]);
  const lines = values.flatMap((value, v) =>
    seeds.map((seed, s) => {
      const score = scores[s * values.length + v]?.[mark];
      const numbers = parts.flatMap((part) => [score?.[part]?.loss ?? "", score?.[part]?.accuracy ?? ""]);
      return [value, seed, marks[mark]!, ...numbers];
    }),
  );
  return [[kind, "seed", "epoch", ...names], ...lines];
}
