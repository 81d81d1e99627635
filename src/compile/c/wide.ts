import type { FloatType } from "../../base/dtype.ts";
import { elementTypes, floatNames, lanesOf, literal } from "./form.ts";
import { boundedBy, boundName, type NarrowFunction, narrow } from "./narrow.ts";
import { block, type Source } from "./source.ts";

/** What operates on vectors and is no operator of C: operations of the algebra, and ways in and out of memory. */
export type WideFunction = NarrowFunction | "select" | "load" | "store" | "storePart" | "first" | "column";

/**
 * The function of an operation on vectors. GCC 12 has no `?:` on vectors in C: choices are made by lanes or by masks.
 * Vectors of one element are plain numbers, whose functions are those of {@link narrow}.
 */
export function wide(source: Source, dtype: FloatType, name: WideFunction): string {
  const { prefix, word, fraction, bias } = floatNames[dtype];
  const [v, u, m] = [`${prefix}v`, `${prefix}u`, `${prefix}m`];
  const type = elementTypes[dtype];
  const lanes = lanesOf(dtype);
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
        [
          `const ${u} both = (${u})(n + ${number(integral + 2 * bias)});`,
          `const ${u} half = both >> 1;`,
          `return a * (${v})(half << ${fraction}) * (${v})((both - half) << ${fraction});`,
        ],
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

/** What {@link boundedBy} is for numbers. */
export function wideBoundedBy(source: Source, dtype: FloatType, name: "minimum" | "maximum"): string {
  const { prefix } = floatNames[dtype];
  const v = `${prefix}v`;
  const full = boundName(v, name);
  const ofOne = boundedBy(source, dtype, name);
  const select = wide(source, dtype, "select");
  return source.helper(full, () =>
    [
      `#if ${lanesOf(dtype)} == 1`,
      `#define ${full} ${ofOne}`,
      "#else",
      ...block(`INLINE ${v} ${full}(${v} a, ${v} bound)`, [
        `return ${select}(a ${name === "minimum" ? ">" : "<"} bound, bound, a);`,
      ]),
      "#endif",
    ].join("\n"),
  );
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

/**
 * Types of vectors: numbers `f32v`, the same as whole numbers without sign `f32u`, masks `f32m`, and `f32v_anywhere`
 * for those in memory, which need not be aligned. `F32V(x)` is x in every lane.
 */
export const vectorTypes = `#ifndef LANES
#if defined __AVX512F__
#define LANES 16
#elif defined __AVX__
#define LANES 8
#elif defined __SSE2__ || defined __ARM_NEON
#define LANES 4
#else
#define LANES 1
#endif
#endif
/* Vectors of sums that a product holds in registers beside those of its rows. */
#ifndef PANEL
#if defined __AVX512VL__ || defined __aarch64__
#define PANEL 4
#else
#define PANEL 2
#endif
#endif
/* Whether the compiler makes one instruction of a loop over the lanes of a vector. */
#if defined __clang__ || __GNUC__ >= 12
#define LANEWISE 1
#else
#define LANEWISE 0
#endif
/* The numbers of two vectors that are named, counted through both; the type of masks is for compilers that ask for it. */
#if defined __clang__ || __GNUC__ >= 12
#define SHUFFLE(masks, a, b, ...) __builtin_shufflevector(a, b, __VA_ARGS__)
#else
#define SHUFFLE(masks, a, b, ...) __builtin_shuffle(a, b, (masks){__VA_ARGS__})
#endif
/* Functions whose products may be added with one rounding where the macro FUSED says so. */
#if defined FUSED && defined __clang__
#define PRODUCT
#define MAY_FUSE _Pragma("clang fp contract(fast)")
#elif defined FUSED
#define PRODUCT __attribute__((optimize("fp-contract=fast")))
#define MAY_FUSE
#else
#define PRODUCT
#define MAY_FUSE
#endif
/* Two rounds of a loop at a time: of the products in a training step on AVX2 that saves 3 to 8 %; four are no better. */
#if defined __clang__
#define TWICE _Pragma("clang loop unroll_count(2)")
#else
#define TWICE _Pragma("GCC unroll 2")
#endif
#define INLINE static inline __attribute__((always_inline, unused))
#define F32_LANES LANES
#define F64_LANES (LANES > 2 ? LANES / 2 : 1)

#if LANES == 1
typedef float f32v;
typedef int f32m;
#define F32V(x) (x)
#else
typedef float f32v __attribute__((vector_size(4 * LANES)));
typedef uint32_t f32u __attribute__((vector_size(4 * LANES)));
typedef int32_t f32m __attribute__((vector_size(4 * LANES)));
typedef float f32v_anywhere __attribute__((vector_size(4 * LANES), aligned(4), may_alias));
/* x - 0 is x, -0 too. */
#define F32V(x) ((x) - (f32v){0})
#endif

#if F64_LANES == 1
typedef double f64v;
typedef int f64m;
#define F64V(x) (x)
#else
typedef double f64v __attribute__((vector_size(8 * F64_LANES)));
typedef uint64_t f64u __attribute__((vector_size(8 * F64_LANES)));
typedef int64_t f64m __attribute__((vector_size(8 * F64_LANES)));
typedef double f64v_anywhere __attribute__((vector_size(8 * F64_LANES), aligned(8), may_alias));
#define F64V(x) ((x) - (f64v){0})
#endif`;
