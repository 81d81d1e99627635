import type { FloatType } from "../../../base/dtype.ts";
import type { WasmFunction } from "../assembler/module.ts";
import { advance, type Context } from "../context.ts";
import { simd } from "../simd.ts";
import { storeLanes } from "./store.ts";

/** A column of tiles of the result, one below the other. Steps are in bytes. */
export interface Tiles {
  readonly dtype: FloatType;
  /** Rows of a tile. */
  readonly rows: number;
  /** Columns of a tile, in vectors of which the last may be stored in part. */
  readonly columns: number;
  /** From a row of a to the next, from a number of a row to the next, and from a tile to the next. */
  readonly aRow: number;
  readonly aStep: number;
  readonly aTile: number | "follows";
  readonly bStep: number;
  readonly cRow: number;
  /** Whether sums may go on from what the result holds. */
  readonly resumes: boolean;
}

/**
 * A function (a, b, c, depth, count, resume) that computes `count` tiles, the sums of each in locals. Products that
 * differ in nothing else share it, and the engine has optimized it before the first product ends, as a loop that
 * runs once would not be.
 */
export function tiles({ helper }: Context, shape: Tiles): WasmFunction {
  const { dtype, rows, columns, aRow, aStep, aTile, bStep, cRow, resumes } = shape;
  const { prefix, lanes, splat } = simd[dtype];
  const name = `tiles ${dtype} ${rows}x${columns} a ${aRow} ${aStep} ${aTile} b ${bStep} c ${cRow}${resumes ? " resumes" : ""}`;
  const params = ["a: i32", "b: i32", "c: i32", "depth: i32", "count: i32", "resume: i32"] as const;
  return helper(name, params, (code, a, b, c, depth, count, resume) => {
    const vectors = Math.ceil(columns / lanes);
    const sums = Array.from({ length: rows }, () =>
      Array.from({ length: vectors }, () => code.local("v128")),
    );
    const right = Array.from({ length: vectors }, () => code.local("v128"));
    const left = code.local("v128", "left");
    const [p, q, k] = [code.local("i32", "p"), code.local("i32", "q"), code.local("i32", "k")];
    const each = (body: (sum: number, offset: number, v: number) => void) => {
      for (const [r, row] of sums.entries())
        for (const [v, sum] of row.entries()) body(sum, r * cRow + v * 16, v);
    };
    const zero = () =>
      each((sum) => {
        code.emit("v128.const", new Uint8Array(16));
        code.emit("local.set", sum);
      });
    const reload = () =>
      each((sum, offset) => {
        code.emit("local.get", c!);
        code.emit("v128.load", { offset });
        code.emit("local.set", sum);
      });
    const set = (to: number, from: number) => {
      code.emit("local.get", from);
      code.emit("local.set", to);
    };
    code.loop((nextTile) => {
      set(p, a!);
      set(q, b!);
      set(k, depth!);
      if (resumes) {
        code.emit("local.get", resume!);
        code.if(reload, zero);
      } else zero();
      code.loop((again) => {
        for (const [v, vector] of right.entries()) {
          code.emit("local.get", q);
          code.emit("v128.load", { offset: v * 16 });
          code.emit("local.set", vector);
        }
        for (const [r, row] of sums.entries()) {
          code.emit("local.get", p);
          code.emit(splat, { offset: r * aRow });
          code.emit("local.set", left);
          for (const [v, sum] of row.entries()) {
            code.emit("local.get", sum);
            code.emit("local.get", left);
            code.emit("local.get", right[v]!);
            code.emit(`${prefix}.mul`);
            code.emit(`${prefix}.add`);
            code.emit("local.set", sum);
          }
        }
        advance(code, p, aStep);
        advance(code, q, bStep);
        advance(code, k, -1);
        code.emit("local.get", k);
        code.emit("br_if", again);
      });
      each((sum, offset, v) =>
        storeLanes(code, dtype, c!, offset, sum, Math.min(lanes, columns - v * lanes)),
      );
      if (aTile === "follows") set(a!, p);
      else advance(code, a!, aTile);
      advance(code, c!, rows * cRow);
      advance(code, count!, -1);
      code.emit("local.get", count!);
      code.emit("br_if", nextTile);
    });
  });
}
