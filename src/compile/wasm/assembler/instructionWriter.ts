import { fail } from "../../../base/error.ts";
import type { Bytes } from "./bytes.ts";
import { encodeImmediates, type Scope } from "./immediates.ts";
import {
  type Immediates,
  type Instruction,
  type InstructionName,
  instruction,
  type Label,
  type WasmFunction,
} from "./instruction.ts";
import type { OperandStack } from "./operands.ts";
import type { Signature, ValueType } from "./types.ts";

/** What writes instructions one after the other, without blocks. */
export interface Writer {
  /** A fresh local, zero at first; returns its index. The name is for people. */
  local(type: ValueType, name?: string): number;
  /**
   * Appends an instruction with its immediates.
   *
   *     code.emit("i32.const", 4);
   *     code.emit("v128.load", { offset: 16 });
   *     code.emit("f32x4.mul");
   *     code.emit("br_if", label);
   */
  emit<Name extends InstructionName>(name: Name, ...immediates: Immediates<Name>): void;
  /**
   * The result of an instruction on locals, in a fresh local: the same as to get each of them, emit the instruction
   * and set the local, in a third of the time, which is most of what it takes to generate arithmetic.
   *
   *     const sum = code.apply("f32x4.add", a, b);
   */
  apply(name: InstructionName, ...operands: readonly number[]): number;
}

/** What a function body needs to know of its module. */
export interface ModuleScope {
  signature(callee: WasmFunction): Signature | undefined;
  globalType(index: number): ValueType | undefined;
}

/** The function that instructions are written for: `types` has the type of each local, the parameters first. */
export interface Surroundings {
  readonly who: string;
  readonly signature: Signature;
  readonly module: ModuleScope;
  readonly types: ValueType[];
  readonly localNames: Map<number, string>;
}

/** Writes instructions to `out` and follows on `stack` what they take and leave. */
export function instructionWriter(
  out: Bytes,
  stack: OperandStack,
  { who, signature, module, types, localNames }: Surroundings,
): Writer {
  const scope: Scope = { who, depth: stack.depth };
  const { opcode: get } = instruction("local.get");
  const { opcode: set } = instruction("local.set");

  function known<T>(found: T | undefined, kind: string, index: number): T {
    if (found !== undefined) return found;
    return fail("internal", { who, expected: `a known ${kind}`, got: `${kind} ${index}` });
  }

  /** The effect of an instruction on values of any type: that of its variable, or that of the value on top. */
  function generic({ name, effect, bound, immediates }: Instruction, values: readonly unknown[]) {
    const kind = immediates[0]?.kind;
    if (kind === "local" || kind === "global") {
      const index = values[0] as number;
      const type = known(kind === "local" ? types[index] : module.globalType(index), kind, index);
      const { operands, results } = bound!.get(type)!;
      stack.pop(operands, name);
      stack.push(results);
    } else {
      const type = stack.pop(effect.operands, name);
      stack.push(bound!.get(type)!.results);
    }
  }

  /** Takes and leaves what a call or a branch carries, which its target says. */
  function transfer({ name, immediates, returns }: Instruction, values: readonly unknown[]) {
    const kind = immediates[0]?.kind;
    if (kind === "func") {
      const callee = values[0] as WasmFunction;
      const { params, results } = known(module.signature(callee), "function", callee.index);
      stack.pop(params, name);
      stack.push(results);
    } else if (kind === "label" || kind === "labels") {
      const targets = (kind === "labels" ? [...(values[0] as Label[]), values[1]] : [values[0]]) as Label[];
      for (const target of targets) {
        const { carried } = stack.frame(target);
        stack.pop(carried, name);
        stack.push(carried);
      }
    } else if (returns) stack.pop(signature.results, name);
  }

  function opcode(row: Instruction) {
    if (row.prefix === 0) out.byte(row.opcode);
    else {
      out.byte(row.prefix);
      out.u32(row.opcode);
    }
  }

  function local(type: ValueType, name?: string): number {
    if (name !== undefined) localNames.set(types.length, name);
    return types.push(type) - 1;
  }

  return {
    local,
    emit(name: InstructionName, ...values: readonly unknown[]) {
      const row = instruction(name);
      if (row.bound) generic(row, values);
      else {
        stack.pop(row.effect.operands, name);
        if (row.transfers) transfer(row, values);
        stack.push(row.effect.results);
        if (row.leaves) stack.leave();
      }
      opcode(row);
      if (row.immediates.length > 0) encodeImmediates(out, row.immediates, values, scope);
    },
    apply(name, ...operands) {
      const row = instruction(name);
      const { operands: wanted, results } = row.effect;
      let fits = operands.length === wanted.length && results.length === 1 && row.immediates.length === 0;
      for (let i = 0; fits && i < wanted.length; i++) fits = types[operands[i]!] === wanted[i];
      if (!fits || row.bound)
        fail("internal", {
          who,
          expected: `an instruction on locals, here ${name} on ${wanted.join(" ")}`,
          got: operands.map((operand) => types[operand] ?? "no local").join(" "),
        });
      for (let i = 0; i < operands.length; i++) {
        out.byte(get);
        out.u32(operands[i]!);
      }
      opcode(row);
      const result = local(results[0] as ValueType);
      out.byte(set);
      out.u32(result);
      return result;
    },
  };
}
