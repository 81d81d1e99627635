import { formatShape } from "../../base/shape.ts";
import { type Block, blank, formula, matrix, paragraph, table } from "../document/blocks.ts";
import { formatNumber } from "../document/numbers.ts";
import type { Language } from "../language/sentences.ts";
import { titles } from "../trace/titles.ts";
import type { Entry, Trace } from "../trace/trace.ts";
import { asked } from "./limits.ts";
import { words } from "./words.ts";

/** One question, as it is asked and as it is answered. */
export interface Question {
  readonly title: string;
  readonly ask: readonly Block[];
  readonly answer: readonly Block[];
}

/** Questions of one kind under their heading. */
export interface Section {
  readonly title: string;
  readonly questions: readonly Question[];
}

/** A line to write on. */
const ruled = "_".repeat(60);

/** The questions to an update in the order in which it is calculated. */
export function sectionsOf(trace: Trace, language: Language, digits: number): Section[] {
  const values = asked(trace);
  const of = (role: Entry["role"]) =>
    values
      .filter((entry) => entry.role === role)
      .map((entry) => valueQuestion(trace, entry, language, digits));
  const matrices = values.filter(({ role, value }) => role === "update" && value.shape.length === 2);
  const weights = matrices.filter(({ name }) => values.some((one) => one.name === `d${name}`));
  return [
    { title: words.shapes()[language], questions: [shapesQuestion(trace, language)] },
    { title: titles.forward()[language], questions: of("forward") },
    { title: titles.loss()[language], questions: of("loss") },
    { title: titles.backward()[language], questions: of("backward") },
    {
      title: titles.update()[language],
      questions: [...weights.map((entry) => directionQuestion(trace, entry, language)), ...of("update")],
    },
  ].filter(({ questions }) => questions.length > 0);
}

function shapesQuestion(trace: Trace, language: Language): Question {
  const { convention } = trace;
  const values = asked(trace).filter(({ role }) => role === "forward" || role === "backward");
  const head = [words.value()[language], words.shape()[language]];
  const rows = (shown: (entry: Entry) => string) =>
    table(
      head,
      values.map((entry) => [entry.name, shown(entry)]),
    );
  return {
    title: words.shapesTitle()[language],
    ask: [paragraph(words.shapesAsk({ convention })[language]), rows(() => "____________")],
    answer: [rows(({ shapes }) => formatShape(shapes[convention]))],
  };
}

function valueQuestion({ place }: Trace, entry: Entry, language: Language, digits: number): Question {
  const { name, role, value, formula: rule, numbers } = entry;
  const rate = formatNumber(place.learningRate, digits);
  const isUpdate = role === "update";
  const ask = isUpdate
    ? words.updateAsk({ name, rate })
    : role === "loss"
      ? words.lossAsk()
      : words.calculate({ name });
  const isShown = numbers.length === value.size;
  return {
    title: isUpdate ? words.updateTitle({ name })[language] : name,
    ask: [paragraph(ask[language]), ...(rule ? [plain(rule)] : []), blank(name, value.shape)],
    answer: [...numbers.map(plain), ...(isShown ? [] : [matrix(name, value.shape, value.data)])],
  };
}

/** On paper nobody writes NumPy. */
const plain = ({ text, latex }: NonNullable<Entry["formula"]>): Block => formula({ text, latex });

function directionQuestion({ convention }: Trace, entry: Entry, language: Language): Question {
  const name = mostMoved(entry, convention === "columns");
  return {
    title: words.directionTitle({ name })[language],
    ask: [paragraph(words.directionAsk({ name })[language]), paragraph(ruled), paragraph(ruled)],
    answer: [paragraph(entry.why[language])],
  };
}

/** The element that the entry's sentence is about: of those that change most the first, with examples as rows. */
function mostMoved({ name, value, before }: Entry, isTurned: boolean): string {
  const [rows, columns] = value.shape as [number, number];
  if (value.size === 1) return name;
  let [best, most] = ["", Number.NEGATIVE_INFINITY];
  for (let place = 0; place < value.size; place++) {
    const [i, j] = isTurned
      ? [place % rows, Math.floor(place / rows)]
      : [Math.floor(place / columns), place % columns];
    const change = Math.abs(value.at(i, j) - before!.at(i, j));
    if (change > most) [best, most] = [`${name}[${i},${j}]`, change];
  }
  return best;
}
