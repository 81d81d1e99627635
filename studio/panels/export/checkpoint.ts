import type { Checkpoint } from "../../../src/train/checkpoint.ts";
import { identify } from "../../../src/train/identity.ts";
import type { Session } from "../../engine/session.ts";

/**
 * The run between two updates, for the command line to go on from. There nothing is watched: the fresh examples of the
 * page are no part of what must agree.
 */
export function checkpointOf(session: Session): Checkpoint {
  const { arrays, progress } = session.checkpoint();
  const { validation: _, ...plan } = session.plan();
  return { arrays, progress: { ...progress, run: identify(plan) } };
}
