import { fail } from "../../../base/error.ts";
import type { Bytes } from "./bytes.ts";
import { encodeImmediates } from "./immediates.ts";
import {
  type Immediates,
  type Instruction,
  type InstructionName,
  instruction,
  type Label,
} from "./instruction.ts";
import type { ValueType } from "./types.ts";

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

/** The function that instructions are written for. */
export interface Surroundings {
  readonly who: string;
  /** The type of each local, the parameters first. */
  readonly types: ValueType[];
  readonly localNames: Map<number, string>;
  /** The blocks that are open, from the outermost. */
  readonly open: readonly Label[];
}

/** Writes instructions to `out`. Whether they have their operands is for the engine to see, which names the function. */
export function instructionWriter(out: Bytes, { who, types, localNames, open }: Surroundings): Writer {
  const { opcode: get } = instruction("local.get");
  const { opcode: set } = instruction("local.set");
  const scope = { who, open };

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
      opcode(row);
      if (row.immediates.length > 0) encodeImmediates(out, row.immediates, values, scope);
    },
    apply(name, ...operands) {
      const row = instruction(name);
      const [type] = row.effect.results;
      if (!type || type === "any")
        fail("internal", { who, expected: "an instruction that gives a number", got: name });
      for (const operand of operands) {
        out.byte(get);
        out.u32(operand);
      }
      opcode(row);
      const result = local(type);
      out.byte(set);
      out.u32(result);
      return result;
    },
  };
}
