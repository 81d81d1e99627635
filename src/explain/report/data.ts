import { writable } from "../document/json.ts";
import type { Language } from "../language/sentences.ts";
import type { Report } from "./report.ts";
import { sayFinding } from "./say.ts";

/** A report as plain data for JSON, each finding with its sentence. Fields may be added, never renamed. */
export function reportData(report: Report, language: Language = "en"): unknown {
  const { about, layers, looks, findings } = report;
  return plain({
    ...about,
    layerNames: layers,
    looks,
    findings: findings.map((finding) => ({ ...finding, says: sayFinding(finding, report)[language] })),
  });
}

/** Numbers that JSON has, in lists that JSON has. */
function plain(value: unknown): unknown {
  if (typeof value === "number") return writable(value);
  if (value instanceof Float64Array) return Array.from(value, writable);
  if (Array.isArray(value)) return value.map(plain);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, plain(one)]));
}
