import { asArray } from "../../../../src/array/convert.ts";
import type { NDArray } from "../../../../src/array/ndarray.ts";
import { columns } from "../../../../src/explain/formula/columns.ts";
import { type Convention, nameFormula } from "../../../../src/explain/formula/formula.ts";
import { aboutOf } from "../../../../src/explain/trace/document.ts";
import { dependencies, type Named, namedValues } from "../../../../src/explain/trace/roles.ts";
import type { Entry, Trace } from "../../../../src/explain/trace/trace.ts";
import { rootsOf } from "../../../../src/graph/node.ts";
import type { OperationView, Phase, StepView, Subject } from "../view.ts";
import type { Held } from "./held.ts";
import { marked } from "./marked.ts";
import { structureOf } from "./structure.ts";
import { largestAt, tensorView } from "./tensor.ts";

/** A recorded update as the page draws it. */
export function stepView(held: Held, subject: Subject, convention: Convention): StepView {
  const trace = held.trace(convention);
  const { graph } = held.taken.training;
  const turned = columns([...rootsOf(graph), ...graph.updates.map(({ target }) => target)]);
  const named = new Map(namedValues(held.taken.training).map((one) => [keyOf(one), one]));
  const { rows: _, sample, learningRate: __, ...place } = trace.place;
  return {
    id: held.id,
    subject,
    about: { en: aboutOf(trace, "en"), ko: aboutOf(trace, "ko") },
    place: { ...place, examples: trace.about.examples, ...(sample !== undefined && { sample }) },
    operations: trace.entries.flatMap((entry) => {
      if (entry.role === "data") return [];
      const { node, parameter, target } = named.get(keyOf(entry))!;
      const shown = convention === "columns" ? turned.get(node)! : node;
      const names = [...dependencies(node).map(({ name }) => name!), entry.name];
      return [
        {
          name: entry.name,
          mathml: nameFormula(resultOf(entry)).mathml,
          phase: entry.role as Phase,
          formula: { text: entry.formula!.text, mathml: marked(entry.formula!.latex, [...new Set(names)]) },
          shapes: entry.shapes,
          structure: structureOf(shown, trace.place.batch),
          result: resultOf(entry),
          why: { ...entry.why },
          focus: focusOf(entry, parameter !== undefined || target !== undefined),
          isGradient: parameter !== undefined,
        } satisfies OperationView,
      ];
    }),
    tensors: Object.fromEntries([...arraysOf(trace)].map(([name, array]) => [name, tensorView(name, array)])),
  };
}

/** The arrays of an update by name: data, parameters before it, results, and parameters after it as `W1_new`. */
export const arraysOf = (trace: Trace): ReadonlyMap<string, NDArray> =>
  new Map([
    ["learningRate", asArray(trace.place.learningRate)],
    ...trace.entries.flatMap(({ name, value, before }): [string, NDArray][] =>
      before
        ? [
            [name, before],
            [`${name}_new`, value],
          ]
        : [[name, value]],
    ),
  ]);

/**
 * The element that is looked at first: on the way forward the first one, of a parameter or its gradient the largest
 * of all, of an error term the largest that is drawn.
 */
function focusOf({ role, value, before }: Entry, isOfParameter: boolean): readonly [number, number] {
  if (role === "forward") return [0, 0];
  if (isOfParameter) return largestAt(value, before);
  const { rows, columns, cells } = tensorView("", value);
  const [i, j] = largestAt({ shape: [rows.length, columns.length], data: cells });
  return [rows[i]!, columns[j]!];
}

/** What its result is called among the arrays. */
const resultOf = ({ role, name }: Entry): string => (role === "update" ? `${name}_new` : name);

const keyOf = ({ role, name }: Pick<Named, "role" | "name">): string => `${role} ${name}`;
