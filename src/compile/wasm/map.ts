import { bytesOf } from "../../base/dtype.ts";
import type { Scalars } from "../../op/algebra.ts";
import { reductionLanes } from "../../op/op.ts";
import { scalars } from "../../op/scalars.ts";
import type { Buffer, Expression, MapKernel } from "../kernel.ts";
import type { Code } from "./assembler/module.ts";
import { broadcasts } from "./broadcast.ts";
import { advance, type Context, counter } from "./context.ts";
import { load, type Place, storeFlags, storeVector } from "./elements.ts";
import { applied, constantOf } from "./expression.ts";
import { instructions } from "./instructions.ts";
import { numbered } from "./numbered.ts";
import { sideBySide, type Vectors } from "./sideBySide.ts";
import { repeat, simd } from "./simd.ts";
import { intoLanes, joinLanesAt } from "./total.ts";
import { delayed } from "./writer.ts";

/**
 * A loop over rounds of as many elements as a reduction has lanes, in vectors side by side: exp then takes half the
 * time that it takes with one vector. The last round may reach past the end of the arrays, into space that is kept
 * free for that, so that every element goes through the same instructions.
 */
export function map({ code, at }: Context, kernel: MapKernel): void {
  const { dtype, rows, columns, results, totals } = kernel;
  const [first] = results;
  if (first?.value.kind === "constant") {
    fill({ code, at }, first.value.value, first.out);
    return;
  }
  const vectors = Math.ceil((rows * columns) / simd[dtype].lanes);
  const count = Math.min(vectors, reductionLanes / simd[dtype].lanes);
  const body = delayed(code);
  const i = counter(code, 0, "i");
  const place: Place = { before: code, inside: body.writer, i, at };
  const k = scalars(numbered(sideBySide(instructions(body.writer, dtype, code), count)));
  const vectorsOf = evaluator(k, columns, count, place);
  const values = results.map(({ value }) => vectorsOf(value));
  for (const { op, value, out } of totals) intoLanes(k, op, vectorsOf(value), rows * columns, at(out), place);
  // Stored when all is loaded: a result may lie where another one's operand does.
  for (const [r, { out }] of results.entries()) {
    const store = out.dtype === "bool" ? storeFlags : storeVector;
    for (const [v, local] of values[r]!.entries()) store(body.writer, dtype, i, v, local, at(out));
  }
  rounds(code, i, vectors * 16, count * 16, body.flush);
  for (const { op, out } of totals) joinLanesAt(code, dtype, op, at(out));
}

/** One number everywhere: a loop that only stores. */
function fill({ code, at }: Pick<Context, "code" | "at">, value: number, out: Buffer): void {
  const i = counter(code, 0, "i");
  const local = code.local("v128");
  code.emit("v128.const", repeat(out.dtype, value));
  code.emit("local.set", local);
  rounds(code, i, out.length * bytesOf(out.dtype), 16, () =>
    storeVector(code, "float32", i, 0, local, at(out)),
  );
}

/** Runs `body` for the byte offsets `i` from 0 on. */
function rounds(code: Code, i: number, bytes: number, step: number, body: () => void): void {
  code.loop((again) => {
    body();
    advance(code, i, step);
    code.emit("local.get", i);
    code.emit("i32.const", bytes);
    code.emit("i32.lt_u");
    code.emit("br_if", again);
  });
}

/** The locals that hold the value of an expression for some vectors that follow each other. */
function evaluator(
  k: Scalars<Vectors>,
  columns: number,
  count: number,
  place: Place,
): (expression: Expression) => Vectors {
  const { dtype } = k;
  const { row, column } = broadcasts(dtype, columns, count, place);
  const known = new Map<Expression | Buffer, Vectors>();
  const compute = (expression: Expression): Vectors => {
    switch (expression.kind) {
      case "apply":
        return applied(k, expression, localsOf);
      case "constant":
        return constantOf(k, expression);
      case "splat":
        return new Array<number>(count).fill(load(place.before, dtype, expression.buffer, place, "splat"));
      case "element":
        return Array.from({ length: count }, (_, v) =>
          load(place.inside, dtype, expression.buffer, place, v),
        );
      case "row":
        return row(expression.buffer);
      case "column":
        return column(expression.buffer);
    }
  };
  const localsOf = (expression: Expression): Vectors => {
    const key = expression.kind === "element" ? expression.buffer : expression;
    const locals = known.get(key) ?? compute(expression);
    known.set(key, locals);
    return locals;
  };
  return localsOf;
}
