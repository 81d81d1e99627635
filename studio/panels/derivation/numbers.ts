import { sampleOf, turned } from "../../../src/explain/derive/sample.ts";
import { values as valuesOf } from "../../../src/explain/derive/values.ts";
import { abridge } from "../../../src/explain/document/abridge.ts";
import { mathml } from "../../../src/explain/document/mathml.ts";
import type { Convention } from "../../../src/explain/formula/formula.ts";
import { traceOf } from "../../../src/explain/trace/trace.ts";
import { type Few, fewExamples, planOfFew } from "../../engine/examples.ts";
import type { Session } from "../../engine/session.ts";
import type { Stage } from "../../engine/stage.ts";
import { derivationOf } from "./found.ts";
import type { FewNumbers, NumbersView } from "./view.ts";

/** What the values of the derivation are now, for a few of the run's examples. */
export function numbers(
  stage: Stage,
  { convention, examples }: { readonly convention: Convention; readonly examples: number },
): FewNumbers {
  const session = stage.session();
  const found = derivationOf(session);
  const few = fewExamples(session, examples);
  const all = valuesOf(found, sampleOf(found, few.arrays));
  const elements = elementsOf(session, few, convention);
  const shown = [...all].map(([name, own]): [string, NumbersView] => {
    const { shape, values } = convention === "columns" ? turned(own) : own;
    const element = elements.get(name);
    return [
      name,
      { shape, cells: abridge({ shape, values }).cells, ...(element !== undefined && { element }) },
    ];
  });
  return { step: few.step, rows: [...few.rows], values: Object.fromEntries(shown) };
}

/** For each value the formula of one of its elements, with the numbers put in. */
function elementsOf(session: Session, few: Few, convention: Convention): Map<string, string> {
  const plan = planOfFew(session.plan(), few);
  const trace = traceOf({ plan, steps: 0, arrays: session.arrays() }, convention);
  return new Map(
    trace.entries.flatMap(({ name, role, numbers }): [string, string][] => {
      const [first] = numbers;
      return first ? [[role === "update" ? `${name}_new` : name, mathml(first.latex, false)]] : [];
    }),
  );
}
