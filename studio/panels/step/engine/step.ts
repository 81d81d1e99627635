import { asArray } from "../../../../src/array/convert.ts";
import { columns } from "../../../../src/explain/formula/columns.ts";
import { type Convention, nameFormula } from "../../../../src/explain/formula/formula.ts";
import { aboutOf } from "../../../../src/explain/trace/document.ts";
import { dependencies, type Named, namedValues } from "../../../../src/explain/trace/roles.ts";
import type { Entry, Trace } from "../../../../src/explain/trace/trace.ts";
import { rootsOf } from "../../../../src/graph/node.ts";
import type { OperationView, Phase, StepView, Subject, TensorView } from "../view.ts";
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
      const { node, parameter } = named.get(keyOf(entry))!;
      const shown = convention === "columns" ? turned.get(node)! : node;
      const names = [...dependencies(node).map(({ name }) => name!), entry.name];
      return [
        {
          name: entry.name,
          mathml: nameFormula(entry.name).mathml,
          phase: entry.role as Phase,
          formula: { text: entry.formula!.text, mathml: marked(entry.formula!.latex, [...new Set(names)]) },
          shapes: entry.shapes,
          structure: structureOf(shown, trace.place.batch),
          result: entry.role === "update" ? `${entry.name}_new` : entry.name,
          why: { ...entry.why },
          focus: largestAt(entry.value, entry.before),
          isGradient: parameter !== undefined,
        } satisfies OperationView,
      ];
    }),
    tensors: Object.fromEntries(
      [...trace.entries.flatMap(tensorsOf), rateView(trace)].map((tensor) => [tensor.name, tensor]),
    ),
  };
}

const rateView = ({ place }: Trace): TensorView => tensorView("learningRate", asArray(place.learningRate));

const keyOf = ({ role, name }: Pick<Named, "role" | "name">): string => `${role} ${name}`;

const tensorsOf = ({ name, value, before }: Entry): TensorView[] =>
  before ? [tensorView(name, before), tensorView(`${name}_new`, value)] : [tensorView(name, value)];
