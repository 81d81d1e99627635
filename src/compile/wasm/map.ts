import { bytesOf, type FloatType } from "../../base/dtype.ts";
import type { Scalars } from "../../op/algebra.ts";
import { scalars } from "../../op/scalars.ts";
import type { Buffer, Expression, MapKernel } from "../kernel.ts";
import { roundBytes } from "../plan.ts";
import { advance, type Context, counter } from "./context.ts";
import { load, type Place, storeFlags } from "./elements.ts";
import { instructions } from "./instructions.ts";
import { sideBySide, type Vectors } from "./sideBySide.ts";
import { repeat, simd } from "./simd.ts";
import { delayed, type Writer } from "./writer.ts";

/** Vectors in a round at most, four: exp then takes half the time that it takes with one. */
const mostVectors = roundBytes / 16;

/**
 * A loop over vectors. The last round may reach past the end of the arrays, into space that is kept free for that,
 * so that every element goes through the same instructions.
 */
export function map({ code, at }: Context, { dtype, value, out }: MapKernel): void {
  const vectors = Math.ceil(out.length / lanesOf(value, dtype, out));
  const count = Math.min(vectors, mostVectors);
  const body = delayed(code);
  const i = counter(code, 0, "i");
  const results =
    value.kind === "constant"
      ? new Array<number>(count).fill(fill(code, value, out))
      : evaluate(value, dtype, count, { before: code, inside: body.writer, i, at });
  code.loop((again) => {
    body.flush();
    for (const [v, result] of results.entries())
      if (value.kind !== "constant" && out.dtype === "bool") storeFlags(code, dtype, i, v, result, at(out));
      else {
        code.emit("local.get", i);
        code.emit("local.get", result);
        code.emit("v128.store", { offset: at(out) + v * 16 });
      }
    advance(code, i, count * 16);
    code.emit("local.get", i);
    code.emit("i32.const", vectors * 16);
    code.emit("i32.lt_u");
    code.emit("br_if", again);
  });
}

/** Elements in a vector: of the type that is computed in, or of the one that is stored where nothing is. */
const lanesOf = (value: Expression, dtype: FloatType, out: Buffer): number =>
  value.kind === "constant" ? 16 / bytesOf(out.dtype) : simd[dtype].lanes;

function fill(code: Writer, { value }: { readonly value: number }, out: Buffer): number {
  const local = code.local("v128");
  code.emit("v128.const", repeat(out.dtype, value));
  code.emit("local.set", local);
  return local;
}

/** The locals that hold the value of an expression for some vectors that follow each other. */
function evaluate(root: Expression, dtype: FloatType, count: number, place: Place): Vectors {
  const k = scalars(sideBySide(instructions(place.inside, dtype, place.before), count));
  const known = new Map<Expression, Vectors>();
  const compute = (expression: Expression): Vectors => {
    switch (expression.kind) {
      case "apply": {
        const { op, args, attributes } = expression;
        const value = op.value as (k: Scalars<Vectors>, ...args: unknown[]) => Vectors;
        return value(k, ...args.map(localsOf), attributes);
      }
      case "constant":
        if (expression.dtype === "bool") return k.equal(k.zero, expression.value === 0 ? k.one : k.zero);
        return k.constant(expression.dtype === "int32" ? expression.value | 0 : expression.value);
      case "splat":
        return new Array<number>(count).fill(load(place.before, dtype, expression.buffer, place, "splat"));
      case "element":
        return Array.from({ length: count }, (_, v) =>
          load(place.inside, dtype, expression.buffer, place, v),
        );
    }
  };
  const localsOf = (expression: Expression): Vectors => {
    const locals = known.get(expression) ?? compute(expression);
    known.set(expression, locals);
    return locals;
  };
  return localsOf(root);
}
