import type { FloatType } from "../../../base/dtype.ts";
import type { Code } from "../assembler/module.ts";
import { simd } from "../simd.ts";

/** Stores the first `count` lanes of a vector and no more: what follows belongs to the next row. */
export function storeLanes(
  code: Code,
  dtype: FloatType,
  place: number,
  offset: number,
  vector: number,
  count: number,
): void {
  const put = () => {
    code.emit("local.get", place);
    code.emit("local.get", vector);
  };
  put();
  if (count >= simd[dtype].lanes) code.emit("v128.store", { offset });
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
