import { fail } from "../../../base/error.ts";
import { type Bytes, byteBuffer } from "./bytes.ts";
import type { Label } from "./instruction.ts";
import { instructionWriter, type ModuleScope, type Surroundings, type Writer } from "./instructionWriter.ts";
import { type Frame, operandStack } from "./operands.ts";
import { control, type Signature, typeBytes, type ValueType } from "./types.ts";

/** Writes instructions inside one block; `end` is where a branch to this block goes. */
export type Body = (label: Label) => void;

/** The body of a function under construction. */
export interface Code extends Writer {
  /** Instructions to be put in later, as a whole; by themselves they leave nothing on the stack and branch nowhere. */
  part(): Part;
  /** A block whose label is its end. It leaves one value of type `result`, or nothing. */
  block(body: Body, result?: ValueType): void;
  /** A block whose label is its start: `br` to it goes round again, running past its end leaves it. */
  loop(body: Body, result?: ValueType): void;
  /** Takes an i32 and runs `body` where it is not 0, `otherwise` where it is; both labels are the end. */
  if(body: Body, otherwise?: Body, result?: ValueType): void;
}

/** Instructions that wait for their place. */
export interface Part {
  readonly writer: Writer;
  /** Puts them here. */
  place(): void;
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
  const stack = operandStack(who);
  const types: ValueType[] = [...signature.params];
  const localNames = new Map<number, string>();
  const around: Surroundings = { who, signature, module, types, localNames };
  stack.open(signature.results, signature.results);

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

  function part(): Part {
    const [waiting, own] = [byteBuffer(), operandStack(who)];
    own.open([], []);
    return {
      writer: instructionWriter(waiting, own, around),
      place() {
        own.close("end of the part");
        out.raw(waiting.view());
      },
    };
  }

  const code: Code = {
    ...instructionWriter(out, stack, around),
    part,
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
