import type { NDArray } from "../../array/ndarray.ts";
import { arrayData, writable } from "../document/json.ts";
import type { TraceDocumentOptions } from "./document.ts";
import { choose } from "./select.ts";
import type { Trace } from "./trace.ts";

/** A trace as plain data for JSON: numbers with all their digits, arrays of more than 100,000 by their statistics. */
export function traceData(trace: Trace, { language = "en", only }: TraceDocumentOptions = {}): unknown {
  const { entries, elements } = choose(trace, only);
  const { rows, ...place } = trace.place;
  const arrayOf = ({ data, shape }: NDArray) => arrayData(data, shape);
  return {
    ...trace.about,
    ...place,
    ...(rows && { rows: [...rows] }),
    convention: trace.convention,
    entries: entries.map(({ name, role, formula, shapes, value, before, numbers, why }) => ({
      name,
      role,
      ...(formula && { formula }),
      shapes,
      ...(before && { before: arrayOf(before) }),
      value: arrayOf(value),
      numbers: numbers.map(({ text }) => text),
      why: why[language],
    })),
    ...(elements.length > 0 && {
      elements: elements.map(({ value, total, contributions, ...rest }) => ({
        ...rest,
        value: writable(value),
        ...(total !== undefined && { total: writable(total) }),
        contributions: contributions.map((one) => ({ ...one, value: writable(one.value) })),
      })),
    }),
  };
}
