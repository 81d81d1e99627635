import { addProducts } from "./addProducts.ts";
import { instructionSets } from "./instructions.ts";

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
/* Which instructions there are that C has no words for. */
${instructionSets}
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

${addProducts}`;
