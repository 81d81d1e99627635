import type { Dataset } from "../../src/data/dataset.ts";
import type { Scaling } from "../../src/data/scaling.ts";

/** What a run learns from, and the examples it is judged on that it has not seen. */
export interface Material {
  readonly training: Dataset;
  /** Drawn with another seed, or kept back from a file. */
  readonly fresh?: Pick<Dataset, "x" | "y">;
  /** The seed that drew the fresh examples. */
  readonly freshSeed?: number;
  /** How the inputs were scaled before they came here, so that pictures can show the units of a file. */
  readonly units?: Scaling;
}
