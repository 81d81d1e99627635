import type { Buffer, Kernel, Matrix } from "../kernel.ts";

/** Names of a program, each given once. */
export class Names {
  readonly #taken: Set<string>;

  constructor(taken: Iterable<string> = []) {
    this.#taken = new Set(taken);
  }

  /** The wished name, or where it is taken the next one: `z`, `z_2`, `z_3`. */
  unique(wish: string): string {
    for (let n = 1; ; n++) {
      const name = n === 1 ? wish : `${wish}_${n}`;
      if (!this.#taken.has(name)) return this.#take(name);
    }
  }

  /** The wished name with the next number: `sum1`, `sum2`. */
  numbered(wish: string): string {
    for (let n = 1; ; n++) if (!this.#taken.has(`${wish}${n}`)) return this.#take(`${wish}${n}`);
  }

  #take(name: string): string {
    this.#taken.add(name);
    return name;
  }
}

/** Whether the graph has a name for a value; others are only numbered. */
export const isName = (name: string | undefined): name is string =>
  name !== undefined && /^[A-Za-z]\w*$/.test(name);

/**
 * What the arrays of a program are called: as the graph calls them (`W1`, `A1`, `W1_mean`), a product by its operands
 * (`XW1`), and others by what they are (`sum1`). What an input is in a step has its name; the array of all steps is
 * `X_stream`.
 */
export function nameArrays(
  inputs: Iterable<Buffer>,
  kernels: readonly Kernel[],
  names: Names,
): Map<Buffer, string> {
  const known = new Map<Buffer, string>();
  const give = (buffer: Buffer, name: () => string, suffix = ""): void => {
    const wish = buffer.name.replaceAll(".", "_") + suffix;
    if (!known.has(buffer)) known.set(buffer, isName(wish) ? names.unique(wish) : name());
  };
  const streams = new Set(kernels.flatMap((kernel) => (kernel.kind === "stream" ? [kernel.x] : [])));
  for (const buffer of inputs)
    give(buffer, () => names.numbered("input"), streams.has(buffer) ? "_stream" : "");
  const nameOf = ({ array }: Matrix): string => known.get(array) ?? array.name;
  for (const kernel of kernels) visit(kernel);
  return known;

  function visit(kernel: Kernel): void {
    switch (kernel.kind) {
      case "map":
        for (const { value, out } of kernel.results)
          give(out, () => names.numbered(value.kind === "apply" ? value.op.name : "copy"));
        for (const { op, out } of kernel.totals) give(out, () => names.numbered(op.name));
        break;
      case "products":
        kernel.products.forEach(visit);
        break;
      case "matmul":
        give(kernel.out, () => names.unique(`${nameOf(kernel.a)}${nameOf(kernel.b)}`));
        break;
      case "reduce":
        give(kernel.out, () => names.numbered(kernel.op.name));
        break;
      default:
        give(kernel.out, () => names.numbered(kernel.kind));
    }
  }
}
