import { describe } from "vitest";
import type { Backend } from "../../src/run/backend.ts";
import { elementwiseOps } from "./elementwise.ts";
import { products } from "./products.ts";
import { statefulOps } from "./stateful.ts";
import { structuredOps } from "./structured.ts";

/** What every backend must give, to the bit. Called once for each of them. */
export function conformance(backend: Backend): void {
  describe(`${backend.name} conforms`, () => {
    elementwiseOps(backend);
    structuredOps(backend);
    products(backend);
    statefulOps(backend);
  });
}
