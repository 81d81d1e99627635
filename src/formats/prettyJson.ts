/** JSON with an indented line for each field, and lists of plain values on one line: readable and easy to compare. */
export function prettyJson(value: unknown, indent = ""): string {
  const inner = `${indent}  `;
  const block = (open: string, lines: readonly string[], close: string) =>
    lines.length === 0 ? open + close : `${open}\n${inner}${lines.join(`,\n${inner}`)}\n${indent}${close}`;
  if (Array.isArray(value)) {
    if (value.every((item) => typeof item !== "object" || item === null))
      return `[${value.map((item) => JSON.stringify(item) ?? "null").join(", ")}]`;
    return block(
      "[",
      value.map((item) => prettyJson(item, inner)),
      "]",
    );
  }
  if (typeof value !== "object" || value === null) return JSON.stringify(value) ?? "null";
  const fields = Object.entries(value).filter(([, field]) => field !== undefined);
  return block(
    "{",
    fields.map(([key, field]) => `${JSON.stringify(key)}: ${prettyJson(field, inner)}`),
    "}",
  );
}
