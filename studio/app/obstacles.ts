import type { Said } from "../../src/explain/language/sentences.ts";
import { allowsWasm } from "../bridge/wasm.ts";
import { words } from "./words.ts";

/** What the place does not allow, and the page does without. */
export const obstacles = (ownThread: boolean): Said[] => [
  ...(ownThread ? [] : [words.noWorker()]),
  ...(allowsWasm() ? [] : [words.noWasm()]),
  ...(globalThis.crossOriginIsolated || location.protocol === "file:" ? [] : [words.noIsolation()]),
];
