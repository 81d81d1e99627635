import type { Derivation } from "../../../src/explain/derive/derivation.ts";
import { derive } from "../../../src/explain/derive/derive.ts";
import { placeOf } from "../../../src/explain/trace/moment.ts";
import type { Session } from "../../engine/session.ts";

/** The derivation for the network on the stage, with the learning rate of the next update. */
export function derivationOf(session: Session): Derivation {
  const plan = session.plan();
  const { loss, optimizer } = plan.step;
  const found = derive({ network: plan.network }, { loss, optimizer });
  const { learningRate } = placeOf({ plan, steps: session.steps(), arrays: session.arrays() });
  const start = new Map(found.start);
  if (start.has("learningRate")) start.set("learningRate", learningRate);
  return { ...found, start };
}
