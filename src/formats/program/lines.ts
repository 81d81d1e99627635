import type { Use } from "./calls.ts";

/** How a program gets at its data: the lines, and what stands for each part after them. */
export interface DataLines {
  readonly lines: readonly string[];
  /** `x` and `y` of the training part. */
  readonly training: readonly [x: string, y: string];
  /** The watched part as `fit` takes it. */
  readonly validation?: string;
  /** `x` and `y` to judge by in the end. */
  readonly test?: readonly [x: string, y: string];
  /** Where `fit` has to scale the inputs itself. */
  readonly scale?: string;
}

/** What a program may use of the library's two entries. */
export interface Entries {
  readonly use: Use;
  readonly node: Use;
}
