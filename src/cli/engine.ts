import { tiered } from "../node/native/tiered.ts";
import { auto } from "../run/auto.ts";
import type { Backend } from "../run/backend.ts";
import { obstacleToCompiling } from "../run/engine.ts";
import { interpreter } from "../run/interpreter.ts";
import { wasm } from "../run/wasm.ts";
import { engines } from "./options/engine.ts";
import { choiceOption } from "./optionValues.ts";

/**
 * What computes, as `--engine` says, else the variable CHAINRULE_ENGINE.
 *
 * @throws ChainruleError `usage` for a word that is none of them
 */
export async function engineOf(
  text: string | undefined,
  env = process.env.CHAINRULE_ENGINE,
): Promise<Backend> {
  const chosen =
    choiceOption("--engine", text, engines) ?? choiceOption("CHAINRULE_ENGINE", env || undefined, engines);
  return backends[chosen ?? "auto"]();
}

const backends: Readonly<Record<(typeof engines)[number], () => Backend | Promise<Backend>>> = {
  auto: () => tiered,
  interpreter: () => interpreter,
  // Where nothing can be compiled, this one says so and interprets.
  wasm: () => (obstacleToCompiling() === undefined ? wasm : auto),
  native: async () => (await import("../node/native/native.ts")).native,
};
