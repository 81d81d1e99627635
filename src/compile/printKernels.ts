import type { Buffer, Expression, Kernel, MapKernel, Matrix, Schedule } from "./kernel.ts";

/**
 * A schedule as text, a line a kernel: `dA1 = matmul(dZ2, W2^T: 400 x 1 x 4)   float64 (1600)`. A loop has a line for
 * each of its results, and one without a size for each value that has a name but is not kept.
 */
export function printKernels({ once, step, update }: Schedule<unknown>): string {
  const section = (title: string, kernels: readonly Kernel[]) => {
    const rows = kernels
      .flatMap(lines)
      .map(
        ({ name, text, out }) => [`  ${name} = ${text}`, out ? `${out.dtype} (${out.length})` : ""] as const,
      );
    const width = Math.max(0, ...rows.map(([left]) => left.length));
    return [title, ...rows.map(([left, right]) => `${left.padEnd(width)}   ${right}`.trimEnd())];
  };
  return [
    ...(once.length > 0 ? section("once", once) : []),
    ...section("step", step),
    ...(update.length > 0 ? section("update", update) : []),
  ].join("\n");
}

interface Line {
  readonly name: string;
  readonly text: string;
  /** Where the value is kept. */
  readonly out?: Buffer;
}

/** The lines of a kernel: the first one says what it is, `and` that others belong to it. */
function lines(kernel: Kernel): readonly Line[] {
  if (kernel.kind === "products")
    return kernel.products.map((each, i) => line(`${i === 0 ? "" : "and "}${call(each)}`, each.out));
  if (kernel.kind !== "map") return [line(call(kernel), kernel.out)];
  return values(kernel).map((each, i) => ({ ...each, text: `${i === 0 ? "map" : "and"} ${each.text}` }));
}

const line = (text: string, out: Buffer): Line => ({ name: out.name, text, out });

/** What a loop computes, each value after those it is made of. */
function values({ results, totals }: MapKernel): readonly Line[] {
  const kept = new Map(results.map(({ value, out }) => [value, out]));
  const seen = new Set<Expression>();
  const found: Line[] = [];
  const visit = (value: Expression): void => {
    if (value.kind !== "apply" || seen.has(value)) return;
    seen.add(value);
    value.args.forEach(visit);
    const out = kept.get(value);
    if (out) found.push(line(formula(value), out));
    else if (value.name !== undefined) found.push({ name: value.name, text: formula(value) });
  };
  for (const { value, out } of results) {
    visit(value);
    if (value.kind !== "apply") found.push(line(expression(value), out));
  }
  for (const { op, value, out } of totals) {
    visit(value);
    found.push(line(`${op.name} ${expression(value)}`, out));
  }
  return found;
}

function call(kernel: Exclude<Kernel, { kind: "map" | "products" }>): string {
  switch (kernel.kind) {
    case "reduce":
    case "argReduce": {
      const { op, x, outer, range, inner } = kernel;
      return `${kernel.kind} ${op.name}(${x.name}: ${outer} x [${range}] x ${inner})`;
    }
    case "reduceByTable":
      return `reduceByTable ${kernel.op.name}(${names(kernel.x, kernel.starts, kernel.places)})`;
    case "matmul": {
      const { a, b, m, k, n } = kernel;
      return `matmul(${matrix(a)}, ${matrix(b)}: ${m} x ${k} x ${n})`;
    }
    case "copy":
      return `copy(${kernel.x.name}: ${kernel.shape.join(" x ")} by ${kernel.strides.join(", ")})`;
    case "gather":
    case "scatter":
      return `${kernel.kind}(${names(kernel.x, kernel.indices)}: rows of ${kernel.width})`;
    case "oneHot":
      return `oneHot(${names(kernel.labels)})`;
    case "counter":
      return `counter(${names(kernel.seed, kernel.step)}: stream ${kernel.stream})`;
    case "stream":
    case "record":
      return `${kernel.kind}(${kernel.x.name})`;
  }
}

const matrix = ({ array, strides: [down, right] }: Matrix): string =>
  `${array.name}${right > 1 && down === 1 ? "^T" : ""}`;

const names = (...buffers: readonly Buffer[]): string => buffers.map(({ name }) => name).join(", ");

function expression(value: Expression): string {
  switch (value.kind) {
    case "element":
      return value.buffer.name;
    case "row":
      return `${value.buffer.name}[c]`;
    case "column":
      return `${value.buffer.name}[r]`;
    case "splat":
      return `${value.buffer.name}[0]`;
    case "constant":
      return Object.is(value.value, -0) ? "-0" : String(value.value);
    case "apply":
      return value.name ?? formula(value);
  }
}

const formula = ({ op, args }: Extract<Expression, { kind: "apply" }>): string =>
  `${op.name}(${args.map(expression).join(", ")})`;
