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

/** `sum + a b` in each way that products have it. */
export const addProducts = `/* sum + a b, for numbers and for vectors: said outright, because what a compiler fuses by itself is its own choice. */
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
/* Whether one instruction multiplies by a number in memory. What is fused gains nothing by it; nor would a Zen 5, which
   has AVX-VNNI: it takes 12 cycles for a step of a tile, and 14 for the 28 loads of it. */
#if LANES == 16 && defined __AVX512F__ && !defined __AVXVNNI__ && !FUSES
#define SPREADS 1
#else
#define SPREADS 0
#endif
${spreading("float32")}
${spreading("float64")}`;
