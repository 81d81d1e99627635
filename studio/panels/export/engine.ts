import type { Stage } from "../../engine/methods.ts";

/** How many updates the run on the stage has taken. */
export const steps = (stage: Stage): number => stage.session().steps();
