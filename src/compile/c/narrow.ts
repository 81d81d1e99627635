import type { FloatType } from "../../base/dtype.ts";
import type { Operation } from "../source/term.ts";
import { elementTypes, floatNames, literal } from "./form.ts";
import { block, type Source } from "./source.ts";

/** Operations on one number that C has no operator for. */
export type NarrowFunction = Extract<
  Operation,
  "abs" | "sqrt" | "minimum" | "maximum" | "floor" | "scale" | "exponent"
>;

/** The function of an operation on numbers, without libm: `f32_floor`. */
export function narrow(source: Source, dtype: FloatType, name: NarrowFunction): string {
  const { prefix, word, fraction, bias } = floatNames[dtype];
  const type = elementTypes[dtype];
  const sign = `((${word})1 << ${fraction === 23 ? 31 : 63})`;
  const number = (value: number) => literal(dtype, value);
  const full = `${prefix}_${name}`;
  const define = (parameters: string, lines: readonly string[], about?: string) =>
    source.helper(full, () =>
      [
        ...(about ? [`/* ${about} */`] : []),
        ...block(`${source.inline} ${type} ${full}(${parameters})`, lines),
      ].join("\n"),
    );
  const integral = 1.5 * 2 ** fraction;

  switch (name) {
    case "abs":
      return define(`${type} a`, [
        `return ${ofBits(source, dtype)}(${toBits(source, dtype)}(a) & ~${sign});`,
      ]);
    case "sqrt":
      if (source.form === "native")
        return define(`${type} a`, [`return __builtin_sqrt${dtype === "float32" ? "f" : ""}(a);`]);
      return define(
        `${type} a`,
        squareRoot(source, dtype),
        "The square root, digit by digit, rounded to nearest.",
      );
    case "minimum":
    case "maximum": {
      const [before, joined] = name === "minimum" ? ["<", "|"] : [">", "&"];
      const bits = toBits(source, dtype);
      return define(`${type} a, ${type} b`, [
        `if (a == b) return ${ofBits(source, dtype)}(${bits}(a) ${joined} ${bits}(b));`,
        `return a ${before} b || a != a ? a : b;`,
      ]);
    }
    case "floor": {
      const [bits, of] = [toBits(source, dtype), ofBits(source, dtype)];
      const large = number(2 ** fraction);
      return define(
        `${type} a`,
        [
          `const ${type} size = ${narrow(source, dtype, "abs")}(a);`,
          `if (!(size < ${large})) return a;`,
          `const ${type} near = ${of}(${bits}(size + ${large} - ${large}) | (${bits}(a) & ${sign}));`,
          `return near > a ? near - ${number(1)} : near;`,
        ],
        `What is added to 2^${fraction} rounds to a whole number; -0 keeps its sign.`,
      );
    }
    case "scale":
      return define(
        `${type} a, ${type} n`,
        [
          `const ${word} both = ${toBits(source, dtype)}(n + ${number(integral + 2 * bias)});`,
          `const ${word} half = both >> 1;`,
          `return a * ${ofBits(source, dtype)}(half << ${fraction}) * ${ofBits(source, dtype)}((both - half) << ${fraction});`,
        ],
        "a 2^n, the power as two factors, because one exponent cannot hold it.",
      );
    case "exponent":
      return define(`${type} a`, [
        `return (${type})((int)(${toBits(source, dtype)}(a) << 1 >> ${fraction + 1}) - ${bias});`,
      ]);
  }
}

/** The bits of a number as a whole number, and back. */
function toBits(source: Source, dtype: FloatType): string {
  const { prefix, word } = floatNames[dtype];
  const type = elementTypes[dtype];
  return source.helper(`${prefix}_bits`, () =>
    block(`${source.inline} ${word} ${prefix}_bits(${type} a)`, [
      `${word} bits;`,
      "memcpy(&bits, &a, sizeof bits);",
      "return bits;",
    ]).join("\n"),
  );
}

function ofBits(source: Source, dtype: FloatType): string {
  const { prefix, word } = floatNames[dtype];
  const type = elementTypes[dtype];
  return source.helper(`${prefix}_of_bits`, () =>
    block(`${source.inline} ${type} ${prefix}_of_bits(${word} bits)`, [
      `${type} a;`,
      "memcpy(&a, &bits, sizeof a);",
      "return a;",
    ]).join("\n"),
  );
}

/**
 * The root of 2^e m is 2^(e / 2) times that of m, for an even e. Each round decides on one binary digit of it, as on
 * paper; one digit more than the float holds, and whether anything is left, say where to round.
 */
function squareRoot(source: Source, dtype: FloatType): string[] {
  const { word, fraction, bias } = floatNames[dtype];
  const [bits, of] = [toBits(source, dtype), ofBits(source, dtype)];
  return [
    `if (!(a > ${literal(dtype, 0)})) return a == ${literal(dtype, 0)} ? a : ${literal(dtype, Number.NaN)};`,
    `int e = (int)(${bits}(a) >> ${fraction});`,
    `if (e == ${2 * bias + 1}) return a;`,
    `${word} m = ${bits}(a) & (((${word})1 << ${fraction}) - 1);`,
    "if (e == 0) e = 1;",
    `else m |= (${word})1 << ${fraction};`,
    `while (m >> ${fraction} == 0) {`,
    "  m <<= 1;",
    "  e--;",
    "}",
    `e -= ${bias};`,
    "if (e & 1) {",
    "  m <<= 1;",
    "  e--;",
    "}",
    `${word} root = 0, rest = 0;`,
    `for (int digit = ${fraction + 1}; digit >= 0; digit--) {`,
    // The two next digits of m come down; its point stands behind `fraction` of them.
    `  const int place = 2 * digit - ${fraction + 2};`,
    `  const ${word} next = place >= 0 ? (m >> place) & 3 : place == -1 ? (m << 1) & 3 : 0;`,
    `  const ${word} part = (root << 2) | 1;`,
    "  rest = (rest << 2) | next;",
    "  root <<= 1;",
    "  if (rest >= part) {",
    "    rest -= part;",
    "    root |= 1;",
    "  }",
    "}",
    "root = (root + (root & 1)) >> 1;",
    `return ${of}(root + ((${word})(e / 2 + ${bias - 1}) << ${fraction}));`,
  ];
}
