import { sizeOf } from "../../base/shape.ts";
import { evaluator } from "../../graph/evaluate.ts";
import { express } from "../../graph/express.ts";
import type { Node } from "../../graph/node.ts";
import { topological } from "../../graph/node.ts";

/** Arrays of the leaves by name. */
export type Leaves = ReadonlyMap<string, Float64Array | Int32Array>;

/** A scalar where one element of one leaf has been moved. */
export interface Moved {
  readonly value: number;
  /** What the derivative jumps at on the way there, if anything: `relu at Z1[2,0]`. */
  readonly kink?: string;
}

/** A scalar as a function of how far one element is moved. */
export type Probe = (shift: number) => Moved;

/** What decides the branch a derivative takes: on which side of a kink a number lies, or what a comparison gives. */
interface Watched {
  readonly node: Node;
  readonly values: Node;
  readonly kinks: readonly number[];
}

/**
 * Makes probes of a scalar. It is evaluated by the reference interpreter; the leaves' arrays are changed in place and
 * changed back.
 *
 * @param slopes derivatives of the scalar: where a comparison in them changes, they jump
 */
export function prober(
  scalar: Node,
  slopes: readonly Node[],
  leaves: Leaves,
): (leaf: string, i: number) => Probe {
  const watched = watchedIn(topological([scalar]), topological(slopes));
  const outputs = { scalar, ...Object.fromEntries(watched.map(({ values }, i) => [`watched ${i}`, values])) };
  const run = evaluator({ outputs, updates: [] });
  for (const [name, values] of leaves) run.bind(name, values);
  run.run();
  const before = watched.map(({ values }) => run.valueOf(values).slice());

  function kink(): string | undefined {
    for (const [w, one] of watched.entries()) {
      const [was, is] = [before[w]!, run.valueOf(one.values)];
      for (let i = 0; i < was.length; i++)
        if (was[i] !== is[i] && sideOf(was[i]!, one.kinks) !== sideOf(is[i]!, one.kinks))
          return nameOf(one, i);
    }
    return undefined;
  }

  return (leaf, i) => (shift) => {
    const values = leaves.get(leaf)!;
    const center = values[i]!;
    values[i] = center + shift;
    run.run();
    values[i] = center;
    const crossed = kink();
    return { value: run.valueOf(scalar)[0]!, ...(crossed !== undefined && { kink: crossed }) };
  };
}

/** On which side of the kinks a number lies; where there are none, the number itself is the choice. */
const sideOf = (x: number, kinks: readonly number[]): number =>
  kinks.length === 0 ? x : kinks.reduce((side, kink) => side + Math.sign(x - kink), 0);

function watchedIn(forward: readonly Node[], backward: readonly Node[]): Watched[] {
  const kinked = forward.flatMap((node): Watched[] =>
    node.op.kind === "elementwise" && node.op.kinks.length > 0
      ? [{ node, values: node.inputs[0]!, kinks: node.op.kinks }]
      : [],
  );
  const choices = [...new Set([...forward, ...backward])].filter(({ dtype }) => dtype === "bool");
  return [...kinked, ...choices.map((node): Watched => ({ node, values: node, kinks: [] }))];
}

const nameOf = ({ node, values, kinks }: Watched, place: number): string => {
  const index = sizeOf(values.shape) === 1 ? "" : `[${indexAt(place, values.shape).join(",")}]`;
  if (kinks.length === 0) return `${express(node)} at ${index}`;
  const value = values.name ?? express(values);
  return `${node.op.name} at ${value}${index}`;
};

/** The place of an element along each axis. */
export function indexAt(place: number, shape: readonly number[]): number[] {
  let rest = place;
  return shape
    .toReversed()
    .map((size) => {
      const at = rest % size;
      rest = Math.floor(rest / size);
      return at;
    })
    .toReversed();
}
