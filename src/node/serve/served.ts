import type { Predictor } from "../prediction.ts";

/** A trained network as it is served. */
export interface Served extends Predictor {
  readonly name: string;
}
