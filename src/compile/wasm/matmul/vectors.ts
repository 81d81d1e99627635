import type { FloatType } from "../../../base/dtype.ts";
import type { Context } from "../context.ts";
import { simd } from "../simd.ts";

type Load = "v128.load" | "v128.load32_splat" | "v128.load64_splat";

/** Instructions on locals that hold vectors. */
export function vectorsOf({ code, fused }: Pick<Context, "code" | "fused">, dtype: FloatType) {
  const { prefix } = simd[dtype];
  return {
    load(into: number, from: number, offset: number, how: Load): void {
      code.emit("local.get", from);
      code.emit(how, { offset });
      code.emit("local.set", into);
    },
    zero(vector: number): void {
      code.emit("v128.const", new Uint8Array(16));
      code.emit("local.set", vector);
    },
    /** `sum + left right`: each rounded by itself, or both together where that is allowed. */
    multiplyAdd(sum: number, left: number, right: number): void {
      if (fused) {
        for (const local of [left, right, sum]) code.emit("local.get", local);
        code.emit(`${prefix}.relaxed_madd`);
        code.emit("local.set", sum);
        return;
      }
      code.emit("local.get", sum);
      code.emit("local.get", left);
      code.emit("local.get", right);
      code.emit(`${prefix}.mul`);
      code.emit(`${prefix}.add`);
      code.emit("local.set", sum);
    },
  };
}
