import { describe, expect, test } from "vitest";
import { causes } from "../../src/explain/parity/causes/index.ts";
import { parity } from "../../src/explain/parity/parity.ts";
import { golden } from "./golden.ts";

/** How near the right traces come, relative to the largest number of a tensor. */
const nearest = { float32: 2e-5, float64: 1e-13 } as const;

describe("What PyTorch, Keras and scikit-learn did as Chainrule does", () => {
  test.each(golden.filter(({ cause }) => cause === null))("agrees: $name", ({ name, arrays, settings }) => {
    const { agrees, dtype, closest, differences } = parity(arrays, settings);
    expect(differences).toEqual([]);
    expect(agrees).toBe(true);
    // Keras computes 1 - beta^t in float32, which has three digits left of 1 - 0.999.
    expect(closest!.error).toBeLessThan(name === "Keras adam" ? 1e-3 : nearest[dtype]);
  });
});

describe("What they did in another way", () => {
  test.each(golden.filter(({ cause }) => cause !== null))(
    "is named: $name",
    ({ arrays, settings, cause }) => {
      const { agrees, differences } = parity(arrays, settings);
      expect(agrees).toBe(false);
      expect(differences).toHaveLength(1);
      expect(differences[0]!.causes[0]!.cause).toBe(cause);
      expect(differences[0]!.whole).toBe(true);
    },
  );
});

test("every cause of the catalogue is planted by one of them", () => {
  const planted = new Set(golden.map(({ cause }) => cause));
  expect(causes.map(({ name }) => name).filter((name) => !planted.has(name))).toEqual([]);
});
