import { afterAll, describe, expect, it } from "vitest";
import { cFolder, isThere } from "../../../test/support/c.ts";
import { type FloatType, viewOf } from "../../base/dtype.ts";
import { input, ops } from "../../graph/build.ts";
import { interpreter } from "../../run/interpreter.ts";
import { lower } from "../lower.ts";
import { plan } from "../plan.ts";
import { nativeSource } from "./native.ts";

const folder = cFolder();
afterAll(folder.remove);

/** (m, k, n) of products whose rows lie side by side, the last vector of them full or not. */
const flatShapes = [
  [40, 2, 4],
  [37, 4, 1],
  [33, 1, 2],
  [16, 5, 8],
  [29, 7, 4],
  [64, 8, 1],
] as const;
/** Products a^T b along the same 50 steps, which are added in one loop. */
const narrowShapes = [
  [2, 50, 4],
  [4, 50, 1],
  [3, 50, 2],
] as const;

const wave = (length: number, start: number) =>
  Array.from({ length }, (_, i) => Math.sin(start + 1.7 * i) * 10 ** (i % 5));

function graphOf(dtype: FloatType) {
  const flat = flatShapes.map(([m, k, n], i) =>
    ops.matmul(input(`a${i}`, [m, k], dtype), input(`b${i}`, [k, n], dtype)),
  );
  const narrow = narrowShapes.map(([m, k, n], i) =>
    ops.matmul(ops.transpose(input(`c${i}`, [k, m], dtype)), input(`d${i}`, [k, n], dtype)),
  );
  return { outputs: Object.fromEntries([...flat, ...narrow].map((node, i) => [`y${i}`, node])), updates: [] };
}

const main = (bytes: number): string => `#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
int32_t run0_0(char *memory, char *notes, int32_t first, int32_t count);
int main(void) {
  char *memory = aligned_alloc(64, ${Math.ceil(bytes / 64) * 64}), *notes = aligned_alloc(64, 1 << 21);
  if (fread(memory, ${bytes}, 1, stdin) != 1) return 1;
  run0_0(memory, notes, 0, 1);
  fwrite(memory, ${bytes}, 1, stdout);
  return 0;
}
`;

describe.skipIf(!isThere("cc"))("Narrow products", () => {
  const tried = (["float32", "float64"] as const).flatMap((dtype) =>
    [1, 4, 8, 16].map((lanes) => [dtype, lanes] as const),
  );

  it.each(tried)("are the interpreter's, in %s, at LANES=%d", (dtype, lanes) => {
    const graph = graphOf(dtype);
    const schedule = lower(graph);
    const places = plan([schedule]);
    const [program] = interpreter.prepare([graph]);
    const memory = new Uint8Array(places.bytes);
    for (const [name, buffer] of schedule.inputs) {
      const values = wave(buffer.length, name.charCodeAt(0) + name.charCodeAt(1));
      viewOf(dtype, memory.buffer, places.offsets.get(buffer)!, buffer.length).set(values);
      program.set(name, values);
    }
    program.run();
    const text = nativeSource([{ schedules: [schedule], plan: places }]);
    expect(text).toContain("SHUFFLE(");
    expect(text).toContain("sum2_0");
    const files = new Map([
      ["narrow.c", text],
      ["main.c", main(places.bytes)],
    ]);
    const options = ["-std=gnu11", "-O1", "-Wno-psabi", "-ffp-contract=off", `-DLANES=${lanes}`];
    expect(folder.compile("narrow", files, options)).toBe("");
    const after = folder.run("narrow", memory).stdout.slice().buffer;
    for (const [name, node] of Object.entries(graph.outputs)) {
      const buffer = schedule.bufferOf.get(node)!;
      const given = viewOf(dtype, after, places.offsets.get(buffer)!, buffer.length);
      expect([...given], name).toEqual([...program.read(name)]);
    }
  });
});
