import { scalars } from "../../op/scalars.ts";
import type { ArgReduceKernel } from "../kernel.ts";
import { advance, type Context, copyOf, counter, times } from "./context.ts";
import { instructions } from "./instructions.ts";
import { simd } from "./simd.ts";

/** The place of the best along an axis, one candidate after the other. A NaN gives way to any number. */
export function argReduce({ code, at }: Context, kernel: ArgReduceKernel): void {
  const { op, dtype, outer, range, inner, x, out } = kernel;
  const { prefix, bytes, splat } = simd[dtype];
  const k = scalars(instructions(code, dtype));
  const [champion, candidate, wins] = [code.local("v128"), code.local("v128"), code.local("v128")];
  const [best, r] = [code.local("i32", "best"), code.local("i32", "r")];
  const block = counter(code, at(x), "block");
  const place = counter(code, at(out), "place");
  const load = (p: number, into: number) => {
    code.emit("local.get", p);
    code.emit(splat);
    code.emit("local.set", into);
  };
  const compare = (name: "eq" | "ne", value: number) => {
    code.emit("local.get", value);
    code.emit("local.get", value);
    code.emit(`${prefix}.${name}`);
  };
  const set = (local: number, value: number) => {
    code.emit("i32.const", value);
    code.emit("local.set", local);
  };
  times(code, outer, () => {
    const column = copyOf(code, block, "column");
    times(code, inner, () => {
      const p = copyOf(code, column);
      load(p, champion);
      set(best, 0);
      set(r, 1);
      times(code, range - 1, () => {
        advance(code, p, inner * bytes);
        load(p, candidate);
        code.emit("local.get", op.better(k, candidate, champion));
        compare("ne", champion);
        compare("eq", candidate);
        code.emit("v128.and");
        code.emit("v128.or");
        code.emit("local.set", wins);
        code.emit("local.get", candidate);
        code.emit("local.get", champion);
        code.emit("local.get", wins);
        code.emit("v128.bitselect");
        code.emit("local.set", champion);
        code.emit("local.get", r);
        code.emit("local.get", best);
        code.emit("local.get", wins);
        code.emit("i32x4.extract_lane", 0);
        code.emit("select");
        code.emit("local.set", best);
        advance(code, r, 1);
      });
      code.emit("local.get", place);
      code.emit("local.get", best);
      code.emit("i32.store");
      advance(code, place, 4);
      advance(code, column, bytes);
    });
    advance(code, block, range * inner * bytes);
  });
}
