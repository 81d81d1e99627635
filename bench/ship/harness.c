/* Times the ejected network in a process of its own; prints what bench/ship/task.ts describes. */
#include "model.c"

#include <stdio.h>
#include <time.h>

enum { features = 784, outputs = 10, rows = 1000 };

static float x[rows * features], y[rows * outputs];

static double now(void) {
  struct timespec t;
  clock_gettime(CLOCK_MONOTONIC, &t);
  return (double)t.tv_sec + 1e-9 * (double)t.tv_nsec;
}

/* Examples a second when `size` are predicted at a time. */
static double rate(size_t size, double seconds) {
  const double from = now();
  size_t done = 0;
  for (size_t i = 0; now() - from < seconds; i = (i + size) % rows, done += size)
    model_predict_rows(x + i * features, y + i * outputs, size);
  return (double)done / (now() - from);
}

int main(int count, char **words) {
  char path[4096];
  snprintf(path, sizeof path, "%s/x.bin", count > 1 ? words[1] : ".");
  FILE *file = fopen(path, "rb");
  if (!file || fread(x, sizeof x, 1, file) != 1) return 1;
  fclose(file);
  const double began = now();
  model_predict(x, y);
  printf("{\"start\": %.6f, \"first\": [", 1000 * (now() - began));
  for (int i = 0; i < outputs; i++) printf("%s%.9g", i ? ", " : "", (double)y[i]);
  rate(1, 0.2);
  printf("], \"one\": %.0f", rate(1, 0.4));
  rate(rows, 0.2);
  printf(", \"many\": %.0f}\n", rate(rows, 0.4));
  return 0;
}
