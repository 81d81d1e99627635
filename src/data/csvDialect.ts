import Papa from "papaparse";

/** A line of fields and where it starts. */
export interface Row {
  readonly fields: readonly string[];
  readonly line: number;
}

/** The delimiters that are tried, as messages call them; the first that fits wins. */
export const delimiterNames: Readonly<Record<string, string>> = {
  "\t": "tabs",
  ";": "semicolons",
  ",": "commas",
  "|": "pipes",
};

/**
 * The delimiter that cuts the first lines into equally many fields. Semicolons win over commas, which may be
 * decimal marks. Where no delimiter does, the one that cuts the first line into most fields.
 */
export function detectDelimiter(text: string): string {
  const candidates = Object.keys(delimiterNames).map((delimiter) => {
    const { data } = Papa.parse<string[]>(text, { delimiter, preview: 100, skipEmptyLines: "greedy" });
    const width = data[0]?.length ?? 0;
    return { delimiter, width, even: width > 1 && data.every((fields) => fields.length === width) };
  });
  const even = candidates.find((candidate) => candidate.even);
  if (even) return even.delimiter;
  const widest = candidates.reduce((a, b) => (b.width > a.width ? b : a));
  return widest.width > 1 ? widest.delimiter : ",";
}

/** A header line has no number in it, and stands over numbers or over texts that it is not one of. */
export function detectHeader(rows: readonly Row[], isNumber: (field: string) => boolean): boolean {
  const [first, ...body] = rows as [Row, ...Row[]];
  if (first.fields.some(isNumber)) return false;
  if (body.length === 0) return true;
  if (body.some(({ fields }) => fields.some(isNumber))) return true;
  return first.fields.every((field, j) => body.every(({ fields }) => fields[j] !== field));
}

/** The comma where a file with semicolons has numbers such as 1,5 and none such as 1.5. */
export function detectDecimal(rows: readonly Row[], delimiter: string): "." | "," {
  if (delimiter !== ";") return ".";
  const has = (pattern: RegExp) =>
    rows.some(({ fields }) => fields.some((field) => pattern.test(field.trim())));
  return has(/^[-+]?\d+,\d+$/) && !has(/^[-+]?\d*\.\d+$/) ? "," : ".";
}

const numberPattern = /^[-+]?(\d+\.?\d*|\.\d+)(e[-+]?\d+)?$/i;
const infinityPattern = /^[-+]?inf(inity)?$/i;

/** The number a field stands for, or undefined for a text. Infinite numbers are numbers, to be refused with their place. */
export function parseNumber(field: string, decimal: "." | ","): number | undefined {
  const trimmed = field.trim();
  const pointed = decimal === "," ? trimmed.replace(",", ".") : trimmed;
  if (numberPattern.test(pointed)) return Number(pointed);
  return infinityPattern.test(trimmed) ? (trimmed.startsWith("-") ? -Infinity : Infinity) : undefined;
}
