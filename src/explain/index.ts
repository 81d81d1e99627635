export { type Document, type Format, formats } from "./document/index.ts";
export type { Contribution, Expansion } from "./trace/expansion.ts";
export { type ExplainOptions, explain } from "./trace/explain.ts";
export type { Entry, Trace } from "./trace/trace.ts";
