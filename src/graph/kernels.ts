import { type FloatType, isFloat, type TypedArray } from "../base/dtype.ts";
import { sizeOf, stridesOf } from "../base/shape.ts";
import { threefry } from "../base/threefry.ts";
import { checkedAxes } from "../op/axes.ts";
import { loopOf } from "../op/javascript.ts";
import { numbers } from "../op/numbers.ts";
import {
  type ArgReduction,
  type Counter,
  type Op,
  type Reduction,
  reductionLanes,
  type View,
} from "../op/op.ts";
import type { Node } from "./node.ts";

/** Computes one node: fills `out` from the values of its inputs. */
export type Kernel = (out: TypedArray, ...inputs: TypedArray[]) => void;

/** The interpreter's kernel for a node, by the kind of its op. */
export function kernelOf(node: Node): Kernel {
  return makers[node.op.kind](node, node.op as never);
}

const makers: { readonly [K in Op["kind"]]: (node: Node, op: Extract<Op, { kind: K }>) => Kernel } = {
  input: () => () => undefined,
  constant: (node) => (out) => void out.fill(node.attributes.value as number),
  elementwise: (node, op) => loopOf(op, floatOf(node), node.attributes),
  reduction,
  argReduction,
  contraction: (node) => (node.dtype === "float32" ? matmul32(node) : matmul64(node)),
  view,
  gather: (node) => (out, x, indices) => {
    const width = sizeOf(node.shape.slice(1));
    indices!.forEach((row, i) => {
      out.set(x!.subarray(row * width, (row + 1) * width), i * width);
    });
  },
  scatter: (node) => (out, rows, indices) => {
    const width = sizeOf(node.shape.slice(1));
    out.fill(0);
    indices!.forEach((row, i) => {
      for (let j = 0; j < width; j++) out[row * width + j] = out[row * width + j]! + rows![i * width + j]!;
    });
  },
  oneHot: (node) => (out, labels) => {
    const classes = node.shape[1]!;
    out.fill(0);
    labels!.forEach((label, i) => {
      if (label >= 0 && label < classes) out[i * classes + label] = 1;
    });
  },
  counter,
};

/** The float type to round in: that of the arguments, so that comparisons of float64 stay float64. */
const floatOf = (node: Node): FloatType => node.inputs.map((input) => input.dtype).find(isFloat) ?? "float64";

/** Offsets into a row-major array of `shape` for every index over some of its axes, in row-major order. */
function offsets(shape: readonly number[], axes: readonly number[], strides = stridesOf(shape)): Int32Array {
  const out = new Int32Array(axes.reduce((n, axis) => n * shape[axis]!, 1));
  axes.reduce((filled, axis) => {
    const size = shape[axis]!;
    for (let i = filled * size - 1; i >= 0; i--)
      out[i] = out[Math.floor(i / size)]! + (i % size) * strides[axis]!;
    return filled * size;
  }, 1);
  return out;
}

function reduction(node: Node, op: Reduction): Kernel {
  const k = numbers[floatOf(node)];
  const { shape } = node.inputs[0]!;
  const axes = checkedAxes(op.name, shape, node.attributes.axes as readonly number[]);
  const kept = offsets(
    shape,
    shape.map((_, axis) => axis).filter((axis) => !axes.includes(axis)),
  );
  const range = offsets(shape, axes);
  const lanes = new Float64Array(reductionLanes);
  return (out, x) => {
    for (let o = 0; o < kept.length; o++) out[o] = reduce(x!, kept[o]!);
  };

  function reduce(x: TypedArray, start: number): number {
    const used = Math.min(range.length, reductionLanes);
    if (used === 0) return op.identity;
    for (let r = 0; r < used; r++) lanes[r] = x[start + range[r]!]!;
    for (let r = used; r < range.length; r++) {
      const lane = r % reductionLanes;
      lanes[lane] = op.combine(k, lanes[lane]!, x[start + range[r]!]!);
    }
    for (let apart = reductionLanes / 2; apart >= 1; apart /= 2)
      for (let lane = 0; lane < apart && lane + apart < used; lane++)
        lanes[lane] = op.combine(k, lanes[lane]!, lanes[lane + apart]!);
    return lanes[0]!;
  }
}

function argReduction(node: Node, op: ArgReduction): Kernel {
  const k = numbers[floatOf(node)];
  const { shape } = node.inputs[0]!;
  const [axis] = checkedAxes(op.name, shape, [node.attributes.axis as number]) as [number];
  const kept = offsets(
    shape,
    shape.map((_, i) => i).filter((i) => i !== axis),
  );
  const range = offsets(shape, [axis]);
  return (out, x) => {
    kept.forEach((start, o) => {
      let best = 0;
      for (let r = 1; r < range.length; r++) {
        const candidate = x![start + range[r]!]!;
        const champion = x![start + range[best]!]!;
        if (op.better(k, candidate, champion) !== 0 || (Number.isNaN(champion) && !Number.isNaN(candidate)))
          best = r;
      }
      out[o] = best;
    });
  };
}

/**
 * c[i, j] = ((0 + a[i, 0] b[0, j]) + a[i, 1] b[1, j]) + ...: the order along k that every backend keeps. Four columns
 * go side by side, because one sum alone waits for its own additions (0.8 against 0.2 GFLOP/s in float32).
 * Two functions, because the optimizer compiles each for one kind of array.
 */
function matmul32(node: Node): Kernel {
  const [m, n] = node.shape as [number, number];
  const inner = node.inputs[0]!.shape[1]!;
  const round = Math.fround;
  return (out, a, b) => {
    for (let i = 0; i < m; i++) {
      let j = 0;
      for (; j + 3 < n; j += 4) {
        let [c0, c1, c2, c3] = [0, 0, 0, 0];
        for (let k = 0, p = i * inner, q = j; k < inner; k++, p++, q += n) {
          const x = a![p]!;
          c0 = round(c0 + round(x * b![q]!));
          c1 = round(c1 + round(x * b![q + 1]!));
          c2 = round(c2 + round(x * b![q + 2]!));
          c3 = round(c3 + round(x * b![q + 3]!));
        }
        const c = i * n + j;
        out[c] = c0;
        out[c + 1] = c1;
        out[c + 2] = c2;
        out[c + 3] = c3;
      }
      for (; j < n; j++) {
        let sum = 0;
        for (let k = 0, p = i * inner, q = j; k < inner; k++, p++, q += n)
          sum = round(sum + round(a![p]! * b![q]!));
        out[i * n + j] = sum;
      }
    }
  };
}

function matmul64(node: Node): Kernel {
  const [m, n] = node.shape as [number, number];
  const inner = node.inputs[0]!.shape[1]!;
  return (out, a, b) => {
    for (let i = 0; i < m; i++) {
      let j = 0;
      for (; j + 3 < n; j += 4) {
        let [c0, c1, c2, c3] = [0, 0, 0, 0];
        for (let k = 0, p = i * inner, q = j; k < inner; k++, p++, q += n) {
          const x = a![p]!;
          c0 += x * b![q]!;
          c1 += x * b![q + 1]!;
          c2 += x * b![q + 2]!;
          c3 += x * b![q + 3]!;
        }
        const c = i * n + j;
        out[c] = c0;
        out[c + 1] = c1;
        out[c + 2] = c2;
        out[c + 3] = c3;
      }
      for (; j < n; j++) {
        let sum = 0;
        for (let k = 0, p = i * inner, q = j; k < inner; k++, p++, q += n) sum += a![p]! * b![q]!;
        out[i * n + j] = sum;
      }
    }
  };
}

function view(node: Node, op: View): Kernel {
  const axes = node.shape.map((_, axis) => axis);
  const places = offsets(node.shape, axes, [...op.strides(node.inputs[0]!, node.attributes)]);
  return (out, x) => {
    for (let i = 0; i < places.length; i++) out[i] = x![places[i]!]!;
  };
}

function counter(node: Node, op: Counter): Kernel {
  const threshold = op.threshold(node.attributes);
  const below = op.below(node.attributes);
  const above = op.above(node.attributes);
  const stream = node.attributes.stream as number;
  return (out, seed, step) => {
    for (let i = 0; i < out.length; i++)
      out[i] = threefry(seed![0]!, stream, step![0]!, i) >>> 8 >= threshold ? above : below;
  };
}
