/*
 * What one core can do: GFLOP/s of 128-bit vectors with multiply and add apart, of the widest vectors fused, in both
 * float types; and GB/s of a sum over 256 MiB. Prints five numbers.
 */
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

#if defined(__AVX512F__)
#define WIDEST 64
#elif defined(__AVX__)
#define WIDEST 32
#else
#define WIDEST 16
#endif

static double now(void) {
  struct timespec t;
  clock_gettime(CLOCK_MONOTONIC, &t);
  return (double)t.tv_sec + 1e-9 * (double)t.tv_nsec;
}

static volatile double sink;

#if defined(__x86_64__)
#define KEEP(v) __asm__ volatile("" : "+v"(v))
#else
#define KEEP(v) __asm__ volatile("" : "+w"(v))
#endif
#define APART(v) KEEP(v)
#define FUSED(v) (void)0

/* Twelve chains hide the latency of either operation. The barrier keeps multiply and add from being fused. */
#define PEAK(name, scalar, bytes, BARRIER)                                                       \
  static double name(void) {                                                                     \
    typedef scalar vector __attribute__((vector_size(bytes)));                                   \
    double best = 0;                                                                             \
    for (int round = 0; round < 40; round++) {                                                    \
      vector a[12], m, s;                                                                        \
      for (int l = 0; l < (int)(bytes / sizeof(scalar)); l++) m[l] = (scalar)0.999, s[l] = (scalar)0.001; \
      for (int c = 0; c < 12; c++) a[c] = m * (scalar)c;                                         \
      const long turns = 1000000;                                                                \
      double start = now();                                                                      \
      for (long i = 0; i < turns; i++) {                                                         \
        KEEP(m); KEEP(s);                                                 \
        _Pragma("GCC unroll 12") for (int c = 0; c < 12; c++) {                                  \
          vector product = a[c] * m;                                                             \
          BARRIER(product);                                                                      \
          a[c] = product + s;                                                                    \
        }                                                                                        \
      }                                                                                          \
      double seconds = now() - start;                                                            \
      double total = 0;                                                                          \
      for (int c = 0; c < 12; c++) total += (double)a[c][0];                                     \
      sink = total;                                                                              \
      double rate = 2.0 * 12 * (bytes / sizeof(scalar)) * turns / seconds / 1e9;                 \
      if (rate > best) best = rate;                                                              \
    }                                                                                            \
    return best;                                                                                 \
  }


PEAK(simd128_float, float, 16, APART)
PEAK(simd128_double, double, 16, APART)
PEAK(native_float, float, WIDEST, FUSED)
PEAK(native_double, double, WIDEST, FUSED)

static double memory(void) {
  const size_t count = 32u << 20;
  double *numbers = malloc(count * sizeof(double));
  if (!numbers) return 0;
  for (size_t i = 0; i < count; i++) numbers[i] = (double)(i & 7);
  double best = 0;
  for (int round = 0; round < 4; round++) {
    double lanes[32] = {0};
    double start = now();
    for (size_t i = 0; i < count; i += 32)
      for (int l = 0; l < 32; l++) lanes[l] += numbers[i + (size_t)l];
    double seconds = now() - start;
    double total = 0;
    for (int l = 0; l < 32; l++) total += lanes[l];
    sink = total;
    double rate = (double)count * sizeof(double) / seconds / 1e9;
    if (rate > best) best = rate;
  }
  free(numbers);
  return best;
}

int main(void) {
  printf("%.2f %.2f %.2f %.2f %.2f\n", simd128_float(), simd128_double(), native_float(), native_double(), memory());
  return 0;
}
