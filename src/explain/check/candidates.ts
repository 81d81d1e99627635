import { sizeOf } from "../../base/shape.ts";
import { ops } from "../../graph/build.ts";
import { type Node, topological } from "../../graph/node.ts";
import type { Picture, Quantity } from "./picture.ts";
import { type Cut, compute, missing, rebuild, region, type Values } from "./recompute.ts";
import { slips } from "./slips/index.ts";
import type { Instead, Slip, Step } from "./slips/slip.ts";
import type { Named } from "./verdict.ts";

/** What somebody with a slip has in place of a value. */
export interface Candidate {
  readonly slip: Slip;
  readonly named: Named;
  readonly node: Node;
}

/** Every slip of the catalogue at every place where it can be on the way to a value. */
export function candidates(judged: Quantity, step: Step, cut: Cut): Candidate[] {
  const found: Candidate[] = [];
  const { known, quantities } = step.picture;
  for (const root of rootsOf(judged, step, cut)) {
    const own = region(root, cut);
    const read = new Set(own.flatMap(({ inputs }) => inputs));
    const owners = ownersOf(own, step.picture, judged.name);
    const add = (slip: Slip, at: string, node: Node, times: number, { node: by, other = "" }: Instead) => {
      const replacement = times === 1 ? by : ops.mul(times, by);
      const whole = rebuild(root, cut, new Map([[node, replacement]]));
      if (whole) found.push({ slip, named: { slip: slip.name, at, other }, node: whole });
    };
    for (const slip of slips) {
      for (const node of own) {
        for (const by of slip.node?.(node, step) ?? []) add(slip, owners.get(node)!, node, 1, by);
        const stands = known.get(node);
        const isOnTheWay = node === root || judged.ancestors.has(stands?.name ?? "");
        if (!stands || !isOnTheWay) continue;
        for (const by of slip.value?.(quantities.get(stands.name)!, step) ?? [])
          add(slip, stands.name, node, stands.times, by);
      }
      for (const node of read) {
        const stands = slip.read && known.get(node);
        if (!stands || stands.name === judged.name) continue;
        for (const by of slip.read!(quantities.get(stands.name)!, step))
          add(slip, stands.name, node, stands.times, by);
      }
    }
  }
  return found;
}

/** The definition of texts; and that by the chain rule, where it looks up other values, or has other functions in it. */
function rootsOf({ role, definitions }: Quantity, { picture }: Step, cut: Cut): readonly Node[] {
  const looksUp = (root: Node) =>
    new Set(
      region(root, cut).flatMap((node) =>
        node.inputs.flatMap((one) => (cut(one) ? picture.known.get(one)!.name : [])),
      ),
    );
  const [textbook, ...others] = definitions;
  if (!textbook || role === "loss") return definitions;
  const seen = looksUp(textbook);
  return [textbook, ...others.filter((root) => [...looksUp(root)].some((name) => !seen.has(name)))];
}

/** The named value in whose line each node stands. */
function ownersOf(own: readonly Node[], { known }: Picture, judged: string): Map<Node, string> {
  const owners = new Map<Node, string>();
  for (const node of own.toReversed()) {
    const owner = known.get(node)?.name ?? owners.get(node) ?? judged;
    owners.set(node, owner);
    for (const input of node.inputs) if (!owners.has(input)) owners.set(input, owner);
  }
  return owners;
}

/** Elements that may be computed side by side: 160 MB. */
const room = 2e7;

/** The numbers of each candidate whose inputs are at hand, in batches that fit into memory. */
export function* numbersOf(
  all: readonly Candidate[],
  values: Values,
): Generator<readonly [Candidate, Float64Array]> {
  const possible = all.filter(({ node }) => missing(node, values).length === 0);
  for (let start = 0; start < possible.length; ) {
    let end = start;
    for (let size = 0; end < possible.length && (end === start || size < room); end++)
      size += topological([possible[end]!.node]).reduce((sum, { shape }) => sum + sizeOf(shape), 0) / 4;
    const batch = possible.slice(start, end);
    const numbers = compute(
      batch.map(({ node }) => node),
      values,
    );
    for (const [i, candidate] of batch.entries()) yield [candidate, numbers[i]!];
    start = end;
  }
}
