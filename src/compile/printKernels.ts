import type { Buffer, Expression, Kernel, Matrix, Schedule } from "./kernel.ts";

/** A schedule as text, a line a kernel: `A1 = map tanh(add(%5, %6))   float64 (1600)`. */
export function printKernels({ once, step, update }: Schedule<unknown>): string {
  const section = (title: string, kernels: readonly Kernel[]) => {
    const rows = kernels
      .flatMap(lines)
      .map(([text, { name, dtype, length }]) => [`  ${name} = ${text}`, `${dtype} (${length})`] as const);
    const width = Math.max(0, ...rows.map(([left]) => left.length));
    return [title, ...rows.map(([left, right]) => `${left.padEnd(width)}   ${right}`)];
  };
  return [
    ...(once.length > 0 ? section("once", once) : []),
    ...section("step", step),
    ...(update.length > 0 ? section("update", update) : []),
  ].join("\n");
}

/** A line for each result, with where it goes. A loop has as many lines as results: the first one says what it is. */
function lines(kernel: Kernel): readonly (readonly [string, Buffer])[] {
  if (kernel.kind === "products")
    return kernel.products.map((each, i) => [`${i === 0 ? "" : "and "}${call(each)}`, each.out] as const);
  if (kernel.kind !== "map") return [[call(kernel), kernel.out]];
  const results = kernel.results.map(({ value, out }) => [expression(value), out] as const);
  const totals = kernel.totals.map(({ op, value, out }) => [`${op.name} ${expression(value)}`, out] as const);
  return [...results, ...totals].map(
    ([text, out], i) => [`${i === 0 ? "map" : "and"} ${text}`, out] as const,
  );
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
      return `${value.op.name}(${value.args.map(expression).join(", ")})`;
  }
}
