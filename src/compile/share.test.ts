import { expect, test } from "vitest";
import { input, named, ops } from "../graph/build.ts";
import type { Node } from "../graph/node.ts";
import type { Buffer } from "./kernel.ts";
import { lower } from "./lower.ts";
import { resultsOf } from "./operands.ts";
import { plan } from "./plan.ts";
import { sharing } from "./share.ts";
import { rowBounds } from "./split.ts";

/** What each of two threads does, results by name with the rows they begin at. */
function shared(outputs: Record<string, Node>, readByAll?: string): string[] {
  const schedule = lower({ outputs, updates: [] });
  const { offsets } = plan([schedule]);
  const at = (buffer: Buffer): number =>
    buffer.within ? at(buffer.within.buffer) + buffer.within.from * 8 : offsets.get(buffer)!;
  const sharer = sharing(2, at);
  schedule.step.forEach(sharer.add);
  if (readByAll) sharer.readByAll(schedule.bufferOf.get(outputs[readByAll]!)!);
  return sharer.stages().map((list) =>
    list
      .map((stage) => {
        if (stage === "barrier") return "|";
        const out = resultsOf(stage)[0]!;
        return out.within ? `${out.name}+${out.within.from}` : out.name;
      })
      .join(" "),
  );
}

test("parts begin at multiples of 16 rows, and there are no more parts than such rows", () => {
  expect(rowBounds(100, 2)).toEqual([
    [0, 48],
    [48, 100],
  ]);
  expect(rowBounds(40, 3)).toEqual([
    [0, 16],
    [16, 32],
    [32, 40],
  ]);
  expect(rowBounds(16, 4)).toEqual([[0, 16]]);
});

const x = input("x", [64, 2]);

test("loops over the same rows follow each other without waiting", () => {
  const y = named("y", ops.exp(x));
  const z = named("z", ops.sum(ops.tanh(y), { axes: [-1] }));
  expect(shared({ y, z })[0]!.split(" ").includes("|")).toBe(false);
});

test("all wait before one thread adds up what the others computed, and before all read the sum", () => {
  const y = named("y", ops.exp(x));
  const total = named("total", ops.sum(ops.matmul(ops.transpose(y), y)));
  const [first, second] = shared({ y, total }, "total");
  expect(first!.startsWith("y+0 |")).toBe(true);
  expect(second!.startsWith("y+64 |")).toBe(true);
  expect([first!.endsWith("total |"), second!.endsWith("|")]).toEqual([true, true]);
});

test("what need not wait comes before what has to", () => {
  const y = named("y", ops.exp(x));
  const total = named("total", ops.sum(ops.matmul(ops.transpose(y), y)));
  const z = named("z", ops.matmul(y, input("w", [2, 3])));
  const [first, second] = shared({ y, total, z });
  expect([first, second]).toEqual(["y+0 z+0 | %2 total", "y+64 z+96 |"]);
});

test("each thread takes its own rows of a stream", () => {
  const rows = input("rows", [64], "int32");
  const graph = { outputs: { picked: named("picked", ops.gatherRows(x, rows)) }, updates: [] };
  const schedule = lower(graph, { capacity: 5, streams: ["rows"], records: [] });
  const { offsets } = plan([schedule]);
  const sharer = sharing(
    2,
    (buffer) => offsets.get(buffer.within?.buffer ?? buffer)! + (buffer.within?.from ?? 0) * 4,
  );
  schedule.step.forEach(sharer.add);
  const kinds = sharer.stages().map((list) => list.map((stage) => (stage === "barrier" ? "|" : stage.kind)));
  expect(kinds).toEqual([
    ["stream", "gather"],
    ["stream", "gather"],
  ]);
});
