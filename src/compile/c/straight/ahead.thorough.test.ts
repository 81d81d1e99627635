import { afterAll, describe, expect, it } from "vitest";
import { cFolder, isThere } from "../../../../test/support/c.ts";
import { type FloatType, type TypedArray, viewOf } from "../../../base/dtype.ts";
import { input, named, ops } from "../../../graph/build.ts";
import type { Graph } from "../../../graph/node.ts";
import { interpreter } from "../../../run/interpreter.ts";
import { lower } from "../../lower.ts";
import { plan } from "../../plan.ts";
import { nativeSource } from "../native.ts";

const folder = cFolder();
afterAll(folder.remove);
const compilers = ["cc", "clang"].filter(isThere);

const capacity = 12;
const sequence = { capacity, streams: ["rate"], records: ["loss"], guard: "loss" };

/** Two layers with biases, flags, a swap of two states and a mask, which is made by a loop in memory. */
function graphOf(dtype: FloatType, rows: number): Graph {
  const x = input("X", [rows, 3], dtype);
  const y = input("Y", [rows, 1], dtype);
  const [w, b, v] = [input("W", [3, 5], dtype), input("b", [5], dtype), input("V", [5, 1], dtype)];
  const [a, c] = [input("a", [7], dtype), input("c", [7], dtype)];
  const [rate, seed, count] = [
    input("rate", [1], dtype),
    input("seed", [], "int32"),
    input("n", [], "int32"),
  ];
  const hidden = named("H", ops.tanh(ops.add(ops.matmul(x, w), b)));
  const kept = ops.mul(hidden, ops.dropoutMask(seed, count, { dtype, shape: [rows, 5], rate: 0.5 }));
  const error = named("E", ops.sub(ops.sigmoid(ops.matmul(kept, v)), y));
  const loss = ops.sum(ops.square(error));
  const gradient = ops.matmul(ops.transpose(kept), error);
  const passed = ops.matmul(error, ops.transpose(v));
  const chosen = ops.select(ops.greater(kept, ops.mul(hidden, hidden)), passed, hidden);
  return {
    outputs: { loss, most: ops.max(chosen, { axes: [1] }) },
    updates: [
      { target: v, value: ops.sub(v, ops.mul(rate, gradient)) },
      { target: w, value: ops.sub(w, ops.mul(rate, ops.matmul(ops.transpose(x), chosen))) },
      { target: b, value: ops.sub(b, ops.mul(rate, ops.sum(chosen, { axes: [0] }))) },
      { target: a, value: c },
      { target: c, value: a },
    ],
  };
}

const wave = (length: number, start: number) => Array.from({ length }, (_, i) => Math.sin(start + 1.7 * i));

/** What inputs hold; the rate of a step may take the loss out of the finite numbers. */
const valuesOf = (rows: number, worst: number): Readonly<Record<string, readonly number[]>> => ({
  X: wave(rows * 3, 1),
  Y: wave(rows, 2),
  W: wave(15, 3),
  b: wave(5, 4),
  V: wave(5, 5),
  a: wave(7, 6),
  c: wave(7, 7),
  rate: Array.from({ length: capacity }, (_, i) => (i === 6 ? worst : 0.1)),
  seed: [3],
  n: [5],
});

/** Reads the memory of a program, runs ten steps, and writes how many there were and what the memory holds then. */
const main = (bytes: number): string => `#include <stdio.h>
#include <stdint.h>
#include <stdlib.h>
int32_t run0_0(char *memory, char *notes, int32_t first, int32_t count);
int main(void) {
  char *memory = aligned_alloc(64, ${Math.ceil(bytes / 64) * 64}), *notes = aligned_alloc(64, 1 << 21);
  if (fread(memory, ${bytes}, 1, stdin) != 1) return 1;
  int32_t done = run0_0(memory, notes, 1, 10);
  fwrite(&done, sizeof done, 1, stdout);
  fwrite(memory, ${bytes}, 1, stdout);
  return 0;
}
`;

// An output that is not recorded is of no use before the last step.
const options = [
  "-std=gnu11",
  "-O1",
  "-Wall",
  "-Wextra",
  "-Werror",
  "-Wno-psabi",
  "-ffp-contract=off",
  "-Wno-unused-variable",
];

describe("Steps of a small network", () => {
  it("are straight code ahead of the last one; those of a larger one are not", () => {
    const textOf = (rows: number) => {
      const schedule = lower(graphOf("float64", rows), sequence);
      return nativeSource([{ schedules: [schedule], plan: plan([schedule]) }]);
    };
    expect(textOf(4)).toContain(
      "for (int32_t done = ahead0_0(memory, notes, first, count - 1); done < count; done++)",
    );
    expect(textOf(400)).toContain("for (int32_t done = 0; done < count; done++)");
  });

  const tried = compilers.flatMap((compiler) =>
    (["float32", "float64"] as const).flatMap((dtype) =>
      [4, 8, 16].map((lanes) => [compiler, dtype, lanes] as const),
    ),
  );

  it.each(tried)("leave the interpreter's bits with %s, in %s, at LANES=%d", (compiler, dtype, lanes) => {
    for (const [rows, worst] of [
      [4, 0.2],
      [5, Number.POSITIVE_INFINITY],
    ] as const) {
      const graph = graphOf(dtype, rows);
      const schedule = lower(graph, sequence);
      const places = plan([schedule]);
      const { offsets, bytes } = places;
      const text = nativeSource([{ schedules: [schedule], plan: places }]);
      const files = new Map([
        ["small.c", text],
        ["main.c", main(bytes)],
      ]);
      expect(folder.compile("small", files, [...options, `-DLANES=${lanes}`], compiler)).toBe("");
      const [program] = interpreter.prepare([graph], sequence);
      const memory = new Uint8Array(bytes);
      const arrays = new Map<string, (from: ArrayBuffer) => TypedArray>();
      for (const [name, buffer] of schedule.inputs) {
        arrays.set(name, (from) => viewOf(buffer.dtype, from, offsets.get(buffer)!, buffer.length));
        arrays.get(name)!(memory.buffer).set(valuesOf(rows, worst)[name]!);
        program.set(name, valuesOf(rows, worst)[name]!);
      }
      const done = program.run(10, 1);
      const { stdout } = folder.run("small", memory);
      expect(new DataView(stdout.buffer).getInt32(0, true)).toBe(done);
      const after = stdout.slice(4).buffer;
      for (const [name, view] of arrays) expect([...view(after)]).toEqual([...program.input(name)!]);
      const losses = schedule.records.get("loss")!;
      const recorded = viewOf(losses.dtype, after, offsets.get(losses)!, losses.length);
      expect([...recorded.subarray(1, 1 + done)]).toEqual([...program.record("loss").subarray(1, 1 + done)]);
    }
  });
});
