import { fail } from "../base/error.ts";
import type { CsvOptions } from "../data/csv.ts";
import { defined } from "./defined.ts";
import type { csvOptions } from "./options/data.ts";
import { choiceOption } from "./optionValues.ts";
import type { Given } from "./spec.ts";

/**
 * How a table is to be read.
 *
 * @throws ChainruleError `usage` for types, a header or a decimal mark that are none
 */
export function csvOptionsOf({ encoding, delimiter, types, header, decimal }: Given<typeof csvOptions>) {
  const named = choiceOption("--header", header, ["yes", "no"]);
  return defined({
    encoding,
    delimiter: delimiter === "\\t" || delimiter === "tab" ? "\t" : delimiter,
    header: named && named === "yes",
    decimal: choiceOption("--decimal", decimal, [".", ","]),
    types: typesOf(types),
  }) satisfies CsvOptions;
}

/** `zip=category,age=number` by column. */
function typesOf(text: string | undefined): CsvOptions["types"] {
  if (text === undefined) return undefined;
  return Object.fromEntries(
    text.split(",").map((part) => {
      const [, name, type] = /^\s*(.+?)\s*=\s*(\w+)\s*$/.exec(part) ?? [];
      if (name === undefined)
        fail("usage", { who: "--types", expected: "column=type, as in zip=category", got: `"${part}"` });
      return [name, choiceOption(`--types ${name}`, type, ["category", "number"])!];
    }),
  );
}
