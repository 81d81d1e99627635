import { expect, test } from "vitest";
import {
  type Immediate,
  type InstructionName,
  instruction,
  instructionNames,
  type Operand,
} from "./instruction.ts";
import { type Code, type Label, moduleBuilder } from "./module.ts";
import { wat } from "./wat.ts";

// The rows are walked by name, so that the types of single instructions do not apply here.
type AnyEmit = (name: InstructionName, ...immediates: unknown[]) => void;

function constant(code: Code, type: Operand) {
  if (type === "v128") code.emit("v128.const", new Uint8Array(16));
  else if (type === "i64") code.emit("i64.const", 0n);
  else code.emit(type === "any" ? "i32.const" : `${type}.const`, 0);
}

const samples = (label: Label, local: number): Record<Exclude<Immediate["kind"], "zero">, unknown> => ({
  i32: -7,
  i64: -7n,
  f32: 0.1,
  f64: 0.1,
  v128: Uint8Array.from({ length: 16 }, (_, i) => i),
  mem: { offset: 200 },
  lane: 1,
  lanes: Array.from({ length: 16 }, (_, i) => 31 - i),
  local,
  func: { index: 0 },
  label,
});

/** A module whose one exported function uses the instruction once, on operands of its signature. */
function moduleOf(name: InstructionName, shared: boolean) {
  const { effect, immediates } = instruction(name);
  const module = moduleBuilder({ memory: { initialPages: 1, maximumPages: 1, shared } });
  module.func([], [], "callee", () => {});
  const use = (code: Code) => {
    const local = code.local("i32", "local");
    code.block((label) => {
      for (const type of effect.operands) constant(code, type);
      const values = immediates.flatMap(({ kind }) => (kind === "zero" ? [] : [samples(label, local)[kind]]));
      (code.emit as AnyEmit)(name, ...values);
      for (const _ of effect.results) code.emit("drop");
    });
  };
  module.func([], [], "use", use, true);
  return module;
}

test.each(instructionNames)("%s: the engine's validator accepts it on the operands of its row", (name) => {
  expect(WebAssembly.validate(moduleOf(name, false).bytes())).toBe(true);
  expect(WebAssembly.validate(moduleOf(name, true).bytes())).toBe(true);
});

test("an instruction put on operands of another type is refused by the engine, so that a pass means something", () => {
  const bytes = moduleOf("f32.add", false).bytes();
  const add = bytes.lastIndexOf(0x92);
  bytes[add] = 0xa0;
  expect(WebAssembly.validate(bytes)).toBe(false);
});

test("no two instructions share an opcode", () => {
  const codes = instructionNames.map((name) => `${instruction(name).prefix} ${instruction(name).opcode}`);
  expect(new Set(codes).size).toBe(instructionNames.length);
});

test("each instruction is printed by its own name", () => {
  for (const name of instructionNames) {
    const lines = wat(moduleOf(name, false).bytes())
      .split("\n")
      .map((line) => line.trim().split(" ")[0]);
    expect(lines).toContain(name);
  }
});
