import { formatLayers } from "../../nn/parseLayers.ts";
import { type Block, code, type Document, formula, heading, matrix, paragraph } from "../document/blocks.ts";
import { type Convention, nameFormula } from "../formula/formula.ts";
import type { Language } from "../language/sentences.ts";
import type { Derivation, Line, Part } from "./derivation.ts";
import { equation, equations, sideOf } from "./equations.ts";
import { numpyProgram } from "./program.ts";
import type { Reason } from "./reason.ts";
import { draw, type Numbers, type Sample, turned } from "./sample.ts";
import { values } from "./values.ts";
import { text } from "./words.ts";

export interface DerivationReading {
  readonly convention?: Convention;
  readonly language?: Language;
  /** The data and weights whose numbers stand beside the symbols; random ones when left out. */
  readonly sample?: Sample;
}

/**
 * A derivation as a document: the definitions, each derivative line by line with the rule of each line, its numbers
 * and its NumPy beside it, the equations it all ends in, and a whole program.
 *
 * @example
 * const written = derivationDocument(derive(mlp(2, dense(1, "sigmoid"))), { convention: "columns" });
 * written.title; // "Backpropagation derived: 2 inputs, layers 1:sigmoid; loss binaryCrossEntropy"
 */
export function derivationDocument(derivation: Derivation, reading: DerivationReading = {}): Document {
  const { convention = "rows", language = "en", sample = draw(derivation) } = reading;
  const { network, loss, optimizer, parts } = derivation;
  const numbers = values(derivation, sample);
  const of = (...roles: Part["role"][]) => parts.filter(({ role }) => roles.includes(role));
  const layers = formatLayers(network.layers);
  const show = (part: Part): Block[] => [
    ...linesOf(part, convention, language),
    ...numbersOf(part, numbers.get(part.name), convention),
  ];
  return {
    title: text.title({ features: network.features, layers, loss: loss.name })[language],
    language,
    blocks: [
      paragraph(text.examplesAs({ convention })[language]),
      heading(1, text.network()[language]),
      ...of("forward").flatMap((part) => show(part)),
      heading(1, text.loss()[language]),
      ...of("loss").flatMap((part) => show(part)),
      heading(1, text.backward()[language]),
      paragraph(`${text.notation()[language]} ${text.backwardText()[language]}`),
      ...of("error", "gradient").flatMap((part) => [heading(2, headingOf(part)[language]), ...show(part)]),
      heading(1, text.equations()[language]),
      ...equations(derivation, { convention }).map(({ text, latex }) => formula({ text, latex })),
      ...(of("update").length > 0 ? [heading(1, text.update({ optimizer: optimizer.name })[language])] : []),
      ...of("update").map(({ name, lines }) => {
        const { text, latex } = equation(name, lines[0]!, { convention });
        return formula({ text, latex });
      }),
      heading(1, text.program()[language]),
      paragraph(text.programText({ m: sample.m, seed: sample.seed })[language]),
      code(numpyProgram(derivation, sample, convention).trimEnd(), "python"),
    ],
  };
}

const headingOf = ({ role, of }: Part) =>
  role === "gradient" ? text.gradientOf({ name: of }) : text.errorOf({ name: of });

/** The first line with its name, the others under it; the NumPy beneath the last one that is computed. */
function linesOf(part: Part, convention: Convention, language: Language): Block[] {
  const left = nameFormula(part.name);
  const computed = part.lines.length - 1 - (part.inserts?.length ?? 0);
  return part.lines.map((line, i) => {
    const right = sideOf(line, { convention });
    const isNew = i === 0 || line.factor !== part.lines[i - 1]!.factor;
    return formula(
      {
        text: `${isNew ? left.text : " ".repeat(left.text.length)} = ${right.text}`,
        latex: `${isNew ? left.latex : "{}"} = ${right.latex}`,
        ...(i === computed ? { numpy: `${left.numpy} = ${right.numpy}` } : {}),
      },
      // That a line of the forward pass is a definition, its heading says.
      part.role === "forward" ? undefined : noteOf(line, convention, language),
    );
  });
}

/** `chain rule: a = tanh(z): da/dz = 1 - a^2; transpose of a linear map` */
const noteOf = ({ reasons }: Line, convention: Convention, language: Language): string =>
  reasons.map((reason) => reasonText(reason, convention, language)).join("; ");

function reasonText({ name, identity, holds }: Reason, convention: Convention, language: Language): string {
  const rule = typeof identity === "object" ? identity[convention] : identity;
  return [
    name[language] + (rule === undefined ? "" : ` [${rule}]`),
    ...(holds === undefined ? [] : [text.where({ holds: holds[language] })[language]]),
  ].join(", ");
}

function numbersOf({ name }: Part, numbers: Numbers | undefined, convention: Convention): Block[] {
  if (!numbers) return [];
  const { shape, values } = convention === "columns" ? turned(numbers) : numbers;
  return [matrix(name, shape, values)];
}

/** A derivation as plain data. Fields may be added, never renamed. */
export function derivationData(derivation: Derivation, reading: DerivationReading = {}) {
  const { convention = "rows", language = "en", sample = draw(derivation) } = reading;
  const numbers = values(derivation, sample);
  const { network, loss, optimizer, parts } = derivation;
  return {
    layers: formatLayers(network.layers),
    features: network.features,
    loss: loss.name,
    optimizer: optimizer.name,
    convention,
    parts: parts.map((part) => {
      const own = numbers.get(part.name);
      const shown = own && (convention === "columns" ? turned(own) : own);
      return {
        name: part.name,
        role: part.role,
        lines: part.lines.map((line) => ({
          ...sideOf(line, { convention }),
          reasons: line.reasons.map((reason) => reasonText(reason, convention, language)),
        })),
        ...(shown && { shape: shown.shape, value: [...shown.values] }),
      };
    }),
    equations: equations(derivation, { convention }),
    program: numpyProgram(derivation, sample, convention),
  };
}
