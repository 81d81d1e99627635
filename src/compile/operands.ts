import type { Buffer, Expression, Kernel, MapKernel } from "./kernel.ts";

type Operands = {
  readonly [K in Kernel["kind"]]: (kernel: Extract<Kernel, { kind: K }>) => readonly Buffer[];
};

const operands: Operands = {
  map: (kernel) => [...new Set(leavesOf(kernel).map(({ buffer }) => buffer))],
  reduce: ({ x }) => [x],
  reduceByTable: ({ x, starts, places }) => [x, starts, places],
  argReduce: ({ x }) => [x],
  matmul: ({ a, b }) => [a.array, b.array],
  products: ({ products }) => products.flatMap(operandsOf),
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

/** The arrays a kernel computes, and the one it makes notes in. */
export function resultsOf(kernel: Kernel): readonly Buffer[] {
  if (kernel.kind === "map") return [...kernel.results, ...kernel.totals].map(({ out }) => out);
  if (kernel.kind === "products") return kernel.products.flatMap(resultsOf);
  return kernel.kind === "matmul" && kernel.scratch ? [kernel.out, kernel.scratch] : [kernel.out];
}

/** What a loop reads of one array. */
export type Leaf = Exclude<Expression, { kind: "apply" | "constant" }>;

/** What a loop reads, each once. */
export function leavesOf({ results, totals }: MapKernel): readonly Leaf[] {
  const seen = new Set<Expression>();
  const leaves: Leaf[] = [];
  const visit = (value: Expression): void => {
    if (seen.has(value)) return;
    seen.add(value);
    if (value.kind === "apply") value.args.forEach(visit);
    else if (value.kind !== "constant") leaves.push(value);
  };
  for (const { value } of [...results, ...totals]) visit(value);
  return leaves;
}
