import type { Buffer, Expression, Kernel } from "./kernel.ts";

type Operands = {
  readonly [K in Kernel["kind"]]: (kernel: Extract<Kernel, { kind: K }>) => readonly Buffer[];
};

const operands: Operands = {
  map: ({ results, totals }) => [...leavesOf([...results, ...totals].map(({ value }) => value))],
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

/** The arrays a kernel computes. */
export const resultsOf = (kernel: Kernel): readonly Buffer[] =>
  kernel.kind === "map" ? [...kernel.results, ...kernel.totals].map(({ out }) => out) : [kernel.out];

function leavesOf(values: readonly Expression[]): Set<Buffer> {
  const seen = new Set<Expression>();
  const leaves = new Set<Buffer>();
  const visit = (value: Expression): void => {
    if (seen.has(value)) return;
    seen.add(value);
    if (value.kind === "apply") value.args.forEach(visit);
    else if (value.kind !== "constant") leaves.add(value.buffer);
  };
  values.forEach(visit);
  return leaves;
}
