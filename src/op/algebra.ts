import type { FloatType } from "../base/dtype.ts";
import type { Shape } from "../base/shape.ts";

/**
 * The arithmetic an op may be written in. `T` is whatever a reading works with: a number for the interpreter,
 * a node for the derivative, an instruction for a compiler, text for a formula (tagless final style).
 *
 * `bool` results are a `T` too, fit for the first argument of `select` and nothing else.
 */
export interface Arithmetic<T> {
  readonly dtype: FloatType;
  readonly zero: T;
  readonly one: T;
  /** A constant, rounded to `dtype`. */
  constant(value: number): T;

  add(a: T, b: T): T;
  sub(a: T, b: T): T;
  mul(a: T, b: T): T;
  div(a: T, b: T): T;
  neg(a: T): T;
  abs(a: T): T;
  sqrt(a: T): T;
  /** The smaller one; NaN if either is NaN; -0 is smaller than 0 (IEEE 754-2019 `minimum`). */
  minimum(a: T, b: T): T;
  /** The larger one; NaN if either is NaN; 0 is larger than -0 (IEEE 754-2019 `maximum`). */
  maximum(a: T, b: T): T;

  less(a: T, b: T): T;
  lessEqual(a: T, b: T): T;
  equal(a: T, b: T): T;
  /** `a` where the condition holds, else `b`. */
  select(condition: T, a: T, b: T): T;

  exp(x: T): T;
  expm1(x: T): T;
  log(x: T): T;
  log1p(x: T): T;
  tanh(x: T): T;
  sigmoid(x: T): T;
  softplus(x: T): T;
  erf(x: T): T;
}

/**
 * What the value of an elementwise op is written in: arithmetic and the bits of a float. Each backend states
 * the primitives once; `exp` and its kin are then sequences of primitives, the same in every backend.
 * Multiply and add round separately, each operation once.
 */
export interface Scalars<T> extends Arithmetic<T> {
  /** The largest integer not above `a`. */
  floor(a: T): T;
  /** `a * 2**n` for an integer-valued `n` in [-1076, 1076] (float64) or [-150, 150] (float32), rounded once. */
  scale(a: T, n: T): T;
  /** `floor(log2(|a|))` for a normal `a`: the exponent field without its bias. */
  exponent(a: T): T;
}

/** Names of the scalar operations a backend implements itself; all others are written over these. */
export type Primitive =
  | "add"
  | "sub"
  | "mul"
  | "div"
  | "neg"
  | "abs"
  | "sqrt"
  | "minimum"
  | "maximum"
  | "floor"
  | "less"
  | "lessEqual"
  | "equal"
  | "select"
  | "scale"
  | "exponent"
  | "constant";

/** What a backend brings: the primitives for one float type. */
export type Primitives<T> = Pick<Scalars<T>, Primitive | "dtype">;

/** What derivatives of whole-array ops are written in: arithmetic on arrays, with their shapes at hand. */
export interface Tensors<T> extends Arithmetic<T> {
  shapeOf(x: T): Shape;
  sum(x: T, axes: readonly number[], keepdims?: boolean): T;
  broadcast(x: T, shape: Shape): T;
  reshape(x: T, shape: Shape): T;
  transpose(x: T): T;
  matmul(a: T, b: T): T;
  gatherRows(x: T, indices: T): T;
  scatterRows(rows: T, indices: T, count: number): T;
}
