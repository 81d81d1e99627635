import type { TypedArray } from "../../base/dtype.ts";
import { sizeOf } from "../../base/shape.ts";
import { evaluator } from "../../graph/evaluate.ts";
import { inputsOf, type Node } from "../../graph/node.ts";
import type { Derivation, Line } from "./derivation.ts";
import type { Numbers, Sample } from "./sample.ts";
import { numberOver, plainDerivatives, withExamples } from "./statement.ts";

/**
 * The values of everything that has a name, computed from the definitions alone: the forward pass as it is written,
 * the derivatives by reverse mode without any simplification.
 */
export function truth({ statement }: Derivation, sample: Sample): ReadonlyMap<string, Numbers> {
  const derivatives = plainDerivatives(statement);
  const roots = withExamples([statement.output, statement.loss, ...derivatives.values()], sample.m);
  const run = compute(roots, sample.leaves);
  const values = new Map(sample.leaves);
  for (const node of run.order)
    if (node.name !== undefined && node.cotangentOf === undefined)
      values.set(node.name, numbersOf(node, run.valueOf(node)));
  for (const [i, name] of [...derivatives.keys()].entries()) {
    const node = roots[i + 2]!;
    values.set(name, numbersOf(node, run.valueOf(node)));
  }
  return values;
}

const numbersOf = ({ shape }: Node, values: TypedArray): Numbers => ({
  shape,
  values: Float64Array.from(values),
});

function compute(roots: readonly Node[], leaves: ReadonlyMap<string, Numbers>) {
  const graph = { outputs: Object.fromEntries(roots.entries()), updates: [] };
  const run = evaluator(graph);
  for (const { name, dtype } of inputsOf(graph)) {
    const numbers = leaves.get(name!);
    // The seed and the step of a dropout mask are 0 unless they are given.
    if (numbers) run.bind(name!, dtype === "int32" ? Int32Array.from(numbers.values) : numbers.values);
  }
  run.run();
  return run;
}

/**
 * What a derivation's names stand for on a sample: the error terms without the factor that is kept outside, and what
 * the optimizer makes of the gradients in its first step.
 */
export function values(derivation: Derivation, sample: Sample): ReadonlyMap<string, Numbers> {
  const all = new Map(truth(derivation, sample));
  for (const { name, lines } of derivation.parts) {
    const { factor } = lines.at(-1)!;
    const own = all.get(name);
    if (own && factor !== 1) {
      const scale = numberOver(factor, sample.m);
      all.set(name, { ...own, values: own.values.map((value) => value / scale) });
    }
  }
  for (const { name, role, lines } of derivation.parts) {
    if (role !== "update") continue;
    const { node } = lines[0]!;
    const begun = inputsOf({ outputs: { node }, updates: [] }).flatMap((leaf): [string, Numbers][] => {
      const start = derivation.start.get(leaf.name!);
      const values = new Float64Array(sizeOf(leaf.shape));
      return start === undefined ? [] : [[leaf.name!, { shape: leaf.shape, values: values.fill(start) }]];
    });
    const run = compute([node], new Map([...all, ...begun]));
    all.set(name, numbersOf(node, run.valueOf(node)));
  }
  return all;
}

/** Both sides of a line on a sample: they are equal but for rounding. */
export function sides(
  derivation: Derivation,
  name: string,
  line: Line,
  sample: Sample,
  known = { truth: truth(derivation, sample), values: values(derivation, sample) },
): { readonly left: Float64Array; readonly right: Float64Array } {
  const [node] = withExamples([line.node], sample.m);
  const scale = numberOver(line.factor, sample.m);
  const left = known.truth.get(name)!.values.map((value) => value / scale);
  const right = compute([node!], known.values).valueOf(node!);
  return { left, right: Float64Array.from(right) };
}
