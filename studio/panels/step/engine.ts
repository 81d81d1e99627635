import type { Stage } from "../../engine/stage.ts";
import { chainOf } from "./engine/chain.ts";
import { elementView } from "./engine/element.ts";
import { evidenceOf, worstOf } from "./engine/evidence.ts";
import { type ExampleView, exampleOf } from "./engine/example.ts";
import { record, recorded } from "./engine/held.ts";
import { stepView } from "./engine/step.ts";
import { windowOf } from "./engine/window.ts";
import type { Cell } from "./position.ts";
import type {
  At,
  ChainView,
  ElementView,
  EvidenceView,
  OperationView,
  StepView,
  TensorView,
  Wish,
} from "./view.ts";

/** The next update of the run as it stands, or of a small network, with every value of it. */
export const trace = (stage: Stage, wish: Wish): StepView =>
  stepView(record(stage, wish), wish.subject, wish.convention);

/** One element of a recorded trace; undefined where the trace is gone. */
export function element(_: Stage, at: At, name: string): ElementView | undefined {
  const held = recorded(at);
  return held && elementView(held, name, at.convention);
}

/** The blocks of an operation around an element that is not among the first and last ones. */
export function blocks(
  _: Stage,
  at: At,
  operation: OperationView,
  cell: Cell,
): Record<string, TensorView> | undefined {
  const held = recorded(at);
  return held && windowOf(held, at.convention, operation, cell);
}

/** What central differences say of one element of a gradient, `dW1[0,1]`. */
export function evidence(_: Stage, at: At, name: string): EvidenceView | undefined {
  const held = recorded(at);
  return held && evidenceOf(held, name, at.convention);
}

/** What they say of a whole gradient, `dW1`: its worst element. */
export function worst(_: Stage, at: At, name: string): EvidenceView | undefined {
  const held = recorded(at);
  return held && worstOf(held, name, at.convention);
}

/** Why an element of a parameter moved; the one that moved most when none is named. */
export function why(_: Stage, at: At, name?: string): ChainView | undefined {
  const held = recorded(at);
  return held && chainOf(held, at.convention, name);
}

/** One example of the data that is taken apart. */
export function example(_: Stage, at: At, index: number): ExampleView | undefined {
  const held = recorded(at);
  return held && exampleOf(held, index);
}
