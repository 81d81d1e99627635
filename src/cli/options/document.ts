import { formatNames } from "../../explain/document/formatNames.ts";
import { languages } from "../../explain/language/sentences.ts";
import type { OptionSpecs } from "../spec.ts";

/** How a document is written. */
export const documentOptions = {
  format: {
    value: "<kind>",
    about: `${formatNames.slice(0, -1).join(", ")} or ${formatNames.at(-1)} (text, or what --out ends in)`,
    choices: formatNames,
  },
  json: { about: "the same as --format json" },
  lang: { value: "<language>", about: "en or ko (en)", choices: languages },
  out: { value: "<file>", about: "write to a file: .txt, .md, .html, .tex or .json" },
} as const satisfies OptionSpecs;
