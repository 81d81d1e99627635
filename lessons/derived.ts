import type { Block, FormulaText } from "../src/explain/document/blocks.ts";
import type { Language } from "../src/explain/language/sentences.ts";
import { type Derivation, derivationDocument } from "../src/index.ts";
import type { Piece } from "./lesson.ts";

const withoutNumpy = ({ text, latex }: FormulaText): FormulaText => ({ text, latex });

/** The lines of a derivation for one value, with their rules, one example a column. */
export function lines(derivation: Derivation, name: string): Piece[] {
  const read = (language: Language): Block[] => {
    const { blocks } = derivationDocument(derivation, { convention: "columns", language });
    const start = blocks.findIndex((block) => block.kind === "heading" && block.text.startsWith(`${name}:`));
    const end = blocks.findIndex((block, i) => i > start && block.kind === "heading");
    return blocks.slice(start, end).flatMap((block): Block[] => {
      if (block.kind === "heading") return [block];
      // The learner's program below has the NumPy of every line, in an order that runs.
      return block.kind === "formula" ? [{ ...block, formula: withoutNumpy(block.formula) }] : [];
    });
  };
  const both = { en: read("en"), ko: read("ko") };
  return both.en.map((_, i) => (language) => both[language][i]!);
}
