import { fail } from "../../src/base/error.ts";
import { stageOf } from "./service.ts";
import type { Stage } from "./stage.ts";

const stage = stageOf((who) =>
  fail("usage", { who, expected: "a run that was opened", got: "none", fix: "Open one first." }),
);

/** What a page can ask about the run on the stage. */
export const methods = stage.methods;
export type Methods = typeof methods;
export type MethodName = keyof Methods;

export const theStage: Stage = { session: stage.session };

/** What each panel asks its engine: functions whose first argument is the stage. Loaded when first asked. */
export const panelModules = {
  data: () => import("../panels/data/engine.ts"),
  step: () => import("../panels/step/engine.ts"),
  derivation: () => import("../panels/derivation/engine.ts"),
  check: () => import("../panels/check/engine.ts"),
  sweep: () => import("../panels/sweep/engine.ts"),
  compare: () => import("../panels/compare/engine.ts"),
  depth: () => import("../panels/depth/engine.ts"),
  export: () => import("../panels/export/engine.ts"),
};

type Modules = { readonly [P in keyof typeof panelModules]: Awaited<ReturnType<(typeof panelModules)[P]>> };
export type PanelName = keyof Modules;
/** The functions of a panel's engine, as the page calls them: without the stage. */
export type PanelMethods<P extends PanelName> = {
  readonly [M in keyof Modules[P]]: Modules[P][M] extends (stage: Stage, ...args: infer A) => infer R
    ? (...args: A) => Promise<Awaited<R>>
    : never;
};
