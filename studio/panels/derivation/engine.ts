import type { Derivation, Line, Part } from "../../../src/explain/derive/derivation.ts";
import { derivationDocument } from "../../../src/explain/derive/document.ts";
import { equations as equationsOf, sideOf } from "../../../src/explain/derive/equations.ts";
import { beforeInsertion, numpyProgram } from "../../../src/explain/derive/program.ts";
import type { Reason } from "../../../src/explain/derive/reason.ts";
import { draw, type Sample, sampleOf } from "../../../src/explain/derive/sample.ts";
import { text } from "../../../src/explain/derive/words.ts";
import { latex as latexOf } from "../../../src/explain/document/latex.ts";
import { mathml } from "../../../src/explain/document/mathml.ts";
import { type Convention, nameFormula } from "../../../src/explain/formula/formula.ts";
import type { Language } from "../../../src/explain/language/sentences.ts";
import type { Node } from "../../../src/graph/node.ts";
import { formatLayers } from "../../../src/nn/parseLayers.ts";
import { fewExamples } from "../../engine/examples.ts";
import type { Session } from "../../engine/session.ts";
import type { Stage } from "../../engine/stage.ts";
import { derivationOf } from "./found.ts";
import type { DerivationView, EquationView, LineView, PartView, ReasonView, SectionView } from "./view.ts";

export { numbers } from "./numbers.ts";

/** How a derivation is to be written. */
export interface Reading {
  readonly convention: Convention;
  readonly language: Language;
}

/** With a few of the run's own examples. */
export interface ReadingOfFew extends Reading {
  readonly examples: number;
}

/** The derivation for the network on the stage, in symbols. */
export function derivation(stage: Stage, reading: Reading): DerivationView {
  const found = derivationOf(stage.session());
  const { convention, language } = reading;
  const { parts, optimizer } = found;
  const section = (name: SectionView["name"], title: string, roles: readonly Part["role"][], about = "") => ({
    name,
    title,
    about,
    parts: parts.filter(({ role }) => roles.includes(role)).map((part) => partView(part, reading)),
  });
  const sections = [
    section("network", text.network()[language], ["forward"], text.examplesAs({ convention })[language]),
    section("loss", text.loss()[language], ["loss"]),
    section(
      "backward",
      text.backward()[language],
      ["error", "gradient"],
      `${text.notation()[language]} ${text.backwardText()[language]}`,
    ),
    section("update", text.update({ optimizer: optimizer.name })[language], ["update"]),
  ];
  return {
    title: text.title({
      features: found.network.features,
      layers: formatLayers(found.network.layers),
      loss: found.loss.name,
    })[language],
    sections: sections.filter(({ parts }) => parts.length > 0),
    equations: essential(found, convention),
    equationsTitle: text.equations()[language],
  };
}

/** A whole program in NumPy with a few of the run's examples; of a large network with numbers that are drawn. */
export function program(stage: Stage, { convention, examples }: ReadingOfFew): string {
  const session = stage.session();
  const found = derivationOf(session);
  return numpyProgram(found, sampleFor(session, found, examples), convention);
}

/** The whole derivation as a LaTeX file. */
export function latex(stage: Stage, { convention, language, examples }: ReadingOfFew): string {
  const session = stage.session();
  const found = derivationOf(session);
  const sample = sampleFor(session, found, examples);
  return latexOf(derivationDocument(found, { convention, language, sample }));
}

/** Numbers up to which a program states all of them. */
const mostLiterals = 2000;

function sampleFor(session: Session, found: Derivation, examples: number): Sample {
  const sample = sampleOf(found, fewExamples(session, examples).arrays);
  const size = [...sample.leaves.values()].reduce((sum, { values }) => sum + values.length, 0);
  return size > mostLiterals ? draw(found, { m: examples }) : sample;
}

function partView(part: Part, { convention, language }: Reading): PartView {
  const { name, role, of, lines } = part;
  const titles = { error: text.errorOf, gradient: text.gradientOf };
  const title = role === "error" || role === "gradient" ? titles[role]({ name: of })[language] : "";
  const computed = lines.indexOf(beforeInsertion(part));
  return {
    name,
    role,
    title,
    computed,
    lines: lines.map((line, i) => ({
      ...equationView(name, line, convention),
      isNew: i === 0 || line.factor !== lines[i - 1]!.factor,
      // That a line of the forward pass is a definition, its heading says.
      reasons: (role === "forward" ? [] : line.reasons).map((reason) =>
        reasonView(reason, convention, language),
      ),
    })) satisfies LineView[],
  };
}

function equationView(name: string, line: Line, convention: Convention): EquationView {
  const [left, right] = [nameFormula(name), sideOf(line, { convention })];
  return {
    left: left.mathml,
    right: mathml(`{} = ${right.latex}`, false),
    text: `${left.text} = ${right.text}`,
    latex: `${left.latex} = ${right.latex}`,
    numpy: `${left.numpy} = ${right.numpy}`,
    names: [name, ...namesIn(line)],
  };
}

/** The values that a line is written in. */
function namesIn({ node }: Line): string[] {
  const names = new Set<string>();
  const walk = (one: Node): void => {
    if (one !== node && one.name !== undefined) names.add(one.name);
    else for (const input of one.inputs) walk(input);
  };
  walk(node);
  return [...names];
}

function reasonView(
  { name, identity, holds }: Reason,
  convention: Convention,
  language: Language,
): ReasonView {
  const rule = typeof identity === "object" ? identity[convention] : identity;
  return {
    name: name[language],
    rule: rule ?? "",
    where: holds === undefined ? "" : text.where({ holds: holds[language] })[language],
  };
}

/** The equations it all ends in. */
function essential(found: Derivation, convention: Convention): EquationView[] {
  const ends = new Set(equationsOf(found, { convention }).map((equation) => equation.text));
  return found.parts
    .map(({ name, lines }) => equationView(name, lines.at(-1)!, convention))
    .filter((equation) => ends.has(equation.text));
}
