import type { DType } from "../base/dtype.ts";
import type { Shape } from "../base/shape.ts";
import type { Arithmetic, Scalars, Tensors } from "./algebra.ts";

/** Settings of a node that are not arrays: an exponent, axes, a target shape. */
export type Attributes = Readonly<Record<string, number | boolean | string | readonly number[]>>;

/** An op as people write it. `{a}` stands for the argument named `a`, `{axes}` for an attribute. */
export interface Formula {
  /** Plain text: `1 / (1 + exp(-{z}))`. */
  readonly text: string;
  /** LaTeX: `\frac{1}{1 + e^{-{z}}}`. */
  readonly latex: string;
  /** NumPy: `1 / (1 + np.exp(-{z}))`. */
  readonly numpy: string;
}

/** An argument as the shape rule sees it. */
export interface Operand {
  readonly shape: Shape;
  readonly dtype: DType;
}

/** One `T` for each argument. */
export type Each<Args extends readonly string[], T> = { [I in keyof Args]: T };

/** What every op states, whatever its kind. */
interface Common<Name extends string, Args extends readonly string[], A extends Attributes> {
  readonly name: Name;
  /** Names of the arguments, in order. */
  readonly args: Args;
  /** Attributes with their defaults; a node holds the ones that were given. */
  readonly attributes: A;
  readonly formula: Formula;
}

/**
 * An op that computes each element from the elements at the same place. `value` is written over
 * {@link Scalars} and so is never written again for another backend.
 */
export interface Elementwise<
  Name extends string = string,
  Args extends readonly string[] = readonly string[],
  A extends Attributes = Attributes,
> extends Common<Name, Args, A> {
  readonly kind: "elementwise";
  /** `bool` for comparisons; otherwise the float type of the arguments. */
  readonly result: "float" | "bool";
  /** The arguments that are conditions, of dtype `bool`; all others are numbers of one type. */
  readonly conditions: readonly Args[number][];
  value<T>(k: Scalars<T>, ...args: [...Each<Args, T>, A]): T;
  /** One cotangent per argument from the cotangent `g` of the result; null where none flows back. */
  derivative<T>(k: Arithmetic<T>, g: T, args: Each<Args, T>, result: T, attributes: A): readonly (T | null)[];
  /** Where the derivative jumps or does not exist, in the first argument: the checks step aside there and say so. */
  readonly kinks: readonly number[];
}

/** The kinds of op that move or combine whole arrays state their shape rule and their derivative. */
interface Structured<Name extends string, Args extends readonly string[], A extends Attributes>
  extends Common<Name, Args, A> {
  /** Shape and dtype of the result; throws a ChainruleError that names the op where the operands do not fit. */
  infer(operands: readonly Operand[], attributes: A): Operand;
  derivative<T>(k: Tensors<T>, g: T, args: Each<Args, T>, result: T, attributes: A): readonly (T | null)[];
}

/**
 * Combines the elements along `axes` into one, in the fixed order of {@link reductionLanes}: element `r` of the
 * reduced range (row-major over the reduced axes) goes to lane `r mod 16`, each lane combines in sequence,
 * and the lanes combine as a binary tree (8, 4, 2, 1 apart).
 */
export interface Reduction<
  Name extends string = string,
  Args extends readonly string[] = readonly string[],
  A extends Attributes = Attributes,
> extends Structured<Name, Args, A> {
  readonly kind: "reduction";
  combine<T>(k: Scalars<T>, a: T, b: T): T;
  /** What an empty range gives. */
  readonly identity: number;
  /** Combined with it, every number is itself, -0 too. */
  readonly neutral: number;
}

/** Lanes of a reduction: 16 float32 fill one 512-bit or four 128-bit registers. */
export const reductionLanes = 16;

/** The index along one axis of the element that no other is `better` than; the first of equals. */
export interface ArgReduction<
  Name extends string = string,
  Args extends readonly string[] = readonly string[],
  A extends Attributes = Attributes,
> extends Structured<Name, Args, A> {
  readonly kind: "argReduction";
  better<T>(k: Scalars<T>, candidate: T, best: T): T;
}

/** Sum of products along the inner axis of two matrices, in sequence from +0: `((0 + a0 b0) + a1 b1) + ...`. */
export interface Contraction<
  Name extends string = string,
  Args extends readonly string[] = readonly string[],
  A extends Attributes = Attributes,
> extends Structured<Name, Args, A> {
  readonly kind: "contraction";
}

/** The same elements seen through other strides; a backend copies or only re-addresses. */
export interface View<
  Name extends string = string,
  Args extends readonly string[] = readonly string[],
  A extends Attributes = Attributes,
> extends Structured<Name, Args, A> {
  readonly kind: "view";
  /** For each axis of the result, elements of the (row-major) argument to step over. */
  strides(operand: Operand, attributes: A): readonly number[];
}

/** `result[i] = rows[indices[i]]`. */
export interface Gather<
  Name extends string = string,
  Args extends readonly string[] = readonly string[],
  A extends Attributes = Attributes,
> extends Structured<Name, Args, A> {
  readonly kind: "gather";
}

/** `result[indices[i]] += rows[i]` on zeros, for i in ascending order. */
export interface Scatter<
  Name extends string = string,
  Args extends readonly string[] = readonly string[],
  A extends Attributes = Attributes,
> extends Structured<Name, Args, A> {
  readonly kind: "scatter";
}

/** An array made from a counter alone: element `i` is a function of `i` and of the arguments, which are scalars. */
export interface Counter<
  Name extends string = string,
  Args extends readonly string[] = readonly string[],
  A extends Attributes = Attributes,
> extends Structured<Name, Args, A> {
  readonly kind: "counter";
  /** Element i is `above` where the upper 24 bits of threefry((args 0, stream), (args 1, i)) reach the threshold, else `below`. */
  threshold(attributes: A): number;
  below(attributes: A): number;
  above(attributes: A): number;
}

/** `result[i, c] = 1 where labels[i] = c, else 0`. */
export interface OneHot<
  Name extends string = string,
  Args extends readonly string[] = readonly string[],
  A extends Attributes = Attributes,
> extends Structured<Name, Args, A> {
  readonly kind: "oneHot";
}

/** Data from outside. */
export interface Input<Name extends string = string, A extends Attributes = Attributes>
  extends Structured<Name, readonly [], A> {
  readonly kind: "input";
}

/** One number, known when the graph is built. */
export interface Constant<Name extends string = string, A extends Attributes = Attributes>
  extends Structured<Name, readonly [], A> {
  readonly kind: "constant";
}

export type Op =
  | Elementwise
  | Reduction
  | ArgReduction
  | Contraction
  | View
  | Gather
  | Scatter
  | OneHot
  | Counter
  | Input
  | Constant;

/** The attribute type with literal defaults widened: `{ slope: 0.01 }` allows any number. */
type Widen<A extends Attributes> = {
  readonly [K in keyof A]: A[K] extends number ? number : A[K] extends boolean ? boolean : A[K];
};

/** An elementwise op from its parts; `attributes`, `result`, `conditions`, `kinks` may be left out. */
export function elementwise<
  const Name extends string,
  const Args extends readonly string[],
  A extends Attributes = Record<never, never>,
>(
  op: Omit<Elementwise<Name, Args, Widen<A>>, "kind" | "result" | "conditions" | "kinks" | "attributes"> &
    Partial<Pick<Elementwise<Name, Args, Widen<A>>, "result" | "conditions" | "kinks">> & {
      readonly attributes?: A;
    },
): Elementwise<Name, Args, Widen<A>> {
  return {
    kind: "elementwise",
    result: "float",
    conditions: [],
    kinks: [],
    attributes: {} as Widen<A>,
    ...op,
  } as Elementwise<Name, Args, Widen<A>>;
}
