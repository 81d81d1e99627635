import { fail } from "../../base/error.ts";
import { formatShape, type Shape } from "../../base/shape.ts";

/** Throws where a layer's input is no (examples, features). */
export function checkRows(input: Shape, who: string): void {
  if (input.length !== 2)
    fail("shape", {
      who,
      expected: "an input of shape (examples, features)",
      got: formatShape(input),
      fix: input.length === 1 ? "Give one example as a row: x[None, :]." : undefined,
    });
}
