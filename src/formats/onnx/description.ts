import type { Scaling } from "../../data/scaling.ts";
import type { Network } from "../../nn/network.ts";
import type { About } from "../imported.ts";
import type { Inputs } from "./write/network.ts";

/** What the metadata says under `chainrule`: what no graph can, such as a dropout. */
export interface Description {
  readonly version: 1;
  readonly network: Network;
  readonly scaling?: Scaling;
  readonly about?: About;
  readonly inputs: Inputs;
}
