import { extname } from "node:path";
import { fail } from "../base/error.ts";
import { type Format, formatNames } from "../explain/document/formatNames.ts";
import { type Document, formats } from "../explain/document/index.ts";
import { type Language, languages } from "../explain/language/sentences.ts";
import { writeFileAtomic } from "../node/files.ts";
import { type Io, pathIn, say, styled, widthOf } from "./io.ts";
import type { documentOptions } from "./options/document.ts";
import { choiceOption } from "./optionValues.ts";
import type { Given } from "./spec.ts";

type DocumentGiven = Given<typeof documentOptions>;

const endings: Readonly<Record<string, Format>> = {
  ".txt": "text",
  ".md": "markdown",
  ".html": "html",
  ".tex": "latex",
  ".json": "json",
};

/** The format that was asked for, or what the file's name ends in. */
function formatOf({ format, json, out }: DocumentGiven): Format {
  if (json) return "json";
  if (format !== undefined) return choiceOption("--format", format, formatNames)!;
  if (out === undefined) return "text";
  const known = Object.keys(endings);
  return (
    endings[extname(out).toLowerCase()] ??
    fail("usage", {
      who: "--out",
      expected: `a file name that ends in ${known.slice(0, -1).join(", ")} or ${known.at(-1)}`,
      got: `"${out}"`,
      fix: "Say the format with --format.",
    })
  );
}

/** Writes documents as the options ask. */
export interface Writer {
  readonly format: Format;
  readonly language: Language;
  /** Writes a document, or for JSON its data. A file has no width and no colors of its own. */
  write(readings: { readonly document: () => Document; readonly data: () => unknown }): Promise<void>;
  /** Writes text as it is. */
  writeText(text: string): Promise<void>;
}

/**
 * A writer to the file that was named, or to the standard output.
 *
 * @throws ChainruleError `usage` for an unknown format or language, before anything is computed
 */
export function writerOf(io: Io, given: DocumentGiven): Writer {
  const format = formatOf(given);
  const language = choiceOption("--lang", given.lang, languages) ?? "en";
  const terminal = {
    width: widthOf(io.stdout),
    emphasize: (style: "bold" | "dim", text: string) => styled(io.stdout, style, text),
  };
  async function writeText(text: string): Promise<void> {
    if (given.out === undefined) return void io.stdout.write(text);
    await writeFileAtomic(pathIn(io, given.out), text);
    say(io.stdout, `Written to ${given.out}`);
  }
  return {
    format,
    language,
    writeText,
    write: ({ document, data }) =>
      writeText(
        format === "json"
          ? `${JSON.stringify(data(), undefined, 2)}\n`
          : formats[format](document(), given.out === undefined ? terminal : {}),
      ),
  };
}
