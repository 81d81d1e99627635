import { control } from "./control.ts";
import { float } from "./float.ts";
import { floatVector } from "./floatVector.ts";
import { integer } from "./integer.ts";
import { integerVector } from "./integerVector.ts";
import { memory } from "./memory.ts";

/**
 * Every instruction the assembler knows, one row each: `"opcode operands>results immediates"`.
 * Encoder, operand check, types of `emit`, WAT printer and tests all read these rows.
 *
 * - Opcode, hexadecimal; after a prefix and a point it is written as LEB128: `fd.105`.
 * - Operands and results: `i` i32, `j` i64, `f` f32, `d` f64, `v` v128, `x` any one type (that of the variable,
 *   if there is one), `r` the results of the function; `>!` never comes back.
 * - Immediates: a type for a constant, `mem4` a memory argument whose natural alignment is 4 bytes,
 *   `lane4` a lane below 4, `lanes` the 16 lanes of a shuffle, `local`, `func`, `label`;
 *   `zero` is a byte the format reserves, and no argument.
 *
 * Opcodes from the WebAssembly 3.0 specification, appendix "Index of Instructions", and the threads proposal.
 */
export const table = {
  ...control,
  ...integer,
  ...float,
  ...memory,
  ...floatVector,
  ...integerVector,
};
