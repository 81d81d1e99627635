import type { FloatType } from "../base/dtype.ts";
import type { Primitives, Scalars } from "./algebra.ts";
import { numbers } from "./numbers.ts";
import type { Attributes, Elementwise } from "./op.ts";
import { scalars } from "./scalars.ts";

/** A loop over arrays: fills `out` from the arguments' arrays, element by element. */
export type Loop = (
  out: { [index: number]: number; readonly length: number },
  ...args: ArrayLike<number>[]
) => void;

/** A number as a JavaScript literal. */
const literal = (value: number): string => (Object.is(value, -0) ? "-0" : String(value));

/**
 * The reading of ops as JavaScript text: each operation is a statement that gives its result a name, so what two
 * others need is computed once. float32 rounds after each operation, as in {@link numbers}.
 */
function text(dtype: FloatType, statements: string[]): Scalars<string> {
  const name = (expression: string): string => {
    statements.push(`const t${statements.length} = ${expression};`);
    return `t${statements.length - 1}`;
  };
  const rounded = (expression: string): string =>
    name(dtype === "float32" ? `Math.fround(${expression})` : expression);
  const { constant } = numbers[dtype];
  const primitives: Primitives<string> = {
    dtype,
    constant: (value) => literal(constant(value)),
    add: (a, b) => rounded(`${a} + ${b}`),
    sub: (a, b) => rounded(`${a} - (${b})`),
    mul: (a, b) => rounded(`${a} * ${b}`),
    div: (a, b) => rounded(`${a} / ${b}`),
    neg: (a) => name(`-(${a})`),
    abs: (a) => name(`Math.abs(${a})`),
    sqrt: (a) => rounded(`Math.sqrt(${a})`),
    minimum: (a, b) => name(`Math.min(${a}, ${b})`),
    maximum: (a, b) => name(`Math.max(${a}, ${b})`),
    floor: (a) => name(`Math.floor(${a})`),
    less: (a, b) => name(`${a} < ${b}`),
    lessEqual: (a, b) => name(`${a} <= ${b}`),
    equal: (a, b) => name(`${a} === ${b}`),
    select: (condition, a, b) => name(`${condition} ? ${a} : ${b}`),
    scale: (a, n) => name(`k.scale(${a}, ${n})`),
    exponent: (a) => name(`k.exponent(${a})`),
  };
  return scalars(primitives);
}

const loops = new Map<string, Loop>();

/**
 * The loop of an elementwise op for one float type. It is made from the op's own text, compiled once: twenty times
 * the speed of calling the algebra for every element. Where a page's content security policy forbids code made
 * from text, the algebra is called for every element, with the same bits.
 */
export function loopOf(op: Elementwise, dtype: FloatType, attributes: Attributes): Loop {
  const key = `${op.name} ${dtype} ${Object.values(attributes)}`;
  let loop = loops.get(key);
  if (!loop) {
    loop = compiled(op, dtype, attributes) ?? interpreted(op, dtype, attributes);
    loops.set(key, loop);
  }
  return loop;
}

function compiled(op: Elementwise, dtype: FloatType, attributes: Attributes): Loop | undefined {
  const statements: string[] = [];
  const result = op.value(text(dtype, statements), ...op.args.map((_, i) => `x${i}`), attributes);
  const arrays = op.args.map((_, i) => `a${i}`);
  const source = [
    `return (out, ${arrays.join(", ")}) => {`,
    "  for (let i = 0; i < out.length; i++) {",
    ...arrays.map((array, i) => `    const x${i} = ${array}[i];`),
    ...statements.map((statement) => `    ${statement}`),
    `    out[i] = ${result};`,
    "  }",
    "};",
  ].join("\n");
  try {
    return new Function("k", source)(numbers[dtype]) as Loop;
  } catch (error) {
    if (error instanceof EvalError) return undefined;
    throw error;
  }
}

/** The same loop without code made from text. */
function interpreted(op: Elementwise, dtype: FloatType, attributes: Attributes): Loop {
  const k = numbers[dtype];
  return (out, ...arrays) => {
    for (let i = 0; i < out.length; i++)
      out[i] = op.value(k, ...arrays.map((array) => array[i]!), attributes);
  };
}
