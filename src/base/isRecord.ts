/**
 * Whether a value of unknown type is a record, as options and objects of a JSON file are: not null, nor a list.
 *
 * @example
 * isRecord({ epochs: 100 }); // true
 * isRecord([100]); // false
 */
export const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === "object" && value !== null && !Array.isArray(value);
