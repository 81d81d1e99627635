import type { Said } from "../../src/explain/language/sentences.ts";
import { words } from "./words.ts";

/** What the place does not allow, and the page does without. */
export const obstacles = (ownThread: boolean): Said[] => [
  ...(ownThread ? [] : [words.noWorker()]),
  ...(allowsWasm() ? [] : [words.noWasm()]),
];

/** The smallest module there is: its header. */
function allowsWasm(): boolean {
  try {
    return new WebAssembly.Module(Uint8Array.of(0, 0x61, 0x73, 0x6d, 1, 0, 0, 0)) !== undefined;
  } catch {
    return false;
  }
}
