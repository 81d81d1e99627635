import { type Code, type FinishedBody, functionBody } from "./code.ts";
import type { WasmFunction } from "./instruction.ts";
import { type MemoryOptions, type ModuleParts, writeModule } from "./sections.ts";
import type { Signature, ValueType } from "./types.ts";

export type { Code, Part } from "./code.ts";
export type { InstructionName, Label, MemoryArgument, WasmFunction } from "./instruction.ts";
export type { Writer } from "./instructionWriter.ts";
export type { MemoryOptions } from "./sections.ts";
export type { ValueType } from "./types.ts";

/** A parameter: its type, with a name for people where one helps: `"f32"`, `"rate: f32"`. */
export type Parameter = ValueType | `${string}: ${ValueType}`;

/** A WebAssembly module under construction. Its memory is imported as `env.memory`. */
export interface ModuleBuilder {
  /** Writes a function; `body` gets the indices of its parameters. `exported` gives it to the outside by its name. */
  func(
    params: readonly Parameter[],
    results: readonly ValueType[],
    name: string,
    body: (code: Code, ...params: number[]) => void,
    exported?: boolean,
  ): WasmFunction;
  /** Bytes put into memory at `offset` each time the module is instantiated. */
  data(offset: number, bytes: Uint8Array): void;
  /** The module in the binary format. */
  bytes(): Uint8Array<ArrayBuffer>;
}

/**
 * Starts a module.
 *
 * @example
 * const module = moduleBuilder({ memory: { initialPages: 1 } });
 * module.func(["x: f64"], ["f64"], "twice", (code, x) => {
 *   code.emit("local.get", x);
 *   code.emit("local.get", x);
 *   code.emit("f64.add");
 * }, true);
 * WebAssembly.validate(module.bytes()); // true
 */
export function moduleBuilder(options: { readonly memory: MemoryOptions }): ModuleBuilder {
  const { memory } = options;
  const signatures: Signature[] = [];
  const functions: { name: string; body: FinishedBody | undefined; exported: boolean }[] = [];
  const paramNames: (readonly (string | undefined)[])[] = [];
  const data: { offset: number; bytes: Uint8Array }[] = [];
  function parts(): ModuleParts {
    const finished = functions.map(({ name, body, exported }, index) => {
      const names = new Map(body!.localNames);
      paramNames[index]!.forEach((param, i) => {
        if (param !== undefined) names.set(i, param);
      });
      return { name, exported, signature: signatures[index]!, body: body!, localNames: names };
    });
    return { memory, functions: finished, data };
  }

  return {
    func(params, results, name, body, exported = false) {
      const split = params.map((param) => param.split(": "));
      const types = split.map((words) => words.at(-1) as ValueType);
      const index = functions.length;
      const entry: (typeof functions)[number] = { name, body: undefined, exported };
      signatures.push({ params: types, results });
      functions.push(entry);
      paramNames.push(split.map((words) => (words.length > 1 ? words[0] : undefined)));
      const { code, finish } = functionBody(name, signatures[index]!);
      body(code, ...types.keys());
      entry.body = finish();
      return { index };
    },
    data(offset, bytes) {
      data.push({ offset, bytes });
    },
    bytes: () => writeModule(parts()),
  };
}
