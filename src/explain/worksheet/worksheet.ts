import { type Block, type Document, heading, matrix, paragraph } from "../document/blocks.ts";
import type { Language } from "../language/sentences.ts";
import { aboutOf } from "../trace/document.ts";
import type { Trace } from "../trace/trace.ts";
import { requireSmall } from "./limits.ts";
import { type Question, sectionsOf } from "./questions.ts";
import { words } from "./words.ts";

export interface WorksheetOptions {
  readonly language?: Language;
  /** Significant digits to which data and weights are rounded before anything is computed from them. Default 2. */
  readonly given?: number;
  /** Significant digits of the results. Default 4. */
  readonly digits?: number;
}

/**
 * One step of training as a worksheet to print: the network, the data and the weights are given, everything else is
 * left blank, in numbered questions from Z1 to the new weights. What is given is rounded first, so that the blanks
 * follow from the numbers as they stand on the paper.
 *
 * @throws ChainruleError `usage` for an update of more than 120 numbers, or one that cannot be followed by hand
 *   (dropout, clipping); take one example alone (`sample`), or fewer units
 *
 * @example
 * const model = mlp(2, dense(1, "sigmoid", { bias: false }));
 * model.setWeights({ W1: [[0.4], [-0.2]] }, "float64");
 * const trace = explain(model, [[0.1, 0.3]], [[1]], { loss: "halfSquaredError", optimizer: sgd(0.5) });
 * const sheet = formats.text(worksheet(trace));
 * sheet.includes("Z1 = X W1"); // true
 * sheet.includes("Z1 (1, 1) = ____"); // true
 */
export function worksheet(trace: Trace, options: WorksheetOptions = {}): Document {
  const { language = "en", given = 2, digits = 4 } = options;
  const shown = trace.rounded(given);
  return {
    title: words.title()[language],
    language,
    blocks: [
      paragraph(words.pupil()[language]),
      ...givenBlocks(shown, language, words.precision({ given, digits })[language]),
      ...numbered(shown, language, digits, ({ ask }) => ask),
    ],
  };
}

/**
 * The answers to {@link worksheet} of the same trace and options, under the same numbers: each calculation with its
 * numbers, the results, and for each direction the reason.
 *
 * @throws ChainruleError `usage` as {@link worksheet} does
 *
 * @example
 * const model = mlp(2, dense(1, "sigmoid", { bias: false }));
 * model.setWeights({ W1: [[0.4], [-0.2]] }, "float64");
 * const trace = explain(model, [[0.1, 0.3]], [[1]], { loss: "halfSquaredError", optimizer: sgd(0.5) });
 * formats.text(answerKey(trace)).includes("Z1[0,0] = 0.1 * 0.4 + 0.3 * (-0.2) = -0.02"); // true
 */
export function answerKey(trace: Trace, options: WorksheetOptions = {}): Document {
  const { language = "en", given = 2, digits = 4 } = options;
  return {
    title: words.answers()[language],
    language,
    blocks: [
      paragraph(words.sameNumbers({ digits })[language]),
      ...numbered(trace.rounded(given), language, digits, ({ answer }) => answer),
    ],
  };
}

function givenBlocks(trace: Trace, language: Language, precision: string): Block[] {
  const data = trace.entries.filter(({ role }) => role === "data");
  const before = trace.entries.flatMap((entry) => (entry.before ? [{ ...entry, value: entry.before }] : []));
  return [
    heading(2, words.given()[language]),
    paragraph(aboutOf(trace, language)),
    paragraph(precision),
    ...[...data, ...before].map(({ name, value: { shape, data } }) => matrix(name, shape, data)),
  ];
}

/** Every section with its questions, numbered through. */
function numbered(
  trace: Trace,
  language: Language,
  digits: number,
  show: (question: Question) => readonly Block[],
): Block[] {
  requireSmall(trace);
  let number = 0;
  return sectionsOf(trace, language, digits).flatMap(({ title, questions }) => [
    heading(2, title),
    ...questions.flatMap((question) => [heading(3, `${++number}. ${question.title}`), ...show(question)]),
  ]);
}
