import type { Buffer, Expression, Kernel } from "./kernel.ts";

type Operands = {
  readonly [K in Kernel["kind"]]: (kernel: Extract<Kernel, { kind: K }>) => readonly Buffer[];
};

const operands: Operands = {
  map: ({ value }) => [...leavesOf(value)],
  reduce: ({ x }) => [x],
  reduceByTable: ({ x, starts, places }) => [x, starts, places],
  argReduce: ({ x }) => [x],
  matmul: ({ a, b }) => [a, b],
  copy: ({ x }) => [x],
  gather: ({ x, indices }) => [x, indices],
  scatter: ({ x, indices }) => [x, indices],
  oneHot: ({ labels }) => [labels],
  counter: ({ seed, step }) => [seed, step],
  stream: ({ x }) => [x],
  record: ({ x }) => [x],
};

/** The arrays a kernel reads. */
export const operandsOf = (kernel: Kernel): readonly Buffer[] =>
  (operands[kernel.kind] as (kernel: Kernel) => readonly Buffer[])(kernel);

function leavesOf(value: Expression, found = new Set<Buffer>()): Set<Buffer> {
  if (value.kind === "apply") for (const arg of value.args) leavesOf(arg, found);
  else if (value.kind !== "constant") found.add(value.buffer);
  return found;
}
