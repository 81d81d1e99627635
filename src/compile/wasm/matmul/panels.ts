import { bytesOf } from "../../../base/dtype.ts";
import type { WasmFunction } from "../assembler/module.ts";
import { advance, type Context, copyOf, counter, times } from "../context.ts";
import { simd } from "../simd.ts";
import { blocksOf, overrun } from "./blocks.ts";
import { packer, stepOf } from "./pack.ts";
import type { Product } from "./product.ts";
import { tiles } from "./tiles.ts";

/** Memory for packed operands: its first byte, and the elements it has room for. */
export interface Scratch {
  readonly at: number;
  readonly length: number;
}

/** Equal pieces of an axis that follow each other, from some place on. */
interface Run {
  readonly size: number;
  readonly count: number;
  readonly from: number;
}

/** An axis in pieces of one size, and what is left. */
function runs(length: number, size: number): Run[] {
  const count = Math.floor(length / size);
  const all = [
    { size, count, from: 0 },
    { size: length % size, count: 1, from: count * size },
  ];
  return all.filter((run) => run.size > 0 && run.count > 0);
}

/**
 * The product in panels of columns, each from top to bottom in tiles; along k in blocks, whose sums the result keeps
 * in between, which rounds nothing.
 */
export function panels(context: Context, product: Product, scratch: Scratch): void {
  const { code } = context;
  const { dtype, m, k, n, a, b, c } = product;
  const bytes = bytesOf(dtype);
  const { lanes } = simd[dtype];
  const { tall, wide, packsA, packsB, depth, height } = blocksOf(product, scratch.length);
  const panel = stepOf({ dtype, width: wide * lanes }) * (depth + overrun);
  const [packedA, packedB] = [scratch.at + (packsB ? panel : 0), scratch.at];
  const resumes = k > depth;
  const [resume, steps] = [code.local("i32", "resume"), code.local("i32", "steps")];
  const put = (into: number, value: number) => {
    code.emit("i32.const", value);
    code.emit("local.set", into);
  };

  /** The operands of a call are written in turn, each by a function. */
  const call = (called: WasmFunction, ...operands: readonly (() => void)[]) => {
    for (const operand of operands) operand();
    code.emit("call", called);
  };
  const local =
    (index: number, offset = 0) =>
    () => {
      code.emit("local.get", index);
      if (offset !== 0) {
        code.emit("i32.const", offset);
        code.emit("i32.add");
      }
    };
  const number = (value: number) => () => code.emit("i32.const", value);
  /** The place of a row in the packed block: each row before it takes `steps` numbers. */
  const packedRow = (row: number) => () => {
    code.emit("local.get", steps);
    code.emit("i32.const", row * bytes);
    code.emit("i32.mul");
    code.emit("i32.const", packedA);
    code.emit("i32.add");
  };

  function packRows(rows: number, from: number): void {
    for (const { size, count, from: first } of runs(rows, tall)) {
      const pack = packer(context, {
        dtype,
        width: size,
        together: a.row === bytes,
        stride: a.row === bytes ? a.column : a.row,
      });
      const p = copyOf(code, from);
      advance(code, p, first * a.row);
      const to = code.local("i32");
      packedRow(first)();
      code.emit("local.set", to);
      times(code, count, () => {
        call(pack, local(p), local(to), local(steps));
        advance(code, p, size * a.row);
        local(steps)();
        code.emit("i32.const", stepOf({ dtype, width: size }));
        code.emit("i32.mul");
        local(to)();
        code.emit("i32.add");
        code.emit("local.set", to);
      });
    }
  }

  /** All columns of some rows, over some steps. */
  function band(rows: number, aFrom: number, bFrom: number, cFrom: number): void {
    const [q, target] = [copyOf(code, bFrom), copyOf(code, cFrom)];
    for (const { size: columns, count } of runs(n, wide * lanes)) {
      const vectors = Math.ceil(columns / lanes);
      const pack = packsB
        ? packer(context, {
            dtype,
            width: columns,
            together: b.column === bytes,
            stride: b.column === bytes ? b.row : b.column,
          })
        : undefined;
      times(code, count, () => {
        if (pack) call(pack, local(q), number(packedB), local(steps));
        for (const run of runs(rows, vectors === 1 && !packsA ? Math.min(rows, 8) : tall)) {
          const column = tiles(context, {
            dtype,
            rows: run.size,
            columns,
            aRow: packsA ? bytes : a.row,
            aStep: packsA ? stepOf({ dtype, width: run.size }) : a.column,
            aTile: packsA ? "follows" : run.size * a.row,
            bStep: packsB ? vectors * 16 : b.row,
            cRow: c.row,
            resumes,
          });
          call(
            column,
            packsA ? packedRow(run.from) : local(aFrom, run.from * a.row),
            packsB ? number(packedB) : local(q),
            local(target, run.from * c.row),
            local(steps),
            number(run.count),
            local(resume),
          );
        }
        advance(code, q, columns * b.column);
        advance(code, target, columns * bytes);
      });
    }
  }

  const [aRows, cRows] = [counter(code, a.at, "aRows"), counter(code, c.at, "cRows")];
  for (const { size: rows, count } of runs(m, height))
    times(code, count, () => {
      const [p, q] = [copyOf(code, aRows, "p"), counter(code, b.at, "q")];
      put(resume, 0);
      for (const { size, count: blocks } of runs(k, depth)) {
        put(steps, size);
        times(code, blocks, () => {
          if (packsA) packRows(rows, p);
          band(rows, p, q, cRows);
          advance(code, p, size * a.column);
          advance(code, q, size * b.row);
          put(resume, 1);
        });
      }
      advance(code, aRows, rows * a.row);
      advance(code, cRows, rows * c.row);
    });
}
