import { bytesOf } from "../../base/dtype.ts";
import type { Buffer, RecordKernel, StreamKernel } from "../kernel.ts";
import type { Context } from "./context.ts";

/** This step's part of an array that holds one value of so many elements after the other. */
function partAddress({ code, at, step }: Context, whole: Buffer, size: number): void {
  code.emit("local.get", step);
  code.emit("i32.const", size * bytesOf(whole.dtype));
  code.emit("i32.mul");
  code.emit("i32.const", at(whole));
  code.emit("i32.add");
}

export function stream(context: Context, { x, size, out }: StreamKernel): void {
  const { code, at } = context;
  code.emit("i32.const", at(out));
  partAddress(context, x, size);
  move(context, out);
}

export function record(context: Context, { x, out }: RecordKernel): void {
  const { code, at } = context;
  partAddress(context, out, x.length);
  code.emit("i32.const", at(x));
  move(context, x);
}

/** Moves one value between the two addresses on the stack: a single number by itself, more by one instruction. */
function move({ code }: Context, { dtype, length }: Buffer): void {
  const bytes = bytesOf(dtype);
  if (length === 1 && bytes === 4) {
    code.emit("i32.load");
    code.emit("i32.store");
  } else if (length === 1 && bytes === 8) {
    code.emit("i64.load");
    code.emit("i64.store");
  } else {
    code.emit("i32.const", length * bytes);
    code.emit("memory.copy");
  }
}
