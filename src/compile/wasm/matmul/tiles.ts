import type { FloatType } from "../../../base/dtype.ts";
import type { WasmFunction } from "../assembler/module.ts";
import { advance, type Context } from "../context.ts";
import { simd } from "../simd.ts";
import { storeLanes } from "./store.ts";
import { vectorsOf } from "./vectors.ts";

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
export function tiles({ helper, fused }: Context, shape: Tiles): WasmFunction {
  const { dtype, rows, columns, aRow, aStep, aTile, bStep, cRow, resumes } = shape;
  const { lanes, splat } = simd[dtype];
  const name = `tiles ${dtype} ${rows}x${columns} a ${aRow} ${aStep} ${aTile} b ${bStep} c ${cRow}${resumes ? " resumes" : ""}`;
  const params = ["a: i32", "b: i32", "c: i32", "depth: i32", "count: i32", "resume: i32"] as const;
  return helper(name, params, (code, a, b, c, depth, count, resume) => {
    const { load, zero, multiplyAdd } = vectorsOf({ code, fused }, dtype);
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
    const begin = () => each(zero);
    const goOn = () => each((sum, offset) => load(sum, c!, offset, "v128.load"));
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
        code.if(goOn, begin);
      } else begin();
      code.loop((again) => {
        for (const [v, vector] of right.entries()) load(vector, q, v * 16, "v128.load");
        for (const [r, row] of sums.entries()) {
          load(left, p, r * aRow, splat);
          for (const [v, sum] of row.entries()) multiplyAdd(sum, left, right[v]!);
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
