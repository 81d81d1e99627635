import { bytesOf } from "../../base/dtype.ts";
import type { CopyKernel } from "../kernel.ts";
import { advance, type Context, copyOf, counter, times } from "./context.ts";

/** An axis of the result, and elements to step over in the argument. */
interface Axis {
  readonly size: number;
  readonly stride: number;
}

/** Axes that are walked as one become one. */
function merged({ shape, strides }: CopyKernel): Axis[] {
  const axes: Axis[] = [];
  shape.forEach((size, i) => {
    const stride = strides[i]!;
    const last = axes.at(-1);
    if (size === 1) return;
    if (last && last.stride === stride * size) axes[axes.length - 1] = { size: last.size * size, stride };
    else axes.push({ size, stride });
  });
  return axes;
}

const loads = { 1: "i32.load8_u", 4: "i32.load", 8: "i64.load" } as const;
const stores = { 1: "i32.store8", 4: "i32.store", 8: "i64.store" } as const;
const splats = { 1: "v128.load8_splat", 4: "v128.load32_splat", 8: "v128.load64_splat" } as const;

/**
 * The result in ascending order; along the innermost axis by whole vectors where the elements are neighbors or
 * all the same. The last vector of a row runs into the next one, which is written after it.
 */
export function copy({ code, at }: Context, kernel: CopyKernel): void {
  const bytes = bytesOf(kernel.out.dtype) as 1 | 4 | 8;
  const axes = merged(kernel);
  const place = counter(code, at(kernel.out), "place");
  const walk = (from: number, [axis, ...inner]: readonly Axis[]): void => {
    if (!axis) {
      code.emit("local.get", place);
      code.emit("local.get", from);
      code.emit(loads[bytes]);
      code.emit(stores[bytes]);
      advance(code, place, bytes);
      return;
    }
    const p = copyOf(code, from);
    if (inner.length === 0 && axis.stride <= 1) {
      row(p, axis);
      return;
    }
    times(code, axis.size, () => {
      walk(p, inner);
      advance(code, p, axis.stride * bytes);
    });
  };
  const row = (p: number, { size, stride }: Axis): void => {
    const end = copyOf(code, place);
    advance(code, end, size * bytes);
    times(code, Math.ceil((size * bytes) / 16), () => {
      code.emit("local.get", place);
      code.emit("local.get", p);
      code.emit(stride === 0 ? splats[bytes] : "v128.load");
      code.emit("v128.store");
      advance(code, place, 16);
      advance(code, p, stride * 16);
    });
    code.emit("local.get", end);
    code.emit("local.set", place);
  };
  walk(counter(code, at(kernel.x)), axes);
}
