import type { Code } from "./assembler/module.ts";

/** What writes instructions one after the other, without blocks. */
export type Writer = Pick<Code, "emit" | "local">;

/** Instructions that wait: constants they need are written first, before the loop that these go into. */
export function delayed(code: Writer): { readonly writer: Writer; flush(): void } {
  const waiting: (() => void)[] = [];
  const writer: Writer = {
    local: code.local,
    emit: (name, ...immediates) => void waiting.push(() => code.emit(name, ...immediates)),
  };
  return {
    writer,
    flush() {
      for (const write of waiting) write();
    },
  };
}
