import { fail } from "../../../../src/base/error.ts";
import { formatShape } from "../../../../src/base/shape.ts";
import type { Quantity } from "../../../../src/explain/check/picture.ts";
import { abridge } from "../../../../src/explain/document/abridge.ts";
import type { Convention } from "../../../../src/explain/formula/formula.ts";
import { indexAt } from "../../../../src/explain/gradcheck/probe.ts";
import { type Trace, traceOf } from "../../../../src/explain/trace/trace.ts";
import type { Node } from "../../../../src/graph/node.ts";
import { fewExamples, planOfFew } from "../../../engine/examples.ts";
import type { Session } from "../../../engine/session.ts";
import type { Light } from "../../../stage/light.svelte.ts";
import { asWritten, textbook, type Walk, walk } from "../walk.ts";
import type { Exercise, Kind, QuestionView } from "./view.ts";

/** A step of the run that is asked about: it stays as it was, whatever becomes of the run. */
export interface Drill extends Walk {
  readonly convention: Convention;
  readonly trace: Trace;
  readonly questions: readonly QuestionView[];
}

/** Parameters beyond which nobody computes a step by hand. */
const most = 500;

/** @throws ChainruleError `usage` for a network that is too large */
export function drillOf(session: Session, examples: number, shift: number, convention: Convention): Drill {
  const arrays = new Map([...session.arrays()].map(([name, values]) => [name, values.slice()]));
  const size = session.parameters().reduce((sum, { name }) => sum + arrays.get(name!)!.length, 0);
  if (size > most)
    fail("usage", {
      who: "practice",
      expected: `a network of at most ${most} weights and biases`,
      got: String(size),
      fix: "Take units away: by hand, four hidden units are enough.",
    });
  const made = clearest(session, examples, shift);
  const plan = planOfFew(session.plan(), made.few);
  const trace = traceOf({ plan, steps: session.steps(), arrays }, convention);
  return { ...made, convention, trace, questions: questionsOf(made, convention, shift) };
}

/** Places in the data from which examples are tried. */
const tries = 8;

/** Of several examples those whose error terms are the largest: where all units are saturated, there is nothing to ask. */
function clearest(session: Session, examples: number, shift: number): Walk {
  const walks = Array.from(
    { length: tries },
    (_, i) => walk(session, fewExamples(session, examples, (shift * tries + i) * 17))!,
  );
  const smallest = ({ picture, values }: Walk): number =>
    Math.min(
      ...textbook(picture)
        .filter(({ role }) => role === "error")
        .map(({ name }) => Math.max(...values.get(name)!.values.map(Math.abs))),
    );
  return walks.reduce((best, one) => (smallest(one) > smallest(best) ? one : best));
}

/** What is asked of each value, in this order. */
const kindsFor = ({ role, shape }: Quantity): readonly Kind[] => {
  if (role === "error") return ["sign", "value"];
  if (role === "gradient") return shape.length === 2 ? ["shape", "value"] : ["value"];
  if (role === "update") return shape.length === 2 ? ["direction", "value"] : ["direction"];
  return ["value"];
};

function questionsOf(made: Walk, convention: Convention, shift: number): QuestionView[] {
  const parameters = new Set(made.picture.parameters.map(({ name }) => name));
  return textbook(made.picture)
    .filter(({ name, role }) => role !== "given" && made.values.has(name))
    .filter(({ name, role }) => role !== "update" || parameters.has(name.replace(/_new$/, "")))
    .flatMap((quantity, i) => {
      const place = placeToAsk(made, quantity, shift + i);
      return kindsFor(quantity).flatMap((kind) => questionOf(made, quantity, kind, place, convention) ?? []);
    });
}

/** An element whose numbers can be written with three digits, another one each turn; else the largest. */
function placeToAsk({ values }: Walk, { name, role }: Quantity, turn: number): number {
  const own = values.get(name)!.values;
  const before = values.get(name.replace(/_new$/, ""))!.values;
  // Of an update it is the change that must be seen.
  const sizes = [...own].map((x, place) =>
    role === "update" ? Math.abs(x - before[place]!) / Math.max(Math.abs(before[place]!), 1e-3) : Math.abs(x),
  );
  const all = sizes.map((_, place) => place);
  const plain = all.filter((place) => sizes[place]! >= 2e-3 && sizes[place]! < 1e3);
  if (plain.length === 0) return all.reduce((a, b) => (sizes[b]! > sizes[a]! ? b : a), 0);
  return plain[(turn * 7 + 1) % plain.length]!;
}

function questionOf(
  made: Walk,
  quantity: Quantity,
  kind: Kind,
  place: number,
  convention: Convention,
): QuestionView | undefined {
  const { name, shape } = quantity;
  const before = name.replace(/_new$/, "");
  const value = made.values.get(name)!.values[place]!;
  if (kind === "sign" && value === 0) return undefined;
  if (kind === "direction" && value === made.values.get(before)!.values[place]!) return undefined;
  const index = indexIn(shape, place, convention);
  const shown = kind === "direction" ? before : name;
  return {
    kind,
    name,
    place,
    element: kind === "shape" || index.length === 0 ? shown : `${shown}[${index.join(",")}]`,
    choices:
      kind === "shape"
        ? shapesToChoose(made, quantity, convention)
        : kind === "value"
          ? []
          : kind === "sign"
            ? ["+", "-"]
            : ["rises", "falls"],
    needs: readsOf(made, quantity),
    lights: lightsOf(made, quantity, kind, place),
  };
}

/** Where it stands in the network: a gradient, and what is next of a parameter, at the parameter. */
function lightsOf({ picture }: Walk, { name, role }: Quantity, kind: Kind, place: number): Light {
  if (role === "loss") return { values: [picture.output.name!], elements: [] };
  const stands = name.replace(/^d|_new$/g, "");
  return kind === "shape"
    ? { values: [stands], elements: [] }
    : { values: [], elements: [{ name: stands, place }] };
}

/** The indices of an element as the convention has them. */
export function indexIn(shape: readonly number[], place: number, convention: Convention): number[] {
  const index = indexAt(place, shape);
  if (convention === "rows") return index;
  return shape.length === 1 ? [place, 0] : index.toReversed();
}

/** The shape as it is shown. */
export const shapeIn = ({ shape }: Pick<Quantity, "shape">, convention: Convention): string =>
  formatShape(convention === "rows" ? shape : shape.length === 1 ? [shape[0]!, 1] : shape.toReversed());

/** The right shape, the transposed one, and those of the error term beside it and its bias. */
function shapesToChoose({ picture }: Walk, quantity: Quantity, convention: Convention): string[] {
  const { quantities } = picture;
  const near = [`dZ${quantity.name.slice(2)}`, `db${quantity.name.slice(2)}`, "X"];
  const others = near.flatMap((name) => quantities.get(name) ?? []).map((one) => shapeIn(one, convention));
  const all = [
    shapeIn(quantity, convention),
    shapeIn({ shape: quantity.shape.toReversed() }, convention),
    ...others,
  ];
  return [...new Set(all)].toSorted();
}

const inputName = ({ op, name }: Node): string | undefined => (op.kind === "input" ? name : undefined);

/** The values that the lines for a value read. */
function readsOf({ picture, values }: Walk, { definitions, name }: Quantity): string[] {
  const names = new Set<string>();
  const walkDown = (node: Node, isRoot: boolean): void => {
    const known = isRoot ? undefined : (picture.known.get(node)?.name ?? inputName(node));
    if (known !== undefined && known !== name) names.add(known);
    else for (const input of node.inputs) walkDown(input, false);
  };
  for (const node of definitions.slice(0, 1)) walkDown(node, true);
  // A loss is computed from the output, or from what stands before its activation.
  if (name === "loss") names.add(picture.output.name!);
  return [...names].filter((one) => values.has(one));
}

/** The exercise as the page gets it. */
export function exerciseOf({ few, questions, values, picture, convention }: Drill): Exercise {
  const shown = [...values].map(([name, own]) => {
    const { shape, values: numbers } = asWritten(own, picture.quantities.get(name)!, picture, convention);
    return [name, { shape, cells: abridge({ shape, values: numbers }).cells }] as const;
  });
  return { step: few.step, rows: [...few.rows], questions, values: Object.fromEntries(shown) };
}
