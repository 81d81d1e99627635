import type { Primitives, Scalars } from "./algebra.ts";
import { table } from "./index.ts";

/**
 * The whole scalar algebra from a backend's primitives: every elementwise op the backend does not bring is
 * read from its record, so `exp` is the same sequence of primitives wherever it runs.
 */
export function scalars<T>(primitives: Primitives<T>): Scalars<T> {
  const k: Record<string, unknown> = {
    ...primitives,
    zero: primitives.constant(0),
    one: primitives.constant(1),
  };
  for (const op of Object.values(table)) {
    if (op.kind !== "elementwise" || op.name in k) continue;
    const value = op.value as (k: Scalars<T>, ...args: unknown[]) => T;
    const self = k as unknown as Scalars<T>;
    k[op.name] = (...args: T[]) => value(self, ...args, op.attributes);
  }
  // As a prototype the object gets fast properties; one filled by computed keys is a slow dictionary otherwise.
  return Object.create(k) as Scalars<T>;
}
