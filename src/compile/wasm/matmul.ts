import type { MatmulKernel } from "../kernel.ts";
import { advance, type Context, copyOf, counter, times } from "./context.ts";
import { simd } from "./simd.ts";

/**
 * The product by tiles of rows and vectors of columns whose sums stay in locals, each sum in sequence along k.
 * A tile of 4 x 2 or 8 x 1, its operands included, fits the 16 vector registers of an x86 core.
 */
export function matmul({ code, at }: Context, kernel: MatmulKernel): void {
  const { dtype, m, k, n, transposed, out } = kernel;
  const { prefix, lanes, bytes, splat } = simd[dtype];
  const rowStep = (transposed ? 1 : k) * bytes;
  const innerStep = (transposed ? m : 1) * bytes;
  const wide = n > lanes ? 2 : 1;
  const tall = 8 / wide;
  const aRows = counter(code, at(kernel.a), "aRows");
  const cRows = counter(code, at(out), "cRows");

  /** One tile at the columns `b` and the place `c`, of which `columns` are stored. */
  function tile(rows: number, columns: number, b: number, c: number): void {
    const vectors = Math.ceil(columns / lanes);
    const sums = Array.from({ length: rows * vectors }, () => code.local("v128"));
    const right = Array.from({ length: vectors }, () => code.local("v128"));
    const left = code.local("v128");
    for (const sum of sums) {
      code.emit("v128.const", new Uint8Array(16));
      code.emit("local.set", sum);
    }
    const [p, q] = [copyOf(code, aRows), copyOf(code, b)];
    times(code, k, () => {
      for (const [v, vector] of right.entries()) {
        code.emit("local.get", q);
        code.emit("v128.load", { offset: v * 16 });
        code.emit("local.set", vector);
      }
      for (let row = 0; row < rows; row++) {
        code.emit("local.get", p);
        code.emit(splat, { offset: row * rowStep });
        code.emit("local.set", left);
        for (const [v, vector] of right.entries()) {
          const sum = sums[row * vectors + v]!;
          code.emit("local.get", sum);
          code.emit("local.get", left);
          code.emit("local.get", vector);
          code.emit(`${prefix}.mul`);
          code.emit(`${prefix}.add`);
          code.emit("local.set", sum);
        }
      }
      advance(code, p, innerStep);
      advance(code, q, n * bytes);
    });
    for (const [i, sum] of sums.entries()) {
      const [row, v] = [Math.floor(i / vectors), i % vectors];
      store(c, sum, row * n * bytes + v * 16, Math.min(lanes, columns - v * lanes));
    }
  }

  /** The first `count` lanes and no more: what follows belongs to the next row. */
  function store(c: number, sum: number, offset: number, count: number): void {
    const put = () => {
      code.emit("local.get", c);
      code.emit("local.get", sum);
    };
    put();
    if (count === lanes) code.emit("v128.store", { offset });
    else if (dtype === "float64") code.emit("v128.store64_lane", { offset }, 0);
    else if (count === 1) code.emit("v128.store32_lane", { offset }, 0);
    else {
      code.emit("v128.store64_lane", { offset }, 0);
      if (count === 3) {
        put();
        code.emit("v128.store32_lane", { offset: offset + 8 }, 2);
      }
    }
  }

  function block(rows: number): void {
    const [b, c] = [counter(code, at(kernel.b), "b"), copyOf(code, cRows, "c")];
    times(code, Math.floor(n / (wide * lanes)), () => {
      tile(rows, wide * lanes, b, c);
      advance(code, b, wide * 16);
      advance(code, c, wide * 16);
    });
    const rest = n % (wide * lanes);
    if (rest > 0) tile(rows, rest, b, c);
    advance(code, aRows, rows * rowStep);
    advance(code, cRows, rows * n * bytes);
  }

  times(code, Math.floor(m / tall), () => block(tall));
  if (m % tall > 0) block(m % tall);
}
