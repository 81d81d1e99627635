import type { FloatType } from "../../../base/dtype.ts";
import { elementTypes } from "../../../compile/c/form.ts";

interface Facts {
  readonly prefix: string;
  readonly dtype: FloatType;
  readonly features: number;
  readonly outputs: number;
}

/** A `main` that reads rows of numbers with commas from the standard input, and prints a row of outputs for each. */
export function mainFunction({ prefix, dtype, features, outputs }: Facts): string {
  const [type, read, write] = dtype === "float32" ? ["float", "%f", "%.9g"] : ["double", "%lf", "%.17g"];
  return `#ifdef CHAINRULE_MAIN
#include <stdio.h>

int main(void) {
  static ${elementTypes[dtype]} x[${features}], y[${outputs}];
  for (unsigned long row = 1;; row++) {
    for (int j = 0; j < ${features}; j++) {
      ${type} value;
      const int found = scanf("${read}", &value);
      if (found == EOF && j == 0) return ferror(stdin) ? 1 : 0;
      int next = getchar();
      if (next == '\\r') next = getchar();
      const int isLast = j == ${features - 1};
      if (found != 1 || !(isLast ? next == '\\n' || next == EOF : next == ',')) {
        fprintf(stderr, "row %lu: expected ${features === 1 ? "1 number" : `${features} numbers with commas between them`}\\n", row);
        return 1;
      }
      x[j] = value;
    }
    ${prefix}_predict(x, y);
    for (int j = 0; j < ${outputs}; j++) printf(j == 0 ? "${write}" : ",${write}", ${dtype === "float32" ? "(double)" : ""}y[j]);
    putchar('\\n');
  }
}
#endif`;
}
