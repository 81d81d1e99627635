import type { Session } from "./session.ts";

/** The run on the stage, for what panels compute from it. */
export interface Stage {
  /** @throws ChainruleError where none is open */
  session(): Session;
}
