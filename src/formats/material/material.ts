import type { TableParts } from "../../data/arrays.ts";
import type { Dataset, Examples } from "../../data/dataset.ts";
import type { Encoding } from "../../data/encoding.ts";
import type { RunData, RunSource } from "../runFile.ts";

/** Data as it was named, before it is split and encoded. */
export type Loaded =
  | { readonly source: RunSource; readonly dataset: Dataset }
  | { readonly source: Extract<RunSource, { kind: "file" }>; readonly parts: TableParts };

/** Data as a network is trained and judged on it: encoded and scaled, in its parts. */
export interface Material {
  readonly data: RunData & { readonly encoding: Encoding };
  readonly training: Examples;
  readonly validation?: Examples;
  readonly test?: Examples;
}
