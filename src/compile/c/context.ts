import type { Buffer } from "../kernel.ts";
import type { Form } from "./form.ts";
import { block, type Source } from "./source.ts";

/** What the code of a kernel is written with. */
export interface Context {
  readonly source: Source;
  readonly form: Form;
  /** What an array is called; a parameter of the kernel's function, or of one that calls it. */
  nameOf(buffer: Buffer): string;
}

/** Lines are not to be longer. */
const widest = 100;

/** `for (size_t i = 0; i < count; i += by)`; a short statement alone stands beside it. */
export function loop(
  index: string,
  count: number | string,
  body: readonly string[],
  by: number | string = 1,
): string[] {
  const head = `for (size_t ${index} = 0; ${index} < ${count}; ${by === 1 ? `${index}++` : `${index} += ${by}`})`;
  const [only] = body;
  const isShort = body.length === 1 && !only!.startsWith("for") && head.length + only!.length < widest;
  return isShort ? [`${head} ${only}`] : block(head, body);
}

/** A sum of products as an index: leaves out what is 0, and factors of 1. */
export function index(...parts: readonly (readonly [factor: number | string, variable: string])[]): string {
  const terms = parts
    .filter(([factor]) => factor !== 0)
    .map(([factor, variable]) => (factor === 1 ? variable : `${variable} * ${factor}`));
  return terms.length === 0 ? "0" : terms.join(" + ");
}
