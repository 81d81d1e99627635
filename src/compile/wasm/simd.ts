import type { DType, FloatType } from "../../base/dtype.ts";

/** The names of vector instructions and the sizes of vectors, by float type. */
export const simd = {
  float32: { prefix: "f32x4", lanes: 4, bytes: 4, splat: "v128.load32_splat" },
  float64: { prefix: "f64x2", lanes: 2, bytes: 8, splat: "v128.load64_splat" },
} as const satisfies Record<FloatType, object>;

/** A vector with the same number in every lane, by its bytes. */
export function repeat(dtype: DType, value: number): ArrayBufferView {
  switch (dtype) {
    case "float32":
      return new Float32Array(4).fill(value);
    case "float64":
      return new Float64Array(2).fill(value);
    case "int32":
      return new Int32Array(4).fill(value);
    case "bool":
      return new Uint8Array(16).fill(value);
  }
}

/** A vector whose lanes are all ones where `keep` says so, else all zeros. */
export function maskOf(dtype: FloatType, keep: (lane: number) => boolean): ArrayBufferView {
  const { lanes, bytes } = simd[dtype];
  const mask = new Uint8Array(16);
  for (let lane = 0; lane < lanes; lane++) mask.fill(keep(lane) ? 255 : 0, lane * bytes, (lane + 1) * bytes);
  return mask;
}
