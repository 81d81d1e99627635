import { asArray } from "../../array/convert.ts";
import { type ArrayInput, NDArray } from "../../array/ndarray.ts";
import type { FloatType } from "../../base/dtype.ts";
import { ChainruleError, fail } from "../../base/error.ts";
import { listed } from "../../base/listed.ts";
import { splitName } from "./names.ts";

/** Arrays by the names under which they were saved; one that holds no numbers as the error that says so. */
export type TraceArrays =
  | Readonly<Record<string, ArrayInput>>
  | ReadonlyMap<string, ArrayInput | ChainruleError>;

/** Training that another program recorded: arrays under a name and a step. Step 0 is before the first update. */
export interface Recording {
  /** What it was computed in. */
  readonly dtype: FloatType;
  /** Whether the file has float64 for what was computed in float32. */
  readonly widened: boolean;
  /** The last step of which anything is recorded. */
  readonly steps: number;
  /** An array of all steps: `x`, `y`. */
  readonly whole: (name: "x" | "y") => NDArray | undefined;
  readonly at: (name: string, step: number) => NDArray | undefined;
  /** Whether anything is recorded under a name after the start. */
  readonly has: (name: string) => boolean;
  /** The names under which arrays are recorded at the start. */
  readonly starts: readonly string[];
}

/** Steps are counted in the file; far more than anybody records. */
const mostSteps = 1_000_000;
const mostUnrecorded = 1000;

/**
 * Sorts the arrays of a trace by name and step.
 *
 * @throws ChainruleError `data` without initial weights or without a step
 */
export function recordingOf(arrays: TraceArrays): Recording {
  const given: (readonly [string, ArrayInput | ChainruleError])[] =
    arrays instanceof Map ? [...arrays] : Object.entries(arrays);
  const whole = new Map<string, NDArray>();
  const stepwise = new Map<string, Map<number, NDArray>>();
  for (const [written, values] of given) {
    if (values instanceof ChainruleError) throw values;
    const array = values instanceof NDArray ? values : asArray(values, "float64", written);
    const place = splitName(written);
    if (!place) {
      whole.set(written.toLowerCase(), array);
      continue;
    }
    const steps = stepwise.get(place.name) ?? new Map<number, NDArray>();
    stepwise.set(place.name, steps.set(place.step, array));
  }
  const starts = [...stepwise].flatMap(([name, steps]) => (steps.has(0) ? [name] : []));
  const steps = [...stepwise.values()].reduce((most, one) => Math.max(most, ...one.keys()), 0);
  requireParts(
    given.map(([name]) => name),
    starts,
    steps,
  );
  const dtypes = starts.map((name) => stepwise.get(name)!.get(0)!);
  const single = dtypes.some(({ dtype }) => dtype === "float32");
  const widened = !single && isSingle(stepwise);
  return {
    dtype: single || widened ? "float32" : "float64",
    widened,
    steps,
    whole: (name) => whole.get(name),
    at: (name, step) => stepwise.get(name)?.get(step),
    has: (name) => [...(stepwise.get(name)?.keys() ?? [])].some((step) => step > 0),
    starts,
  };
}

function requireParts(names: readonly string[], starts: readonly string[], steps: number): void {
  const who = "parity";
  const fix = "docs/parity.md has recorders for PyTorch, Keras and scikit-learn.";
  if (starts.length === 0)
    fail("data", {
      who,
      expected: "the weights before the first step, as W1_0 and b1_0",
      got: names.length === 0 ? "no arrays" : listed(names.map((name) => `"${name}"`)),
      fix,
    });
  if (steps === 0)
    fail("data", {
      who,
      expected: "something of a step, as loss_1, dW1_1 or W1_1",
      got: "step 0 alone",
      fix,
    });
  if (steps > mostSteps)
    fail("data", { who, expected: `steps up to ${mostSteps}`, got: `step ${steps}`, fix });
  // A small file must not ask for a long replay of what it does not hold.
  if (steps > mostUnrecorded + names.length)
    fail("data", {
      who,
      expected: `steps one after another, at most ${mostUnrecorded} of them without an array`,
      got: `step ${steps} in a file of ${names.length} arrays`,
      fix,
    });
}

/** Whether all recorded matrices hold what float32 can: those that were computed in float64 would not. */
function isSingle(stepwise: ReadonlyMap<string, ReadonlyMap<number, NDArray>>): boolean {
  const computed = [...stepwise].flatMap(([name, steps]) =>
    name === "batch" || name === "x" || name === "y"
      ? []
      : [...steps].flatMap(([step, { data }]) => (step > 0 && data.length > 1 ? [...data] : [])),
  );
  return (
    computed.length >= 4 &&
    computed.some((x) => !Number.isInteger(x)) &&
    computed.every((x) => Object.is(Math.fround(x), x) || Number.isNaN(x))
  );
}
