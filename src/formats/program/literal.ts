/**
 * Plain data as TypeScript writes it: `{ samples: 400, seed: 1 }`. Numbers keep all their bits.
 *
 * @example
 * literal({ name: "a b", list: [1, 2.5], "x-y": true }); // '{ name: "a b", list: [1, 2.5], "x-y": true }'
 */
export function literal(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(literal).join(", ")}]`;
  if (typeof value !== "object" || value === null) return JSON.stringify(value);
  const fields = Object.entries(value)
    .filter(([, field]) => field !== undefined)
    .map(([key, field]) => `${keyOf(key)}: ${literal(field)}`);
  return fields.length === 0 ? "{}" : `{ ${fields.join(", ")} }`;
}

const keyOf = (key: string): string => (/^[A-Za-z_$][\w$]*$/.test(key) ? key : JSON.stringify(key));
