import type { FloatType } from "../../base/dtype.ts";
import { elementTypes, floatNames, lanesOf, prefixOf, type Reading } from "./form.ts";

/**
 * `sum + a b` with one rounding, for vectors of a kind. A loop over lanes stays one in all compilers but GCC
 * from 12 on, so that the instruction is asked for by its name.
 */
function fusing(dtype: FloatType, wide: Reading["wide"]): string {
  const [v, lanes] = [prefixOf({ dtype, wide }), lanesOf(dtype, wide)];
  const isSingle = dtype === "float32";
  const fma = fmaOf(dtype);
  const x86 = `__builtin_ia32_vfmaddp${isSingle ? "s" : "d"}`;
  const [neon, neonType] = isSingle ? ["f32", "float32x4_t"] : ["f64", "float64x2_t"];
  const ofIntel = (width: number, name: string, more = "") => [
    `#elif ${lanes} == ${isSingle ? width : width / 2} && defined ${width === 16 ? "__AVX512F__" : "__FMA__"} && HAS_BUILTIN(${name})`,
    `  return ${name}(a, b, sum${more});`,
  ];
  return [
    `INLINE ${v} ${v}_add_product(${v} sum, ${v} a, ${v} b) {`,
    `#if ${lanes} == 1`,
    `  return ${fma}(a, b, sum);`,
    "#elif HAS_ELEMENTWISE",
    "  return __builtin_elementwise_fma(a, b, sum);",
    ...ofIntel(4, x86),
    ...ofIntel(8, `${x86}256`),
    ...ofIntel(16, `${x86}512_mask`, isSingle ? ", (uint16_t)-1, 4" : ", (uint8_t)-1, 4"),
    `#elif ${lanes} == ${isSingle ? 4 : 2} && defined __aarch64__`,
    `  return (${v})vfmaq_${neon}((${neonType})sum, (${neonType})a, (${neonType})b);`,
    "#else",
    `  for (int lane = 0; lane < ${lanes}; lane++) sum[lane] = ${fma}(a[lane], b[lane], sum[lane]);`,
    "  return sum;",
    "#endif",
    "}",
  ].join("\n");
}

const fmaOf = (dtype: FloatType): string => `__builtin_fma${dtype === "float32" ? "f" : ""}`;

/** The same for numbers. */
function fusingNumbers(dtype: FloatType): string {
  const [type, { prefix }] = [elementTypes[dtype], floatNames[dtype]];
  return [
    `INLINE ${type} ${prefix}_add_product(${type} sum, ${type} a, ${type} b) {`,
    `  return ${fmaOf(dtype)}(a, b, sum);`,
    "}",
  ].join("\n");
}

/**
 * `sum + a b` for a number `a` in memory, spread to all lanes within the multiplication. With vectors of 512 bits a
 * core of Zen 4 computes products so at 117 GFLOP/s, and at 82 to 96 where the spread number is in a register.
 */
function spreading(dtype: FloatType): string {
  const { prefix } = floatNames[dtype];
  const [type, v] = [elementTypes[dtype], `${prefix}v`];
  const [letter, lanes] = dtype === "float32" ? ["s", 16] : ["d", 8];
  return [
    "#if SPREADS",
    `INLINE ${v} ${v}_add_spread(${v} sum, const ${type} *a, ${v} b) {`,
    `  ${v} product;`,
    `  __asm__("vmulp${letter} %2%{1to${lanes}%}, %1, %0" : "=v"(product) : "v"(b), "m"(*a));`,
    "  return sum + product;",
    "}",
    "#else",
    `#define ${v}_add_spread(sum, a, b) ${v}_add_product(sum, ${v.toUpperCase()}(*(a)), b)`,
    "#endif",
  ].join("\n");
}

const fusedText = (["float32", "float64"] as const)
  .flatMap((dtype) => [fusingNumbers(dtype), fusing(dtype, true), fusing(dtype, "short")])
  .join("\n");

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
/* Whether products are added with one rounding: the macro FUSED asks for it, and the processor has to have it. */
#if defined FUSED && (defined __FMA__ || defined __ARM_FEATURE_FMA || defined __FP_FAST_FMAF && defined __FP_FAST_FMA)
#define FUSES 1
#else
#define FUSES 0
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
#endif

/* Short vectors, of four numbers at most. */
#define F32S_LANES (F32_LANES < 4 ? F32_LANES : 4)
#define F64S_LANES (F64_LANES < 4 ? F64_LANES : 4)
#if F32_LANES > 4
typedef float f32s __attribute__((vector_size(16)));
typedef float f32s_anywhere __attribute__((vector_size(16), aligned(4), may_alias));
#define F32S(x) ((x) - (f32s){0})
#else
#define f32s f32v
#define f32s_anywhere f32v_anywhere
#define F32S F32V
#endif
#if F64_LANES > 4
typedef double f64s __attribute__((vector_size(32)));
typedef double f64s_anywhere __attribute__((vector_size(32), aligned(8), may_alias));
#define F64S(x) ((x) - (f64s){0})
#else
#define f64s f64v
#define f64s_anywhere f64v_anywhere
#define F64S F64V
#endif

/* sum + a b, for numbers and for vectors: said outright, because what a compiler fuses by itself is its own choice. */
#if FUSES
#ifdef __has_builtin
#define HAS_BUILTIN(name) __has_builtin(name)
#else
#define HAS_BUILTIN(name) 1
#endif
#if defined __clang__
#define HAS_ELEMENTWISE __has_builtin(__builtin_elementwise_fma)
#else
#define HAS_ELEMENTWISE 0
#endif
#if defined __aarch64__ && !HAS_ELEMENTWISE
#include <arm_neon.h>
#endif
${fusedText}
#else
#define f32_add_product(sum, a, b) ((sum) + (a) * (b))
#define f64_add_product(sum, a, b) ((sum) + (a) * (b))
#define f32v_add_product(sum, a, b) ((sum) + (a) * (b))
#define f64v_add_product(sum, a, b) ((sum) + (a) * (b))
#define f32s_add_product(sum, a, b) ((sum) + (a) * (b))
#define f64s_add_product(sum, a, b) ((sum) + (a) * (b))
#endif
/* Whether one instruction multiplies by a number in memory; what is fused gains nothing by it. */
#if LANES == 16 && defined __AVX512F__ && !FUSES
#define SPREADS 1
#else
#define SPREADS 0
#endif
${spreading("float32")}
${spreading("float64")}`;
