import type { Document } from "./blocks.ts";
import type { Format } from "./formatNames.ts";
import { html } from "./html.ts";
import { json } from "./json.ts";
import { latex } from "./latex.ts";
import { markdown } from "./markdown.ts";
import { type TerminalOptions, terminalText } from "./terminal.ts";

export type { Block, Document, FormulaText } from "./blocks.ts";
export { blank, code, formula, heading, list, matrix, paragraph, picture, table } from "./blocks.ts";
export { type Format, formatNames } from "./formatNames.ts";
export { formatNumber } from "./numbers.ts";

/**
 * The readings of a document, by the name of their format: all give text.
 *
 * @example
 * Object.keys(formats); // ["text", "markdown", "html", "latex", "json"]
 */
export const formats = {
  text: (document: Document, options?: TerminalOptions) => `${terminalText(document, options)}\n`,
  markdown,
  html,
  latex,
  json,
} satisfies Record<Format, (document: Document, options?: TerminalOptions) => string>;
