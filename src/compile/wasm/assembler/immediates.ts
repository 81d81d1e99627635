import { fail } from "../../../base/error.ts";
import type { Bytes } from "./bytes.ts";
import type { Immediate, ImmediateTypes, Label } from "./instruction.ts";

/** What an immediate may refer to, as seen from one place in a function. */
export interface Scope {
  readonly who: string;
  /** The blocks that are open, from the outermost. */
  readonly open: readonly Label[];
}

/** How many blocks lie between here and a label. */
function depthOf(label: Label, { who, open }: Scope): number {
  if (open[label.depth] !== label)
    fail("internal", { who, expected: "a label of a block that is open here", got: "one that is not" });
  return open.length - 1 - label.depth;
}

type Encoder<Kind extends keyof ImmediateTypes> = (
  out: Bytes,
  value: ImmediateTypes[Kind],
  scope: Scope,
  size: number,
) => void;

function within(scope: Scope, what: string, value: number, least: number, most: number): number {
  if (Number.isInteger(value) && value >= least && value <= most) return value;
  return fail("internal", {
    who: scope.who,
    expected: `${what} from ${least} to ${most}`,
    got: String(value),
  });
}

const scratch = new DataView(new ArrayBuffer(8));

// A NaN of JavaScript has no dependable bits, so that one written as a number gets the canonical ones.
function f32Bits(value: number): number {
  if (Number.isNaN(value)) return 0x7fc00000;
  scratch.setFloat32(0, value);
  return scratch.getUint32(0);
}

function f64Bits(value: number): bigint {
  if (Number.isNaN(value)) return 0x7ff8000000000000n;
  scratch.setFloat64(0, value);
  return scratch.getBigUint64(0);
}

const encoders: { readonly [Kind in keyof ImmediateTypes]: Encoder<Kind> } = {
  i32: (out, value, scope) => out.s32(within(scope, "an i32", value, -(2 ** 31), 2 ** 32 - 1) | 0),
  i64: (out, value) => out.s64(BigInt.asIntN(64, BigInt(value))),
  f32: (out, value) => out.word(typeof value === "number" ? f32Bits(value) : value.bits),
  f64(out, value) {
    const bits = typeof value === "number" ? f64Bits(value) : value.bits;
    out.word(Number(BigInt.asUintN(32, bits)));
    out.word(Number(BigInt.asUintN(32, bits >> 32n)));
  },
  v128(out, value, scope) {
    within(scope, "the bytes of a v128", value.byteLength, 16, 16);
    out.raw(new Uint8Array(value.buffer, value.byteOffset, 16));
  },
  mem(out, { offset = 0, align } = {}, scope, size) {
    out.u32(31 - Math.clz32(align ?? size));
    out.u32(within(scope, "an offset", offset, 0, 2 ** 32 - 1));
  },
  lane: (out, value) => out.byte(value),
  lanes(out, value) {
    for (const lane of value) out.byte(lane);
  },
  local: (out, value) => out.u32(value),
  func: (out, value) => out.u32(value.index),
  label: (out, value, scope) => out.u32(depthOf(value, scope)),
};

/** Writes the immediates of one instruction; `values` has one for each that is not reserved. */
export function encodeImmediates(
  out: Bytes,
  immediates: readonly Immediate[],
  values: readonly unknown[],
  scope: Scope,
): void {
  let next = 0;
  for (let i = 0; i < immediates.length; i++) {
    const { kind, size } = immediates[i]!;
    if (kind === "zero") {
      out.byte(0);
      continue;
    }
    const encode = encoders[kind] as Encoder<keyof ImmediateTypes>;
    encode(out, values[next++] as never, scope, size);
  }
}
