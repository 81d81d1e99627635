import type { FloatType } from "../../base/dtype.ts";
import { elementTypes, floatNames, lanesOf, literal, prefixOf, type Reading } from "./form.ts";
import { instead } from "./instructions.ts";
import { type NarrowFunction, narrow } from "./narrow.ts";
import { block, type Source } from "./source.ts";

/** What operates on vectors and is no operator of C: operations of the algebra, and ways in and out of memory. */
export type WideFunction = NarrowFunction | "select" | "load" | "store" | "storePart" | "first" | "column";

/**
 * The function of an operation on vectors. GCC 12 has no `?:` on vectors in C: choices are made by lanes or by masks.
 * Vectors of one element are plain numbers, whose functions are those of {@link narrow}. Short vectors have the ways in
 * and out of memory alone.
 */
export function wide(
  source: Source,
  dtype: FloatType,
  name: WideFunction,
  width: Reading["wide"] = true,
): string {
  const { prefix, word, fraction, bias } = floatNames[dtype];
  const [v, u, m] = [prefixOf({ dtype, wide: width }), `${prefix}u`, `${prefix}m`];
  const type = elementTypes[dtype];
  const lanes = lanesOf(dtype, width);
  const sign = `((${word})1 << ${fraction === 23 ? 31 : 63})`;
  const integral = 1.5 * 2 ** fraction;
  const number = (value: number) => literal(dtype, value);
  /** The function, and what stands for it where a vector is a number. */
  const define = (parameters: string, lines: readonly string[], ofOne: string, result = v): string => {
    const full = `${v}_${snake(name)}`;
    return source.helper(full, () =>
      [
        `#if ${lanes} == 1`,
        ofOne.startsWith("#") ? ofOne : `#define ${full} ${ofOne}`,
        "#else",
        ...block(`INLINE ${result} ${full}(${parameters})`, lines),
        "#endif",
      ].join("\n"),
    );
  };
  const eachLane = (text: string) => [
    `${v} result;`,
    `for (int lane = 0; lane < ${lanes}; lane++) ${text}`,
    "return result;",
  ];
  const macro = (parameters: string, text: string) => `#define ${v}_${snake(name)}(${parameters}) ${text}`;

  switch (name) {
    case "abs":
      return define(`${v} a`, [`return (${v})((${u})a & ~${sign});`], narrow(source, dtype, name));
    case "sqrt":
      return define(
        `${v} a`,
        eachLane(`result[lane] = __builtin_sqrt${dtype === "float32" ? "f" : ""}(a[lane]);`),
        narrow(source, dtype, name),
      );
    case "minimum":
    case "maximum": {
      const [before, joined] = name === "minimum" ? ["<", "|"] : [">", "&"];
      const select = wide(source, dtype, "select");
      return define(
        `${v} a, ${v} b`,
        [
          `const ${v} chosen = ${select}((a ${before} b) | (a != a), a, b);`,
          `return ${select}(a == b, (${v})((${u})a ${joined} (${u})b), chosen);`,
        ],
        narrow(source, dtype, name),
      );
    }
    case "floor": {
      const [abs, select] = [wide(source, dtype, "abs"), wide(source, dtype, "select")];
      const large = number(2 ** fraction);
      const splat = (value: number) => `${prefix.toUpperCase()}V(${number(value)})`;
      return define(
        `${v} a`,
        [
          "#if LANEWISE && (defined __SSE4_1__ || defined __aarch64__)",
          ...eachLane(`result[lane] = __builtin_floor${dtype === "float32" ? "f" : ""}(a[lane]);`),
          "#else",
          `const ${v} size = ${abs}(a);`,
          `const ${v} near = (${v})((${u})(size + ${large} - ${large}) | ((${u})a & ${sign}));`,
          `const ${v} below = ${select}(near > a, near - ${number(1)}, near);`,
          `return ${select}(size < ${splat(2 ** fraction)}, below, a);`,
          "#endif",
        ],
        narrow(source, dtype, name),
      );
    }
    case "scale":
      return define(
        `${v} a, ${v} n`,
        instead(
          [
            `const ${u} both = (${u})(n + ${number(integral + 2 * bias)});`,
            `const ${u} half = both >> 1;`,
            `return a * (${v})(half << ${fraction}) * (${v})((both - half) << ${fraction});`,
          ],
          dtype,
          "AVX512",
          "vscalef",
          "a",
          "n",
        ),
        narrow(source, dtype, name),
      );
    case "exponent":
      // Under the exponent of 2^fraction a whole number is its own float, plus 2^fraction.
      return define(
        `${v} a`,
        [
          `const ${u} exponent = ((${u})a << 1) >> ${fraction + 1};`,
          `const ${u} one = (${u})${prefix.toUpperCase()}V(${number(2 ** fraction)});`,
          `return (${v})(exponent | one) - ${number(2 ** fraction + bias)};`,
        ],
        narrow(source, dtype, name),
      );
    case "select":
      return define(
        `${m} condition, ${v} a, ${v} b`,
        [
          "#if LANEWISE && !defined __clang__",
          ...eachLane("result[lane] = condition[lane] ? a[lane] : b[lane];"),
          "#else",
          `return (${v})(((${m})a & condition) | ((${m})b & ~condition));`,
          "#endif",
        ],
        macro("condition, a, b", "((condition) ? (a) : (b))"),
      );
    case "load":
      return define(
        `const ${type} *from`,
        [`return *(const ${v}_anywhere *)from;`],
        macro("from", "(*(from))"),
      );
    case "store":
      return define(
        `${type} *to, ${v} a`,
        [`*(${v}_anywhere *)to = a;`],
        macro("to, a", "(*(to) = (a))"),
        "void",
      );
    case "storePart":
      return define(
        `${type} *to, ${v} a, size_t count`,
        [`memcpy(to, &a, (count < ${lanes} ? count : ${lanes}) * sizeof *to);`],
        macro("to, a, count", "(*(to) = (a))"),
        "void",
      );
    case "first":
      return define(
        `${v} a, size_t count, ${type} other`,
        [
          `if (count >= ${lanes}) return a;`,
          ...eachLane("result[lane] = (size_t)lane < count ? a[lane] : other;"),
        ],
        macro("a, count, other", "(a)"),
      );
    case "column":
      return define(
        `const ${type} *from, size_t column, size_t columns`,
        eachLane("{ result[lane] = *from; if (++column == columns) { column = 0; from++; } }"),
        macro("from, column, columns", "(*(from))"),
      );
  }
}

/** Vectors of what is not stored as floats: flags as masks, whole numbers converted. */
export function wideElements(
  source: Source,
  dtype: FloatType,
  name: "flags" | "ints" | "flag" | "storeFlags",
) {
  const { prefix } = floatNames[dtype];
  const [v, m] = [`${prefix}v`, `${prefix}m`];
  const lanes = lanesOf(dtype);
  const full = `${v}_${snake(name)}`;
  const each = (text: string) => `for (int lane = 0; lane < ${lanes}; lane++) ${text}`;
  const texts = {
    flags: [
      `(*(from) != 0)`,
      `INLINE ${m} ${full}(const uint8_t *from)`,
      "from",
      m,
      "result[lane] = -(from[lane] != 0);",
    ],
    ints: [
      `(*(from))`,
      `INLINE ${v} ${full}(const int32_t *from)`,
      "from",
      v,
      `result[lane] = (${elementTypes[dtype]})from[lane];`,
    ],
    flag: [`((a) != 0)`, `INLINE ${m} ${full}(int a)`, "a", m, "result[lane] = -(a != 0);"],
  } as const;
  return source.helper(full, () => {
    if (name === "storeFlags")
      return [
        `#if ${lanes} == 1`,
        `#define ${full}(to, flags, count) (*(to) = (flags) != 0)`,
        "#else",
        ...block(`INLINE void ${full}(uint8_t *to, ${m} flags, size_t count)`, [
          each("if ((size_t)lane < count) to[lane] = flags[lane] != 0;"),
        ]),
        "#endif",
      ].join("\n");
    const [ofOne, head, parameter, result, text] = texts[name];
    return [
      `#if ${lanes} == 1`,
      `#define ${full}(${parameter}) ${ofOne}`,
      "#else",
      ...block(head, [`${result} result;`, each(text), "return result;"]),
      "#endif",
    ].join("\n");
  });
}

const snake = (name: string): string => name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
