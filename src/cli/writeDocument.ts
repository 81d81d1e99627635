import { extname } from "node:path";
import { fail } from "../base/error.ts";
import { type Format, formatNames } from "../explain/document/formatNames.ts";
import { type Document, formats } from "../explain/document/index.ts";
import { type Language, languages } from "../explain/language/sentences.ts";
import { writeFileAtomic } from "../node/files.ts";
import { type Io, pathIn, say, styled, widthOf } from "./io.ts";
import { choiceOption } from "./numbers.ts";
import type { documentOptions } from "./options/written.ts";
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
export function formatOf({ format, json, out }: DocumentGiven): Format {
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

export const languageOf = ({ lang }: DocumentGiven): Language =>
  choiceOption("--lang", lang, languages) ?? "en";

/** Writes a document, or for JSON its data, to a file or the standard output. A file has no width and no colors. */
export async function writeDocument(
  io: Io,
  given: DocumentGiven,
  { document, data }: { readonly document: () => Document; readonly data: () => unknown },
): Promise<void> {
  const format = formatOf(given);
  const terminal = {
    width: widthOf(io.stdout),
    emphasize: (style: "bold" | "dim", text: string) => styled(io.stdout, style, text),
  };
  const text =
    format === "json"
      ? `${JSON.stringify(data(), undefined, 2)}\n`
      : formats[format](document(), given.out === undefined ? terminal : {});
  await writeText(io, given.out, text);
}

/** Text to a file, or to the standard output where none is named. */
export async function writeText(io: Io, out: string | undefined, text: string): Promise<void> {
  if (out === undefined) return void io.stdout.write(text);
  await writeFileAtomic(pathIn(io, out), text);
  say(io.stdout, `Written to ${out}`);
}
