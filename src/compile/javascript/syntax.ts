import type { FloatType } from "../../base/dtype.ts";
import { atom, type Syntax, type Written } from "../source/statements.ts";
import type { Operation } from "../source/term.ts";

/** Operators, and how tightly they bind. */
const infix: Partial<Record<Operation, readonly [operator: string, strength: number]>> = {
  mul: ["*", 7],
  div: ["/", 7],
  add: ["+", 6],
  sub: ["-", 6],
  less: ["<", 5],
  lessEqual: ["<=", 5],
  equal: ["===", 4],
};
const sign = 8;
const choice = 1;

const calls: Partial<Record<Operation, string>> = {
  abs: "Math.abs",
  sqrt: "Math.sqrt",
  minimum: "Math.min",
  maximum: "Math.max",
  floor: "Math.floor",
  scale: "scale",
  exponent: "exponent",
};

/** The operations that float32 rounds after, as double precision has computed them. */
const rounding: ReadonlySet<Operation> = new Set(["add", "sub", "mul", "div", "sqrt"]);

/**
 * Terms as JavaScript. float32 is rounded by `fround` after each operation: 53 bits are enough for the rounding to be
 * that of the operation in float32 itself (Figueroa 1995).
 */
export const syntax = (dtype: FloatType): Syntax => ({
  write(term, operands) {
    if (term.kind === "constant") return literal(term.value);
    if (term.kind === "call") return call(term.name, operands);
    const value = operation(term.operation, operands);
    return dtype === "float32" && rounding.has(term.operation) ? call("fround", [value]) : value;
  },
  declare: (name, _term, text) => `const ${name} = ${text};`,
});

function operation(name: Operation, operands: readonly Written[]): Written {
  const operator = infix[name];
  if (operator) {
    const [symbol, strength] = operator;
    const [a, b] = operands as [Written, Written];
    // The operand on the right needs brackets where it binds as tightly: additions keep their order.
    return { text: `${within(a, strength)} ${symbol} ${within(b, strength + 1)}`, strength };
  }
  if (name === "neg") return { text: `-${within(operands[0]!, sign + 1)}`, strength: sign };
  if (name === "select") {
    const [condition, a, b] = operands as [Written, Written, Written];
    const parts = [condition, a, b].map((part) => within(part, choice + 1));
    return { text: `${parts[0]} ? ${parts[1]} : ${parts[2]}`, strength: choice };
  }
  return call(calls[name]!, operands);
}

const within = ({ text, strength }: Written, needed: number): string =>
  strength >= needed ? text : `(${text})`;

const call = (name: string, operands: readonly Written[]): Written => ({
  text: `${name}(${operands.map(({ text }) => text).join(", ")})`,
  strength: atom,
});

/** A number with all its bits. */
function literal(value: number): Written {
  const isNegative = value < 0 || Object.is(value, -0);
  return { text: Object.is(value, -0) ? "-0" : String(value), strength: isNegative ? sign : atom };
}
