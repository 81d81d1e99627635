import { NDArray } from "../../src/array/ndarray.ts";
import { oneHot } from "../../src/data/labels.ts";
import { placeOf } from "../../src/explain/trace/moment.ts";
import type { Plan } from "../../src/train/plan.ts";
import type { PreparedTargets } from "../../src/train/targets.ts";
import type { Session } from "./session.ts";

/** A few examples of a run, as its network takes them, with its weights as they are now; one example a row. */
export interface Few {
  /** Their rows in the training data. */
  readonly rows: Int32Array;
  /** X, Y and the parameters by name. */
  readonly arrays: Readonly<Record<string, NDArray>>;
  /** Of the next update. */
  readonly learningRate: number;
  /** Updates done. */
  readonly step: number;
}

/**
 * Examples of the data, evenly spread, so that classes that lie one after the other are all among them.
 *
 * @param count as many of them as there are
 * @param shift goes on to the examples that follow
 */
export function fewExamples(session: Session, count: number, shift = 0): Few {
  const plan = session.plan();
  const { x, y } = plan.training;
  const all = plan.step.examples;
  const many = Math.min(count, all);
  const rows = Int32Array.from({ length: many }, (_, i) => (Math.floor((i * all) / many) + shift) % all);
  const values = session.arrays();
  const parameters = session
    .parameters()
    .map(({ name, shape, dtype }): [string, NDArray] => [
      name!,
      new NDArray(values.get(name!)!.slice(), shape, dtype),
    ]);
  const { learningRate } = placeOf({ plan, steps: session.steps(), arrays: values });
  return {
    rows,
    learningRate,
    arrays: { X: x.rows(rows), Y: targetsOf(y, rows), ...Object.fromEntries(parameters) },
    step: session.steps(),
  };
}

/** Targets with a column for each output. */
const targetsOf = ({ kind, data }: PreparedTargets, rows: Int32Array): NDArray =>
  kind.kind === "labels" ? oneHot(data.rows(rows), kind.classes) : data.rows(rows);

/**
 * The plan of a run that had these examples alone, all in one batch, stayed at this learning rate, and learned from
 * the loss alone: a penalty on the weights and clipping are no part of what is derived and checked.
 */
export function planOfFew(plan: Plan, { rows, learningRate }: Few): Plan {
  const { x, y } = plan.training;
  return {
    ...plan,
    training: { x: x.rows(rows), y: { kind: y.kind, data: y.data.rows(rows) } },
    step: {
      ...plan.step,
      examples: rows.length,
      batch: rows.length,
      penalty: { l1: 0, l2: 0 },
      clipping: {},
      optimizer: { ...plan.step.optimizer, learningRate },
    },
  };
}
