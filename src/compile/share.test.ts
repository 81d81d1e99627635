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
