import type { FloatType } from "../../base/dtype.ts";
import { reductionLanes } from "../../op/op.ts";
import type { Buffer } from "../kernel.ts";
import type { Place } from "./elements.ts";
import type { Vectors } from "./sideBySide.ts";
import { simd } from "./simd.ts";
import type { Writer } from "./writer.ts";

/** Reads arrays that are smaller than the loop, for the vectors of a round. */
export interface Broadcasts {
  /** `buffer[c]` */
  row(buffer: Buffer): Vectors;
  /** `buffer[r]` */
  column(buffer: Buffer): Vectors;
}

/** The loop runs over rows of `columns` elements as if they were one; `count` vectors a round, from byte `i` on. */
export function broadcasts(dtype: FloatType, columns: number, count: number, place: Place): Broadcasts {
  const { lanes, bytes, splat } = simd[dtype];
  const { before, inside, i, at } = place;
  const rowBytes = columns * bytes;
  const roundBytes = count * 16;
  const all = Array.from({ length: count }, (_, v) => v);
  const kept = (code: Writer, type: "i32" | "v128"): number => {
    const local = code.local(type);
    code.emit("local.set", local);
    return local;
  };
  const once = new Map<string, number>();
  /** A local that is computed once in a round. */
  const shared = (name: string, write: () => number): number => {
    const local = once.get(name) ?? write();
    once.set(name, local);
    return local;
  };

  /** The byte of a row that the round begins with. */
  const inRow = () =>
    shared("inRow", () => {
      inside.emit("local.get", i);
      inside.emit("i32.const", rowBytes);
      inside.emit("i32.rem_u");
      return kept(inside, "i32");
    });

  /** The first element of vector `v`, counted from the start of the loop. */
  const first = (v: number) => {
    inside.emit("local.get", i);
    inside.emit("i32.const", Math.log2(bytes));
    inside.emit("i32.shr_u");
    inside.emit("i32.const", v * lanes);
    inside.emit("i32.add");
  };

  /** The row in which vector `v` begins. */
  const rowOf = (v: number) =>
    shared(`row ${v}`, () => {
      first(v);
      inside.emit("i32.const", columns);
      inside.emit("i32.div_u");
      return kept(inside, "i32");
    });

  /** `buffer[row + further]` in every lane. */
  const numberOf = (buffer: Buffer, row: number, further: number): number => {
    inside.emit("local.get", row);
    inside.emit("i32.const", Math.log2(bytes));
    inside.emit("i32.shl");
    inside.emit(splat, { offset: at(buffer) + further * bytes });
    return kept(inside, "v128");
  };

  /** Lanes of vector `v` that are still in the row in which it begins. */
  const beforeNextRow = (v: number) =>
    shared(`mask ${v}`, () => {
      inside.emit("local.get", rowOf(v));
      inside.emit("i32.const", 1);
      inside.emit("i32.add");
      inside.emit("i32.const", columns);
      inside.emit("i32.mul");
      first(v);
      inside.emit("i32.sub");
      lanesBelow(inside, dtype);
      return kept(inside, "v128");
    });

  /** `buffer[r]` lane by lane, for rows that are shorter than a vector. */
  const laneByLane = (buffer: Buffer, v: number): number => {
    const vector = inside.local("v128");
    for (let lane = 0; lane < lanes; lane++) {
      first(v);
      inside.emit("i32.const", lane);
      inside.emit("i32.add");
      inside.emit("i32.const", columns);
      inside.emit("i32.div_u");
      inside.emit("i32.const", Math.log2(bytes));
      inside.emit("i32.shl");
      inside.emit("local.get", vector);
      const load = dtype === "float32" ? "v128.load32_lane" : "v128.load64_lane";
      inside.emit(load, { offset: at(buffer) }, lane);
      inside.emit("local.set", vector);
    }
    return vector;
  };

  return {
    row(buffer) {
      const fixed = roundBytes % rowBytes === 0;
      if (!fixed || rowBytes % 16 !== 0) wrap(before, at(buffer), rowBytes, roundBytes);
      const [code, start] = fixed ? [before, undefined] : [inside, inRow()];
      const known = new Map<number, number>();
      return all.map((v) => {
        const offset = fixed ? (v * 16) % rowBytes : v * 16;
        let vector = known.get(offset);
        if (vector !== undefined) return vector;
        if (start === undefined) code.emit("i32.const", 0);
        else code.emit("local.get", start);
        code.emit("v128.load", { offset: at(buffer) + offset });
        vector = kept(code, "v128");
        known.set(offset, vector);
        return vector;
      });
    },
    column(buffer) {
      if (columns % reductionLanes === 0) return new Array(count).fill(numberOf(buffer, rowOf(0), 0));
      if (reductionLanes % columns === 0 && columns >= lanes)
        return all.map((v) => numberOf(buffer, rowOf(0), Math.floor((v * lanes) / columns)));
      if (columns < lanes) return all.map((v) => laneByLane(buffer, v));
      return all.map((v) => {
        const here = numberOf(buffer, rowOf(v), 0);
        if (columns % lanes === 0) return here;
        inside.emit("local.get", here);
        inside.emit("local.get", numberOf(buffer, rowOf(v), 1));
        inside.emit("local.get", beforeNextRow(v));
        inside.emit("v128.bitselect");
        return kept(inside, "v128");
      });
    },
  };
}

/** A mask of the lanes whose index is below the number on the stack. */
export function lanesBelow(code: Writer, dtype: FloatType): void {
  code.emit("i32x4.splat");
  code.emit("v128.const", Int32Array.of(...(dtype === "float32" ? [0, 1, 2, 3] : [0, 0, 1, 1])));
  code.emit("i32x4.gt_s");
}

/** Repeats the beginning of a row in the space behind it, so that a round may begin anywhere in it. */
function wrap(code: Writer, address: number, rowBytes: number, roundBytes: number): void {
  const step = Math.min(16, rowBytes);
  for (let offset = 0; offset < roundBytes; offset += step) {
    code.emit("i32.const", 0);
    code.emit("i32.const", 0);
    code.emit("v128.load", { offset: address + offset });
    code.emit("v128.store", { offset: address + rowBytes + offset });
  }
}
