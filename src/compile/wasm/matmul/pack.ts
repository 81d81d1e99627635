import type { FloatType } from "../../../base/dtype.ts";
import type { WasmFunction } from "../assembler/module.ts";
import { advance, type Context } from "../context.ts";
import { simd } from "../simd.ts";
import { transposed } from "./transpose.ts";

/** `width` rows or columns of an operand that a tile reads in step, and how they lie. */
export interface Panel {
  readonly dtype: FloatType;
  readonly width: number;
  /** Whether the numbers of one step are neighbors; else those of one row or column are. */
  readonly together: boolean;
  /** Bytes from a step to the next where they are together, else from a row or column to the next. */
  readonly stride: number;
}

/** Bytes of a packed step: whole vectors. */
export const stepOf = ({ dtype, width }: Pick<Panel, "dtype" | "width">): number =>
  Math.ceil(width / simd[dtype].lanes) * 16;

/**
 * A function (from, to, depth) that copies a panel so that its steps follow each other: a tile then reads memory in
 * sequence, whatever the stride was. It may write three steps more than `depth`.
 */
export function packer(context: Context, panel: Panel): WasmFunction {
  const { dtype, width, together, stride } = panel;
  const name = `pack ${dtype} ${width} ${together ? "rows" : "columns"} by ${stride}`;
  return context.helper(name, ["from: i32", "to: i32", "depth: i32"], (code, from, to, depth) => {
    const { lanes } = simd[dtype];
    const step = stepOf(panel);
    const vectors = step / 16;
    const steps = together ? 1 : lanes;
    const load = (offset: number): number => {
      const vector = code.local("v128");
      code.emit("local.get", from!);
      code.emit("v128.load", { offset });
      code.emit("local.set", vector);
      return vector;
    };
    const store = (vector: number, offset: number) => {
      code.emit("local.get", to!);
      code.emit("local.get", vector);
      code.emit("v128.store", { offset });
    };
    const nothing = code.local("v128");
    code.loop((again) => {
      for (let v = 0; v < vectors; v++) {
        if (together) store(load(v * 16), v * 16);
        else {
          const square = Array.from({ length: lanes }, (_, i) =>
            v * lanes + i < width ? load((v * lanes + i) * stride) : nothing,
          );
          for (const [i, vector] of transposed(code, dtype, square).entries())
            store(vector, i * step + v * 16);
        }
      }
      advance(code, from!, together ? stride : 16);
      advance(code, to!, steps * step);
      advance(code, depth!, -steps);
      code.emit("local.get", depth!);
      code.emit("i32.const", 0);
      code.emit("i32.gt_s");
      code.emit("br_if", again);
    });
  });
}
