import type { Code, Writer } from "./assembler/module.ts";

export type { Writer } from "./assembler/module.ts";

/** Instructions that wait: constants they need are written first, before the loop that these go into. */
export function delayed(code: Code): { readonly writer: Writer; flush(): void } {
  const { writer, place } = code.part();
  return { writer, flush: place };
}
