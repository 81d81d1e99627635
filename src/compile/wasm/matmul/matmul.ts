import { bytesOf } from "../../../base/dtype.ts";
import type { MatmulKernel } from "../../kernel.ts";
import type { Context } from "../context.ts";
import { isNarrow, narrow } from "./narrow.ts";
import { panels } from "./panels.ts";
import { productOf } from "./product.ts";
import { isShallow, shallow } from "./shallow.ts";

/*
 * Measured on 21 November 2026, one core of a 2-core Intel Xeon (Cascade Lake, 3.1 GHz turbo), Node 24.21, the best of
 * many rounds; the peak of 128-bit multiplications and additions apart is 24.8 GFLOP/s in float32, 12.4 in float64.
 * Share of it, float32 / float64, in brackets with tiles alone, without blocks, packing and the narrow kernels:
 *   64^3 .. 256^3, a b and either transposed   91-97 % (58-84) / 90-97 % (59-98)
 *   512^3 .. 1024^3                             85-90 % (11-36) / 79-88 % (10-34)
 *   256x1024x1024 and both backward products    76-95 % (17-27) / 81-86 % (9-29)
 *   100x784x50 and its backward product         93, 89 % (57, 79) / 96, 91 % (92, 84)
 *   100x100x10, a b and a^T b                   79 % (55-60) / 92-96 % (97): 10 columns fill 2.5 of 3 vectors
 *   400x2x4, 400x4x1                            72, 49 % (65, 12) / 91, 64 % (80, 36)
 * Few long sums wait for their own additions, 4 cycles a step: 4x400x1 and 2x400x4, both transposed, take 0.52 and
 * 0.51 us apart and 0.56 us side by side (float64 0.53, 0.52 and 0.83). The engine pairs no 128-bit instructions into
 * wider ones: --experimental-wasm-revectorize is off by default.
 */

/** The code of a matrix product, by the way that suits its shape. Every sum runs in sequence along k from +0. */
export function matmul(context: Context, kernel: MatmulKernel): void {
  const { code, at } = context;
  const { out, scratch } = kernel;
  const product = productOf(kernel, at);
  if (product.k === 0) {
    code.emit("i32.const", at(out));
    code.emit("i32.const", 0);
    code.emit("i32.const", out.length * bytesOf(out.dtype));
    code.emit("memory.fill");
  } else if (isNarrow(product)) narrow(context, product);
  else if (isShallow(product)) shallow(context, product);
  else panels(context, product, scratch ? { at: at(scratch), length: scratch.length } : { at: 0, length: 0 });
}
