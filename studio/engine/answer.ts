import { ChainruleError } from "../../src/base/error.ts";
import type { Answer, Question } from "../bridge/message.ts";
import { type MethodName, methods, type PanelName, panelModules, theStage } from "./methods.ts";

type Callable = (...args: readonly unknown[]) => unknown;

/** Does what was asked; an error becomes an answer too, as the library's sentence. */
export async function answer({ id, panel, method, args }: Question): Promise<Answer> {
  try {
    return { id, value: await ask(panel, method, args) };
  } catch (error) {
    const code = error instanceof ChainruleError ? error.code : "internal";
    return { id, error: { code, message: error instanceof Error ? error.message : String(error) } };
  }
}

async function ask(panel: string | undefined, method: string, args: readonly unknown[]): Promise<unknown> {
  if (panel === undefined) return (methods[method as MethodName] as Callable)(...args);
  const module = (await panelModules[panel as PanelName]()) as Readonly<Record<string, Callable>>;
  return module[method]!(theStage, ...args);
}
