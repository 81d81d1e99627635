import type { FloatType } from "../../base/dtype.ts";
import type { Reduction } from "../../op/op.ts";
import { scalars } from "../../op/scalars.ts";
import type { Code } from "./assembler/module.ts";
import { instructions } from "./instructions.ts";

/** Combines two vectors into a local that may be one of them. */
export type Combine = (a: number, b: number, into: number) => void;

export function combiner(code: Code, op: Reduction, dtype: FloatType): Combine {
  const k = scalars(instructions(code, dtype));
  return (a, b, into) => {
    code.emit("local.get", op.combine(k, a, b));
    code.emit("local.set", into);
  };
}

/** Stores the first lane of a vector. */
export function storeFirst(code: Code, dtype: FloatType, place: number, vector: number): void {
  code.emit("local.get", place);
  code.emit("local.get", vector);
  if (dtype === "float32") code.emit("v128.store32_lane", {}, 0);
  else code.emit("v128.store64_lane", {}, 0);
}
