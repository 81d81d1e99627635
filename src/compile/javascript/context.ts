import type { FloatType } from "../../base/dtype.ts";
import type { Buffer } from "../kernel.ts";
import type { Names } from "../source/names.ts";
import type { Terms } from "../source/term.ts";
import type { Functions } from "./functions.ts";

/** What the statements of a kernel are written with. */
export interface Context {
  readonly dtype: FloatType;
  readonly functions: Functions;
  readonly terms: Terms;
  /** Names of the program; a kernel takes those of its own locals from them. */
  readonly names: Names;
  /** An array's name. */
  nameOf(buffer: Buffer): string;
  /** An element of an array. */
  at(buffer: Buffer, index: string): string;
  /** The statement that stores an element. One number is no array but a constant. */
  store(buffer: Buffer, index: string, value: string): string;
  /** Lets a number be what has another name already. */
  alias(buffer: Buffer, name: string): void;
  /** Whether an array is one number, which has a name of its own. */
  isNumber(buffer: Buffer): boolean;
  /** Whether all numbers of an array are known to be finite. */
  isFinite(buffer: Buffer): boolean;
  /** A further array for a kernel's own use. */
  scratch(wish: string, length: number): string;
}
