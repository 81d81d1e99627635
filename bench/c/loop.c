/*
 * Full-batch gradient descent for a network with one or two hidden layers, its sizes fixed by -D: the limit that
 * compiled code with the machine's widest vectors sets. Arrays are (units, rows), so vectors run along the rows.
 * exp is written out, because a call into the mathematical library cannot become vector instructions.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

typedef NUMBER number;

#ifndef N3
#define N3 1
#endif
#define INLINE static inline __attribute__((always_inline))
#define MIN(a, b) ((a) < (b) ? (a) : (b))

static number X[N0][ROWS], Y[ROWS];
static number W1[N0 * N1], W2[N1 * N2], W3[N2 * N3], B1[N1], B2[N2], B3[N3];
static number A1[N1][ROWS], A2[N2][ROWS], A3[N3][ROWS], D1[N1][ROWS], D2[N2][ROWS], D3[N3][ROWS];

/* 2^n times a polynomial of the rest: Cephes' reduction, Taylor's coefficients. */
INLINE double exp_double(double x) {
  x = x < -700 ? -700 : x > 700 ? 700 : x;
  double shifted = x * 1.4426950408889634 + 0x1.8p52;
  double n = shifted - 0x1.8p52;
  double r = x - n * 6.93145751953125e-1;
  r = r - n * 1.42860682030941723212e-6;
  double p = 1.0 / 479001600;
  p = p * r + 1.0 / 39916800;
  p = p * r + 1.0 / 3628800;
  p = p * r + 1.0 / 362880;
  p = p * r + 1.0 / 40320;
  p = p * r + 1.0 / 5040;
  p = p * r + 1.0 / 720;
  p = p * r + 1.0 / 120;
  p = p * r + 1.0 / 24;
  p = p * r + 1.0 / 6;
  p = p * r + 0.5;
  p = p * r + 1;
  p = p * r + 1;
  long long bits;
  memcpy(&bits, &shifted, 8);
  bits = (bits + 1023) << 52;
  double scale;
  memcpy(&scale, &bits, 8);
  return p * scale;
}

INLINE float exp_float(float x) {
  x = x < -87.0f ? -87.0f : x > 87.0f ? 87.0f : x;
  float shifted = x * 1.44269504f + 0x1.8p23f;
  float n = shifted - 0x1.8p23f;
  float r = x - n * 0.693359375f;
  r = r + n * 2.12194440e-4f;
  float p = 1.0f / 720;
  p = p * r + 1.0f / 120;
  p = p * r + 1.0f / 24;
  p = p * r + 1.0f / 6;
  p = p * r + 0.5f;
  p = p * r + 1;
  p = p * r + 1;
  int bits;
  memcpy(&bits, &shifted, 4);
  bits = (int)((unsigned)(bits + 127) << 23);
  float scale;
  memcpy(&scale, &bits, 4);
  return p * scale;
}

INLINE number exponential(number x) { return sizeof(number) == 8 ? (number)exp_double(x) : (number)exp_float(x); }
INLINE number sigmoid(number z) { return 1 / (1 + exponential(-z)); }
INLINE number hyperbolic(number z) {
  number e = exponential(2 * z);
  return (e - 1) / (e + 1);
}

INLINE void forward(int inputs, int units, const number *w, const number *b, number (*in)[ROWS], number (*out)[ROWS],
                    int tangent) {
  for (int j = 0; j < units; j++)
    for (int i = 0; i < ROWS; i++) {
      number z = BIAS ? b[j] : 0;
      for (int p = 0; p < inputs; p++) z += w[p * units + j] * in[p][i];
      out[j][i] = tangent ? hyperbolic(z) : sigmoid(z);
    }
}

/* Lanes of a sum, written out: the compiler may not change the order of additions. */
#define LANES MIN(ROWS, 32)
INLINE number sum(const number *lanes) {
  number total = 0;
  for (int i = 0; i < LANES; i++) total += lanes[i];
  return total;
}

INLINE number dot(const number *a, const number *b) {
  number lanes[LANES] = {0};
  int whole = ROWS - ROWS % LANES;
  for (int i = 0; i < whole; i += LANES)
    for (int l = 0; l < LANES; l++) lanes[l] += a[i + l] * b[i + l];
  for (int i = whole; i < ROWS; i++) lanes[i - whole] += a[i] * b[i];
  return sum(lanes);
}

INLINE number total(const number *a) {
  number lanes[LANES] = {0};
  int whole = ROWS - ROWS % LANES;
  for (int i = 0; i < whole; i += LANES)
    for (int l = 0; l < LANES; l++) lanes[l] += a[i + l];
  for (int i = whole; i < ROWS; i++) lanes[i - whole] += a[i];
  return sum(lanes);
}

/* The error terms below a layer, which still has the weights of this step. */
INLINE void backward(int inputs, int units, const number *w, number (*delta)[ROWS], number (*in)[ROWS],
                     number (*below)[ROWS], int tangent) {
  for (int p = 0; p < inputs; p++)
    for (int i = 0; i < ROWS; i++) {
      number s = 0;
      for (int j = 0; j < units; j++) s += w[p * units + j] * delta[j][i];
      number a = in[p][i];
      below[p][i] = s * (tangent ? 1 - a * a : a * (1 - a));
    }
}

INLINE void descend(int inputs, int units, number *w, number *b, number (*in)[ROWS], number (*delta)[ROWS]) {
  const number rate = CROSS_ENTROPY ? (number)RATE / ROWS : (number)RATE;
  for (int j = 0; j < units; j++) {
    for (int p = 0; p < inputs; p++) w[p * units + j] -= rate * dot(in[p], delta[j]);
    if (BIAS) b[j] -= rate * total(delta[j]);
  }
}

INLINE void output_error(number *a, number *delta) {
  for (int i = 0; i < ROWS; i++) {
    number error = a[i] - Y[i];
    delta[i] = CROSS_ENTROPY ? error : error * a[i] * (1 - a[i]);
  }
}

static void step(void) {
  forward(N0, N1, W1, B1, X, A1, TANH);
  forward(N1, N2, W2, B2, A1, A2, LAYERS == 3 && TANH);
#if LAYERS == 3
  forward(N2, N3, W3, B3, A2, A3, 0);
  output_error(A3[0], D3[0]);
  backward(N2, N3, W3, D3, A2, D2, TANH);
  descend(N2, N3, W3, B3, A2, D3);
#else
  output_error(A2[0], D2[0]);
#endif
  backward(N1, N2, W2, D2, A1, D1, TANH);
  descend(N1, N2, W2, B2, A1, D2);
  descend(N0, N1, W1, B1, X, D1);
}

static void read_numbers(const char *folder, const char *name, number *to, size_t count) {
  char path[4096];
  snprintf(path, sizeof path, "%s/%s.bin", folder, name);
  FILE *file = fopen(path, "rb");
  if (!file || fread(to, sizeof(number), count, file) != count) {
    fprintf(stderr, "cannot read %s\n", path);
    exit(1);
  }
  fclose(file);
}

static void start(const char *folder) {
  static number rows[ROWS * N0];
  read_numbers(folder, "x", rows, ROWS * N0);
  for (int i = 0; i < ROWS; i++)
    for (int p = 0; p < N0; p++) X[p][i] = rows[i * N0 + p];
  read_numbers(folder, "y", Y, ROWS);
  read_numbers(folder, "W1", W1, N0 * N1);
  read_numbers(folder, "W2", W2, N1 * N2);
  if (LAYERS == 3) read_numbers(folder, "W3", W3, N2 * N3);
  if (BIAS) {
    read_numbers(folder, "b1", B1, N1);
    read_numbers(folder, "b2", B2, N2);
    if (LAYERS == 3) read_numbers(folder, "b3", B3, N3);
  }
}

static void write_doubles(FILE *file, const number *from, size_t count) {
  for (size_t i = 0; i < count; i++) {
    double value = from[i];
    fwrite(&value, sizeof value, 1, file);
  }
}

static void write_result(const char *path) {
  FILE *file = fopen(path, "wb");
  if (!file) exit(1);
  write_doubles(file, W1, N0 * N1);
  if (BIAS) write_doubles(file, B1, N1);
  write_doubles(file, W2, N1 * N2);
  if (BIAS) write_doubles(file, B2, N2);
  if (LAYERS == 3) {
    write_doubles(file, W3, N2 * N3);
    if (BIAS) write_doubles(file, B3, N3);
  }
  fclose(file);
}

int main(int count, char **words) {
  char line[4200], path[4096];
  if (count < 2) return 1;
  printf("@bench {\"version\": \"%s\"}\n", __VERSION__);
  fflush(stdout);
  while (fgets(line, sizeof line, stdin)) {
    int which;
    long steps;
    int given = sscanf(line, "%d %ld %4095s", &which, &steps, path);
    start(words[1]);
    struct timespec begin, end;
    clock_gettime(CLOCK_MONOTONIC, &begin);
    for (long i = 0; i < steps; i++) step();
    clock_gettime(CLOCK_MONOTONIC, &end);
    if (given == 3) write_result(path);
    printf("@bench {\"seconds\": %.9f}\n", (double)(end.tv_sec - begin.tv_sec) + 1e-9 * (double)(end.tv_nsec - begin.tv_nsec));
    fflush(stdout);
  }
  return 0;
}
