import { type Bytes, byteBuffer } from "./bytes.ts";
import type { Label } from "./instruction.ts";
import { instructionWriter, type Surroundings, type Writer } from "./instructionWriter.ts";
import { control, type Signature, typeBytes, type ValueType } from "./types.ts";

/** Writes instructions inside one block; `end` is where a branch to this block goes. */
export type Body = (label: Label) => void;

/** The body of a function under construction. */
export interface Code extends Writer {
  /** Instructions to be put in later, as a whole; they branch nowhere. */
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
export function functionBody(name: string, { params }: Signature) {
  const out = byteBuffer();
  const types: ValueType[] = [...params];
  const localNames = new Map<number, string>();
  const open: Label[] = [];
  const around: Surroundings = { who: `wasm function "${name}"`, types, localNames, open };

  /** A block that begins with `opcode` and that branches inside it can name. */
  function block(opcode: number, result: ValueType | undefined, body: Body): void {
    out.byte(opcode);
    out.byte(result ? typeBytes[result] : control.noResult);
    inside(body);
    out.byte(control.end);
  }

  function inside(body: Body): void {
    const label = { depth: open.length };
    open.push(label);
    body(label);
    open.pop();
  }

  const code: Code = {
    ...instructionWriter(out, around),
    part() {
      const waiting = byteBuffer();
      const writer = instructionWriter(waiting, { ...around, open: [] });
      return { writer, place: () => out.raw(waiting.view()) };
    },
    block: (body, result) => block(control.block, result, body),
    loop: (body, result) => block(control.loop, result, body),
    if: (body, otherwise, result) =>
      block(control.if, result, (label) => {
        body(label);
        if (!otherwise) return;
        out.byte(control.else);
        otherwise(label);
      }),
  };

  function finish(): FinishedBody {
    out.byte(control.end);
    return { locals: types.slice(params.length), localNames, code: out.view() };
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
