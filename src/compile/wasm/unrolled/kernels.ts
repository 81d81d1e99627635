import { bytesOf, type FloatType } from "../../../base/dtype.ts";
import { offsets } from "../../../graph/kernels/offsets.ts";
import type { Kernel, MatmulKernel } from "../../kernel.ts";
import { simd } from "../simd.ts";
import { map } from "./map.ts";
import { fold, lanesOf, type Unrolling } from "./unrolling.ts";

type Unroll<K extends Kernel["kind"]> = (to: Unrolling, kernel: Extract<Kernel, { kind: K }>) => void;

/** The sums of all elements side by side, each in sequence along k from +0. */
function matmul({ arrays, primitives }: Unrolling, { dtype, m, k, n, a, b, out }: MatmulKernel): void {
  const places = lanesOf(m * n, dtype);
  const { add, mul, constant } = primitives(dtype, places.length);
  let sums = constant(0);
  for (let r = 0; r < k; r++) {
    const left = (e: number) => Math.floor(e / n) * a.strides[0] + r * a.strides[1];
    const right = (e: number) => r * b.strides[0] + (e % n) * b.strides[1];
    const lefts = places.map((elements) => arrays.pick(a.array, dtype, elements.map(left)));
    const rights = places.map((elements) => arrays.pick(b.array, dtype, elements.map(right)));
    sums = add(sums, mul(lefts, rights));
  }
  arrays.set(out, dtype, sums);
}

/** How each kind of kernel is written without loops; those that are not here work on memory, as in a looped step. */
export const unrolled: { readonly [K in Kernel["kind"]]?: Unroll<K> } = {
  map,
  matmul,
  reduce({ arrays, primitives }, { op, dtype, range, inner, x, out }) {
    const k = primitives(dtype, 1);
    const vectors = lanesOf(out.length, dtype).map((elements) =>
      fold(k, op, range, (r) =>
        arrays.pick(
          x,
          dtype,
          elements.map((e) => (Math.floor(e / inner) * range + r) * inner + (e % inner)),
        ),
      ),
    );
    arrays.set(out, dtype, vectors);
  },
  reduceByTable({ arrays, primitives }, { op, dtype, x, starts, places, out }) {
    const k = primitives(dtype, 1);
    const vectors = lanesOf(out.length, dtype).map((elements) =>
      fold(k, op, places.length, (r) =>
        arrays.pick(
          x,
          dtype,
          elements.map((e) => starts.initial![e]! + places.initial![r]!),
        ),
      ),
    );
    arrays.set(out, dtype, vectors);
  },
  copy({ arrays }, { shape, strides, x, out }) {
    const dtype = out.dtype as FloatType;
    const axes = shape.map((_, axis) => axis);
    const from = offsets(shape, axes, [...strides]);
    arrays.set(
      out,
      dtype,
      lanesOf(out.length, dtype).map((elements) =>
        arrays.pick(
          x,
          dtype,
          elements.map((e) => from[e]!),
        ),
      ),
    );
  },
  stream({ arrays, inside, step, at }, { x, out }) {
    const dtype = out.dtype as FloatType;
    const vectors = lanesOf(out.length, dtype).map((_, v) => {
      inside.emit("local.get", step);
      inside.emit("i32.const", out.length * bytesOf(dtype));
      inside.emit("i32.mul");
      inside.emit("v128.load", { offset: at(x) + v * 16 });
      const local = inside.local("v128");
      inside.emit("local.set", local);
      return local;
    });
    arrays.set(out, dtype, vectors);
  },
  record({ arrays, inside, step, at }, { x, out }) {
    const dtype = x.dtype as FloatType;
    const { bytes } = simd[dtype];
    for (const [v, elements] of lanesOf(x.length, dtype).entries())
      for (const lane of elements.keys()) {
        inside.emit("local.get", step);
        inside.emit("i32.const", x.length * bytes);
        inside.emit("i32.mul");
        inside.emit("local.get", arrays.vectors(x, dtype)[v]!);
        inside.emit(
          dtype === "float32" ? "v128.store32_lane" : "v128.store64_lane",
          { offset: at(out) + v * 16 + lane * bytes },
          lane,
        );
      }
  },
};
