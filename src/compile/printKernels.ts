import type { Buffer, Expression, Kernel, Schedule } from "./kernel.ts";

/** A schedule as text, a line a kernel: `A1 = map tanh(add(%5, %6))   float64 (1600)`. */
export function printKernels({ once, step, update }: Schedule<unknown>): string {
  const section = (title: string, kernels: readonly Kernel[]) => {
    const rows = kernels.map(
      (kernel) =>
        [`  ${kernel.out.name} = ${call(kernel)}`, `${kernel.out.dtype} (${kernel.out.length})`] as const,
    );
    const width = Math.max(0, ...rows.map(([left]) => left.length));
    return [title, ...rows.map(([left, right]) => `${left.padEnd(width)}   ${right}`)];
  };
  return [
    ...(once.length > 0 ? section("once", once) : []),
    ...section("step", step),
    ...(update.length > 0 ? section("update", update) : []),
  ].join("\n");
}

function call(kernel: Kernel): string {
  switch (kernel.kind) {
    case "map":
      return `map ${expression(kernel.value)}`;
    case "reduce":
    case "argReduce": {
      const { op, x, outer, range, inner } = kernel;
      return `${kernel.kind} ${op.name}(${x.name}: ${outer} x [${range}] x ${inner})`;
    }
    case "reduceByTable":
      return `reduceByTable ${kernel.op.name}(${names(kernel.x, kernel.starts, kernel.places)})`;
    case "matmul": {
      const { a, b, transposed, m, k, n } = kernel;
      return `matmul(${a.name}${transposed ? "^T" : ""}, ${b.name}: ${m} x ${k} x ${n})`;
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

const names = (...buffers: readonly Buffer[]): string => buffers.map(({ name }) => name).join(", ");

function expression(value: Expression): string {
  switch (value.kind) {
    case "element":
      return value.buffer.name;
    case "splat":
      return `${value.buffer.name}[0]`;
    case "constant":
      return Object.is(value.value, -0) ? "-0" : String(value.value);
    case "apply":
      return `${value.op.name}(${value.args.map(expression).join(", ")})`;
  }
}
