import { type Code, type ModuleBuilder, moduleBuilder, type ValueType } from "./module.ts";

/** A module's functions, ready to be called, and its memory. */
export interface Running {
  readonly memory: WebAssembly.Memory;
  call(name: string, ...args: (number | bigint)[]): unknown;
}

/** Compiles a module with a memory of its own. */
export function run(
  module: ModuleBuilder,
  descriptor: WebAssembly.MemoryDescriptor = { initial: 1 },
): Running {
  const memory = new WebAssembly.Memory(descriptor);
  const { exports } = new WebAssembly.Instance(new WebAssembly.Module(module.bytes()), { env: { memory } });
  return { memory, call: (name, ...args) => (exports[name] as (...all: unknown[]) => unknown)(...args) };
}

/** The value that a function without parameters gives, and the memory it ran on. */
export function evaluate(result: ValueType, body: (code: Code) => void): unknown {
  const module = moduleBuilder({ memory: { initialPages: 1 } });
  module.func([], [result], "value", body, true);
  return run(module).call("value");
}

/** The 16 bytes of the vector that `body` leaves. */
export function vector(body: (code: Code) => void): Uint8Array<ArrayBuffer> {
  const module = moduleBuilder({ memory: { initialPages: 1 } });
  const write = (code: Code) => {
    code.emit("i32.const", 0);
    body(code);
    code.emit("v128.store");
  };
  module.func([], [], "store", write, true);
  const { memory, call } = run(module);
  call("store");
  return new Uint8Array(memory.buffer.slice(0, 16));
}
