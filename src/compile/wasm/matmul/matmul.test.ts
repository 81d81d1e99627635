import { expect, test } from "vitest";
import type { Buffer, Kernel, MatmulKernel } from "../../kernel.ts";
import { operandsOf, resultsOf } from "../../operands.ts";
import { plan } from "../../plan.ts";
import { split } from "../../split.ts";
import { type Exports, generate, runName } from "../generate.ts";
import { scratchOf } from "./blocks.ts";

const arrayOf = (name: string, length: number): Buffer => ({ name, dtype: "float32", length });

/** A product of a transposed a (k, m) and a transposed b (n, k): both are rearranged. */
function kernelOf(m: number, k: number, n: number): MatmulKernel {
  const product = {
    kind: "matmul",
    dtype: "float32",
    m,
    k,
    n,
    a: { array: arrayOf("a", m * k), strides: [1, m] },
    b: { array: arrayOf("b", k * n), strides: [1, k] },
    out: arrayOf("out", m * n),
  } as const;
  return { ...product, scratch: arrayOf("scratch", scratchOf(product)) };
}

/** The result of kernels that run one after the other in one memory, for a[i] = b[i] = sin(i). */
function results(kernels: readonly Kernel[], { a, b, out, scratch }: MatmulKernel): Float32Array {
  const buffers = [a.array, b.array, out, scratch!];
  const schedule = {
    once: [],
    step: kernels,
    update: [],
    buffers,
    inPlace: new Map(),
    temporary: new Set<Buffer>(),
    bufferOf: new Map(),
  };
  const places = plan([schedule]);
  const built = generate([{ ...schedule, inputs: new Map(), records: new Map() }], places);
  const memory = new WebAssembly.Memory({ initial: Math.ceil(places.bytes / 65536) });
  const module = new WebAssembly.Module(built.bytes());
  const instance = new WebAssembly.Instance(module, { env: { memory } });
  const view = (buffer: Buffer) =>
    new Float32Array(memory.buffer, places.offsets.get(buffer)!, buffer.length);
  for (const { array } of [a, b])
    view(array).forEach((_, i, values) => {
      values[i] = Math.sin(i);
    });
  (instance.exports as unknown as Exports)[runName(0)]!(0, 1);
  return view(out);
}

test.each([
  [40, 5, 40],
  [17, 300, 33],
  [100, 784, 50],
  [300, 300, 250],
  [1040, 20, 30],
])("parts of a product of (%d, %d, %d) give its bits, each with scratch memory of its own", (m, k, n) => {
  const kernel = kernelOf(m, k, n);
  const whole = results([kernel], kernel);
  for (const count of [2, 3, 8]) {
    const parts = split(kernel, count);
    expect(parts.length).toBe(Math.min(count, Math.ceil(m / 16)));
    expect(results(parts, kernel)).toEqual(whole);
    const spans = parts.map((part) => {
      const { within, length } = resultsOf(part)[1]!;
      return [within!.from, within!.from + length] as const;
    });
    for (const [i, [from, to]] of spans.entries())
      expect([from < to, from]).toEqual([true, spans[i - 1]?.[1] ?? 0]);
    expect(parts.every((part) => operandsOf(part).length === 2)).toBe(true);
  }
});

test("a product whose operands fit the first cache as they lie needs no scratch memory", () => {
  const { a, out } = kernelOf(8, 8, 8);
  const b = { array: arrayOf("b", 64), strides: [8, 1] } as const;
  expect(scratchOf({ kind: "matmul", dtype: "float32", m: 8, k: 8, n: 8, a, b, out })).toBe(0);
});
