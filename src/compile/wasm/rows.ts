import { bytesOf, isFloat } from "../../base/dtype.ts";
import { fail } from "../../base/error.ts";
import type { Buffer, GatherKernel, OneHotKernel, ScatterKernel } from "../kernel.ts";
import { advance, type Context, copyOf, counter, times } from "./context.ts";

/** Rows up to this many bytes are copied by their elements: one instruction for all pays only from there on. */
const shortRow = 64;

/** Puts the address `base + index * step` on the stack, the index read at `from`. */
function rowAddress({ code }: Context, from: number, base: number, step: number): void {
  code.emit("local.get", from);
  code.emit("i32.load");
  code.emit("i32.const", step);
  code.emit("i32.mul");
  code.emit("i32.const", base);
  code.emit("i32.add");
}

/** Runs `body` where the index read at `from` is below `count`; as the interpreter does, others are passed over. */
function ifBelow({ code }: Context, from: number, count: number, body: () => void): void {
  code.emit("local.get", from);
  code.emit("i32.load");
  code.emit("i32.const", count);
  code.emit("i32.lt_u");
  code.if(body);
}

function zeros({ code, at }: Context, out: Buffer): void {
  code.emit("i32.const", at(out));
  code.emit("i32.const", 0);
  code.emit("i32.const", out.length * bytesOf(out.dtype));
  code.emit("memory.fill");
}

const loads = { 1: "i32.load8_u", 4: "i32.load", 8: "i64.load" } as const;
const stores = { 1: "i32.store8", 4: "i32.store", 8: "i64.store" } as const;

export function gather(context: Context, { width, x, indices, out }: GatherKernel): void {
  const { code, at } = context;
  const bytes = bytesOf(out.dtype) as 1 | 4 | 8;
  const index = counter(code, at(indices), "index");
  const place = counter(code, at(out), "place");
  const from = code.local("i32", "from");
  times(code, indices.length, () => {
    ifBelow(context, index, x.length / width, () => {
      rowAddress(context, index, at(x), width * bytes);
      code.emit("local.set", from);
      if (width * bytes > shortRow) {
        code.emit("local.get", place);
        code.emit("local.get", from);
        code.emit("i32.const", width * bytes);
        code.emit("memory.copy");
      } else {
        for (let offset = 0; offset < width * bytes; offset += bytes) {
          code.emit("local.get", place);
          code.emit("local.get", from);
          code.emit(loads[bytes], { offset });
          code.emit(stores[bytes], { offset });
        }
      }
    });
    advance(code, index, 4);
    advance(code, place, width * bytes);
  });
}

const adders = {
  float32: ["f32.load", "f32.add", "f32.store"],
  float64: ["f64.load", "f64.add", "f64.store"],
  int32: ["i32.load", "i32.add", "i32.store"],
} as const;

/** Element by element, since a vector could run over into a row that is added to later. */
export function scatter(context: Context, { width, x, indices, out }: ScatterKernel): void {
  const { code, at } = context;
  const { dtype } = out;
  if (!isFloat(dtype) && dtype !== "int32")
    fail("internal", { who: "wasm scatter", expected: "numbers to add", got: dtype });
  const [load, add, store] = adders[dtype];
  const bytes = bytesOf(dtype);
  zeros(context, out);
  const index = counter(code, at(indices), "index");
  const from = counter(code, at(x), "from");
  const row = code.local("i32", "row");
  times(code, indices.length, () => {
    ifBelow(context, index, out.length / width, () => {
      rowAddress(context, index, at(out), width * bytes);
      code.emit("local.set", row);
      const p = copyOf(code, from);
      times(code, width, () => {
        code.emit("local.get", row);
        code.emit("local.get", row);
        code.emit(load);
        code.emit("local.get", p);
        code.emit(load);
        code.emit(add);
        code.emit(store);
        advance(code, row, bytes);
        advance(code, p, bytes);
      });
    });
    advance(code, index, 4);
    advance(code, from, width * bytes);
  });
}

export function oneHot(context: Context, { classes, labels, out }: OneHotKernel): void {
  const { code, at } = context;
  const bytes = bytesOf(out.dtype);
  const type = out.dtype === "float32" ? "f32" : "f64";
  zeros(context, out);
  const label = counter(code, at(labels), "label");
  const row = counter(code, at(out), "row");
  times(code, labels.length, () => {
    const place = copyOf(code, row, "place");
    ifBelow(context, label, classes, () => {
      rowAddress(context, label, 0, bytes);
      code.emit("local.get", place);
      code.emit("i32.add");
      code.emit(`${type}.const`, 1);
      code.emit(`${type}.store`);
    });
    advance(code, label, 4);
    advance(code, row, classes * bytes);
  });
}
