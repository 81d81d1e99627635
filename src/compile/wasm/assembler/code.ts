import { fail } from "../../../base/error.ts";
import { type Bytes, byteBuffer } from "./bytes.ts";
import { encodeImmediates, type Scope } from "./immediates.ts";
import {
  type Immediates,
  type Instruction,
  type InstructionName,
  instruction,
  type Label,
  type WasmFunction,
} from "./instruction.ts";
import { type Frame, operandStack } from "./operands.ts";
import { control, type Signature, typeBytes, type ValueType } from "./types.ts";

/** Writes instructions inside one block; `end` is where a branch to this block goes. */
export type Body = (label: Label) => void;

/** The body of a function under construction. */
export interface Code {
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
  /** A block whose label is its end. It leaves one value of type `result`, or nothing. */
  block(body: Body, result?: ValueType): void;
  /** A block whose label is its start: `br` to it goes round again, running past its end leaves it. */
  loop(body: Body, result?: ValueType): void;
  /** Takes an i32 and runs `body` where it is not 0, `otherwise` where it is; both labels are the end. */
  if(body: Body, otherwise?: Body, result?: ValueType): void;
}

/** What a function body needs to know of its module. */
export interface ModuleScope {
  signature(callee: WasmFunction): Signature | undefined;
  globalType(index: number): ValueType | undefined;
}

/** A function body with its locals, ready for the module. */
export interface FinishedBody {
  readonly locals: readonly ValueType[];
  readonly localNames: ReadonlyMap<number, string>;
  readonly code: Uint8Array;
}

/** Starts the body of a function; `finish` closes it. */
export function functionBody(name: string, signature: Signature, module: ModuleScope) {
  const who = `wasm function "${name}"`;
  const out = byteBuffer();
  const types: ValueType[] = [...signature.params];
  const localNames = new Map<number, string>();
  const stack = operandStack(who);
  const scope: Scope = { who, depth: stack.depth };
  stack.open(signature.results, signature.results);

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

  function emit(name: InstructionName, ...values: readonly unknown[]) {
    const row = instruction(name);
    if (row.bound) generic(row, values);
    else {
      stack.pop(row.effect.operands, name);
      if (row.transfers) transfer(row, values);
      stack.push(row.effect.results);
      if (row.leaves) stack.leave();
    }
    if (row.prefix === 0) out.byte(row.opcode);
    else {
      out.byte(row.prefix);
      out.u32(row.opcode);
    }
    if (row.immediates.length > 0) encodeImmediates(out, row.immediates, values, scope);
  }

  function open(opcode: number, result: ValueType | undefined, isLoop: boolean): Frame {
    out.byte(opcode);
    out.byte(result ? typeBytes[result] : control.noResult);
    const results = result ? [result] : [];
    return stack.open(results, isLoop ? [] : results);
  }

  function close(opcode: number, by: string) {
    const { results } = stack.close(by);
    out.byte(opcode);
    return results;
  }

  const code: Code = {
    local(type, name) {
      if (name !== undefined) localNames.set(types.length, name);
      return types.push(type) - 1;
    },
    emit,
    block(body, result) {
      body(open(control.block, result, false));
      stack.push(close(control.end, "end of the block"));
    },
    loop(body, result) {
      body(open(control.loop, result, true));
      stack.push(close(control.end, "end of the loop"));
    },
    if(body, otherwise, result) {
      stack.pop(["i32"], "if");
      body(open(control.if, result, false));
      if (otherwise) {
        const results = close(control.else, "else");
        otherwise(stack.open(results, results));
      } else if (result) {
        fail("internal", { who, expected: `an otherwise that leaves ${result}`, got: "none" });
      }
      stack.push(close(control.end, "end of the if"));
    },
  };

  function finish(): FinishedBody {
    close(control.end, "end of the function");
    return { locals: types.slice(signature.params.length), localNames, code: out.view() };
  }

  return { code, finish };
}

/** Writes the locals of a body, one entry for each run of the same type, and its code. */
export function writeBody(out: Bytes, { locals, code }: FinishedBody): void {
  const runs: { type: ValueType; count: number }[] = [];
  for (const type of locals) {
    const last = runs.at(-1);
    if (last?.type === type) last.count++;
    else runs.push({ type, count: 1 });
  }
  const head = byteBuffer(64);
  head.u32(runs.length);
  for (const { type, count } of runs) {
    head.u32(count);
    head.byte(typeBytes[type]);
  }
  out.u32(head.length + code.length);
  out.raw(head.view());
  out.raw(code);
}
