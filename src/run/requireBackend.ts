import { fail } from "../base/error.ts";
import { showValue } from "../base/showValue.ts";
import type { Backend } from "./backend.ts";

/**
 * Checks what was handed in as a backend: the command line takes a name in its place.
 *
 * @throws ChainruleError `usage` for anything but a backend or nothing
 */
export function requireBackend(backend: unknown, who: string): void {
  if (backend === undefined || typeof (backend as Partial<Backend> | null)?.prepare === "function") return;
  fail("usage", {
    who: `${who} backend`,
    expected: "a backend, not its name,",
    got: showValue(backend),
    fix: 'Write import { wasm } from "chainrule" and backend: wasm.',
  });
}
