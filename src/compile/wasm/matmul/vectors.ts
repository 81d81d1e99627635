import type { FloatType } from "../../../base/dtype.ts";
import type { Code } from "../assembler/module.ts";
import { simd } from "../simd.ts";

type Load = "v128.load" | "v128.load32_splat" | "v128.load64_splat";

/** Instructions on locals that hold vectors. */
export function vectorsOf(code: Code, dtype: FloatType) {
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
    /** `sum + left right`, each rounded by itself. */
    multiplyAdd(sum: number, left: number, right: number): void {
      code.emit("local.get", sum);
      code.emit("local.get", left);
      code.emit("local.get", right);
      code.emit(`${prefix}.mul`);
      code.emit(`${prefix}.add`);
      code.emit("local.set", sum);
    },
  };
}
