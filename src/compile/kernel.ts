import type { DType, FloatType } from "../base/dtype.ts";
import type { ArgReduction, Attributes, Elementwise, Reduction } from "../op/op.ts";

/** An array of the program, row-major; where it lies in memory is for the plan to say. */
export interface Buffer {
  readonly name: string;
  readonly dtype: DType;
  readonly length: number;
  /** What it holds from the start, for a table that kernels look up. */
  readonly initial?: Int32Array;
  /** For a part of another array: that one, and the element the part begins with. */
  readonly within?: { readonly buffer: Buffer; readonly from: number };
}

/** What a map computes for the element (r, c). An expression that two others need is one object, computed once. */
export type Expression =
  /** `buffer[r, c]` */
  | { readonly kind: "element"; readonly buffer: Buffer }
  /** `buffer[c]`: a row that all rows share, such as a bias. */
  | { readonly kind: "row"; readonly buffer: Buffer }
  /** `buffer[r]`: one number for each row, such as its maximum. */
  | { readonly kind: "column"; readonly buffer: Buffer }
  /** `buffer[0]` */
  | { readonly kind: "splat"; readonly buffer: Buffer }
  | { readonly kind: "constant"; readonly value: number; readonly dtype: DType }
  | {
      readonly kind: "apply";
      readonly op: Elementwise;
      readonly args: readonly Expression[];
      readonly attributes: Attributes;
      /** What the value is called where it is shown. */
      readonly name?: string;
    };

/** `out[r, c] = value(r, c)` */
export interface MapResult {
  readonly value: Expression;
  readonly out: Buffer;
}

/** `out[0]` from `value(r, c)` for all r and c, combined in the order of a {@link Reduction}. */
export interface MapTotal extends MapResult {
  readonly op: Reduction;
}

/** Any number of elementwise ops in one loop over rows and columns. `dtype` is the type it computes in. */
export interface MapKernel {
  readonly kind: "map";
  readonly dtype: FloatType;
  readonly rows: number;
  readonly columns: number;
  /** The values that are kept, and those of which only the total is. */
  readonly results: readonly MapResult[];
  readonly totals: readonly MapTotal[];
}

/** The axes of an array around the ones that are combined: those before, those themselves, those after. */
export interface Extent {
  readonly outer: number;
  readonly range: number;
  readonly inner: number;
}

/** `out[o, i]` from `x[o, r, i]` for all r. */
export interface ReduceKernel extends Extent {
  readonly kind: "reduce";
  readonly op: Reduction;
  readonly dtype: FloatType;
  readonly x: Buffer;
  readonly out: Buffer;
}

/** The same over axes that are not neighbors: `out[o]` from `x[starts[o] + places[r]]` for all r. */
export interface ReduceByTableKernel {
  readonly kind: "reduceByTable";
  readonly op: Reduction;
  readonly dtype: FloatType;
  readonly x: Buffer;
  readonly starts: Buffer;
  readonly places: Buffer;
  readonly out: Buffer;
}

export interface ArgReduceKernel extends Extent {
  readonly kind: "argReduce";
  readonly op: ArgReduction;
  readonly dtype: FloatType;
  readonly x: Buffer;
  readonly out: Buffer;
}

/** A matrix in an array: the element (i, j) lies at `i * strides[0] + j * strides[1]`. */
export interface Matrix {
  readonly array: Buffer;
  readonly strides: readonly [number, number];
}

/** `out = a b`, (m, k) by (k, n); `scratch` is memory to arrange the operands in, where that pays. */
export interface MatmulKernel {
  readonly kind: "matmul";
  readonly dtype: FloatType;
  readonly m: number;
  readonly k: number;
  readonly n: number;
  readonly a: Matrix;
  readonly b: Matrix;
  readonly scratch?: Buffer;
  readonly out: Buffer;
}

/** Products with equally many steps along k, in one loop. */
export interface ProductsKernel {
  readonly kind: "products";
  readonly products: readonly MatmulKernel[];
}

/** `out[i, j, ...] = x[i strides[0] + j strides[1] + ...]`. */
export interface CopyKernel {
  readonly kind: "copy";
  readonly shape: readonly number[];
  readonly strides: readonly number[];
  readonly x: Buffer;
  readonly out: Buffer;
}

/** Rows of `width` elements, `x[indices[i]]` to `out[i]`. */
export interface GatherKernel {
  readonly kind: "gather";
  readonly width: number;
  readonly x: Buffer;
  readonly indices: Buffer;
  readonly out: Buffer;
}

/** Rows of `width` elements, `x[i]` added to `out[indices[i]]`, on zeros. */
export interface ScatterKernel {
  readonly kind: "scatter";
  readonly width: number;
  readonly x: Buffer;
  readonly indices: Buffer;
  readonly out: Buffer;
}

export interface OneHotKernel {
  readonly kind: "oneHot";
  readonly classes: number;
  readonly labels: Buffer;
  readonly out: Buffer;
}

/** `out[i] = above` where the upper 24 bits of threefry((seed, stream), (step, i)) reach `threshold`, else `below`. */
export interface CounterKernel {
  readonly kind: "counter";
  readonly stream: number;
  readonly threshold: number;
  readonly below: number;
  readonly above: number;
  readonly seed: Buffer;
  readonly step: Buffer;
  readonly out: Buffer;
}

/** `out` becomes the value, or a part of it, that the stream `x` has for this step. */
export interface StreamKernel {
  readonly kind: "stream";
  readonly x: Buffer;
  /** Elements of a value. */
  readonly size: number;
  readonly out: Buffer;
}

/** Keeps `x` as this step's value in the record `out`. */
export interface RecordKernel {
  readonly kind: "record";
  readonly x: Buffer;
  readonly out: Buffer;
}

/** One loop nest over whole arrays. */
export type Kernel =
  | MapKernel
  | ReduceKernel
  | ReduceByTableKernel
  | ArgReduceKernel
  | MatmulKernel
  | ProductsKernel
  | CopyKernel
  | GatherKernel
  | ScatterKernel
  | OneHotKernel
  | CounterKernel
  | StreamKernel
  | RecordKernel;

/** A graph as kernels. */
export interface Schedule<Key> {
  /** Kernels that depend on no input, to run once, and those to run at every step, each in order. */
  readonly once: readonly Kernel[];
  readonly step: readonly Kernel[];
  /** Kernels that end a step: they alone change the inputs that the graph updates. */
  readonly update: readonly Kernel[];
  /** One number that must be finite for the updates to take place. */
  readonly guard?: Buffer;
  readonly buffers: readonly Buffer[];
  /** Arrays that lie where another one does, because the other is not needed any more when they are computed. */
  readonly inPlace: ReadonlyMap<Buffer, Buffer>;
  /** Arrays that nobody reads after a step, nor before their kernel in the next one. */
  readonly temporary: ReadonlySet<Buffer>;
  /** The values that are in memory after a step. */
  readonly bufferOf: ReadonlyMap<Key, Buffer>;
  /** Where inputs are filled in, by name, and where outputs are kept for each step. */
  readonly inputs: ReadonlyMap<string, Buffer>;
  readonly records: ReadonlyMap<string, Buffer>;
}
