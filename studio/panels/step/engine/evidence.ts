import type { TypedArray } from "../../../../src/base/dtype.ts";
import type { Convention } from "../../../../src/explain/formula/formula.ts";
import { checkSlopes } from "../../../../src/explain/gradcheck/check.ts";
import { type Comparison, compare } from "../../../../src/explain/gradcheck/compare.ts";
import { type Leaves, prober } from "../../../../src/explain/gradcheck/probe.ts";
import { evaluator } from "../../../../src/graph/evaluate.ts";
import type { Node } from "../../../../src/graph/node.ts";
import { trainingStep } from "../../../../src/nn/step.ts";
import type { EvidenceView } from "../view.ts";
import { placeIn } from "./element.ts";
import type { Held } from "./held.ts";

/** The largest relative error that passes. */
const tolerance = 1e-6;
/** Elements of a parameter that are looked at together. */
const mostChecked = 25;

/** One element of a gradient against central differences, over the examples of the trace, in float64. */
export function evidenceOf(held: Held, name: string, convention: Convention): EvidenceView {
  const { loss, slopes, leaves, examples } = inFloat64(held);
  const stem = name.replace(/\[.*/, "");
  const parameter = stem.slice(1);
  const slope = slopes.get(parameter)!;
  const place = placeIn(held, name, convention);
  const run = evaluator({ outputs: { slope }, updates: [] });
  for (const [leaf, values] of leaves) run.bind(leaf, values);
  run.run();
  const probe = prober(loss, [slope], leaves)(parameter, place);
  const found = compare(run.valueOf(slope)[place]!, leaves.get(parameter)![place]!, probe, tolerance);
  return { ...viewOf(found), name, checked: 1, size: leaves.get(parameter)!.length, examples };
}

/** Up to 25 elements of a gradient; the view is that of the worst. */
export function worstOf(held: Held, stem: string, convention: Convention): EvidenceView {
  const { loss, slopes, leaves, examples } = inFloat64(held);
  const parameter = stem.slice(1);
  const [check] = checkSlopes({
    loss,
    slopes: new Map([[parameter, slopes.get(parameter)!]]),
    leaves,
    tolerance,
    most: mostChecked,
    seed: 0,
  });
  const { elements, worst, size, shape } = check!;
  const { index, ...comparison } = worst ?? elements[0]!;
  const shown = convention === "columns" && shape.length === 2 ? index.toReversed() : index;
  const { length } = held.trace(convention).step(stem).value.shape;
  const name = `${stem}[${(length > shown.length ? [...shown, 0] : shown).join(",")}]`;
  return { ...viewOf(comparison), name, checked: elements.length, size, examples };
}

const viewOf = ({ analytic, numeric, error, verdict, kink }: Comparison) => ({
  analytic,
  numeric,
  error,
  verdict,
  ...(kink !== undefined && { kink }),
});

interface Checked {
  readonly loss: Node;
  /** By the parameter's name. */
  readonly slopes: ReadonlyMap<string, Node>;
  readonly leaves: Leaves;
  readonly examples: number;
}

/** The loss over the examples of the trace, as it would be without rounding to the run's own type. */
function inFloat64({ moment, taken }: Held): Checked {
  const { plan, arrays } = moment;
  const { batch, rows, step } = taken.place;
  const { graph, forward } = trainingStep(plan.network, {
    ...plan.step,
    dtype: "float64",
    examples: batch,
    batch,
    clipping: {},
  });
  const { x, y } = plan.training;
  const chosen = (values: TypedArray, count: number): Float64Array | Int32Array => {
    const width = values.length / count;
    const some = rows
      ? [...rows].flatMap((row) => [...values.subarray(row * width, (row + 1) * width)])
      : values;
    return values instanceof Int32Array ? Int32Array.from(some) : Float64Array.from(some);
  };
  const m = x.shape[0]!;
  return {
    loss: graph.outputs.loss!,
    slopes: new Map(forward.parameters.map(({ node }) => [node.name!, graph.outputs[`d${node.name}`]!])),
    leaves: new Map<string, Float64Array | Int32Array>([
      ["X", chosen(x.data, m)],
      ["Y", chosen(y.data.data, m)],
      ["dropout.seed", Int32Array.of(plan.numbers.seed | 0)],
      ["dropout.step", Int32Array.of(step)],
      ...(plan.weights ? [["weights", chosen(plan.weights.data, m)] as const] : []),
      ...[...arrays].map(([name, values]) => [name, Float64Array.from(values)] as const),
    ]),
    examples: batch,
  };
}
