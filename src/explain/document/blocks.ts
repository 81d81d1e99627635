import type { Shape } from "../../base/shape.ts";
import type { Language } from "../language/sentences.ts";

/** A formula as people write it, in each notation. */
export interface FormulaText {
  /** Plain text: `dW2 = (1/400) * (A1^T @ dZ2)`. */
  readonly text: string;
  /** LaTeX, from which the HTML reading makes MathML. */
  readonly latex: string;
  /** NumPy; shown beneath the formula where it is given. */
  readonly numpy?: string;
}

export interface Heading {
  readonly kind: "heading";
  readonly level: 1 | 2 | 3;
  readonly text: string;
}

export interface Paragraph {
  readonly kind: "paragraph";
  readonly text: string;
}

export interface FormulaBlock {
  readonly kind: "formula";
  readonly formula: FormulaText;
  /** Why this line holds: a rule, a definition. */
  readonly note?: string;
}

/** Numbers in rows, row-major. A list of one axis shows as a row, no axis as a number. */
export interface MatrixBlock {
  readonly kind: "matrix";
  readonly name: string;
  readonly shape: Shape;
  readonly values: ArrayLike<number>;
}

/** A matrix whose numbers are to be filled in by hand. */
export interface BlankBlock {
  readonly kind: "blank";
  readonly name: string;
  readonly shape: Shape;
}

/** A column whose cells are all numbers stands flush right. */
export interface TableBlock {
  readonly kind: "table";
  readonly head: readonly string[];
  readonly rows: readonly (readonly string[])[];
}

export interface ListBlock {
  readonly kind: "list";
  readonly items: readonly string[];
  readonly ordered: boolean;
}

export interface CodeBlock {
  readonly kind: "code";
  readonly text: string;
  /** Of the code: `python`, `shell`. */
  readonly language: string;
}

/** A figure. */
export interface PictureBlock {
  readonly kind: "picture";
  /** The file that a page in a format without pictures of its own shows: `flower.svg`. */
  readonly file: string;
  readonly svg: string;
  /** What it shows, in words: for those who cannot see it. */
  readonly says: string;
  /** The same for a terminal, drawn with characters. */
  readonly text?: string;
}

export type Block =
  | Heading
  | Paragraph
  | FormulaBlock
  | MatrixBlock
  | BlankBlock
  | TableBlock
  | ListBlock
  | CodeBlock
  | PictureBlock;

/** What an explanation says, as plain data; each output format is a reading of it. Texts are plain, never markup. */
export interface Document {
  readonly title: string;
  readonly language: Language;
  readonly blocks: readonly Block[];
}

export const heading = (level: Heading["level"], text: string): Heading => ({ kind: "heading", level, text });
export const paragraph = (text: string): Paragraph => ({ kind: "paragraph", text });
export const formula = (formula: FormulaText, note?: string): FormulaBlock => ({
  kind: "formula",
  formula,
  ...(note === undefined ? {} : { note }),
});
export const matrix = (name: string, shape: Shape, values: ArrayLike<number>): MatrixBlock => ({
  kind: "matrix",
  name,
  shape,
  values,
});
export const blank = (name: string, shape: Shape): BlankBlock => ({ kind: "blank", name, shape });
export const table = (head: readonly string[], rows: TableBlock["rows"]): TableBlock => ({
  kind: "table",
  head,
  rows,
});
export const list = (items: readonly string[], ordered = false): ListBlock => ({
  kind: "list",
  items,
  ordered,
});
export const code = (text: string, language = ""): CodeBlock => ({ kind: "code", text, language });
export const picture = (picture: Omit<PictureBlock, "kind">): PictureBlock => ({
  kind: "picture",
  ...picture,
});
