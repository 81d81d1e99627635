import { bytesOf } from "../../base/dtype.ts";
import { parity, rotations } from "../../base/threefry.ts";
import type { CounterKernel } from "../kernel.ts";
import type { Code } from "./assembler/module.ts";
import { advance, type Context, counter as counterFrom, times } from "./context.ts";

/** The first word of Threefry-2x32 as instructions: x and y hold the counter before and random words after. */
function threefry(code: Code, keys: readonly [number, number, number], x: number, y: number): void {
  const get = (...locals: number[]) => {
    for (const local of locals) code.emit("local.get", local);
  };
  const addTo = (local: number, other: number) => {
    get(local, other);
    code.emit("i32.add");
    code.emit("local.set", local);
  };
  addTo(x, keys[0]);
  addTo(y, keys[1]);
  for (let round = 0; round < 20; round++) {
    addTo(x, y);
    get(y);
    code.emit("i32.const", rotations[round % 8]!);
    code.emit("i32.rotl");
    get(x);
    code.emit("i32.xor");
    code.emit("local.set", y);
    if (round % 4 === 3) {
      const injection = (round + 1) / 4;
      addTo(x, keys[injection % 3]!);
      addTo(y, keys[(injection + 1) % 3]!);
      advance(code, y, injection);
    }
  }
}

export function counter({ code, at }: Context, kernel: CounterKernel): void {
  const { stream, threshold, below, above, seed, step, out } = kernel;
  const keys = [code.local("i32"), counterFrom(code, stream), code.local("i32")] as const;
  const [x, y] = [code.local("i32", "x"), code.local("i32", "y")];
  const i = counterFrom(code, 0, "i");
  const place = counterFrom(code, at(out), "place");
  const type = out.dtype === "float32" ? "f32" : "f64";
  const load = (address: number, into: number) => {
    code.emit("i32.const", address);
    code.emit("i32.load");
    code.emit("local.set", into);
  };
  load(at(seed), keys[0]);
  code.emit("local.get", keys[0]);
  code.emit("i32.const", stream ^ parity);
  code.emit("i32.xor");
  code.emit("local.set", keys[2]);
  times(code, out.length, () => {
    load(at(step), x);
    code.emit("local.get", i);
    code.emit("local.set", y);
    threefry(code, keys, x, y);
    code.emit("local.get", place);
    code.emit(`${type}.const`, above);
    code.emit(`${type}.const`, below);
    code.emit("local.get", x);
    code.emit("i32.const", 8);
    code.emit("i32.shr_u");
    code.emit("i32.const", threshold);
    code.emit("i32.ge_u");
    code.emit("select");
    code.emit(`${type}.store`);
    advance(code, i, 1);
    advance(code, place, bytesOf(out.dtype));
  });
}
