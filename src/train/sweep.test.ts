import { expect, test } from "vitest";
import { gridOf, sweep } from "./sweep.ts";

test("a sweep goes through its settings in a fixed order, the last one fastest", async () => {
  const rows = await sweep({ units: [1, 2], rate: [0.5, 0.1] }, ({ units, rate }) => units * rate);
  expect(rows).toEqual([
    { settings: { units: 1, rate: 0.5 }, result: 0.5 },
    { settings: { units: 1, rate: 0.1 }, result: 0.1 },
    { settings: { units: 2, rate: 0.5 }, result: 1 },
    { settings: { units: 2, rate: 0.1 }, result: 0.2 },
  ]);
});

test("a setting without values leaves nothing to run, and no settings at all leave one run", () => {
  expect(gridOf({ units: [] as number[], rate: [0.5] })).toEqual([]);
  expect(gridOf({})).toEqual([{}]);
});

test("a sweep runs one after the other and tells of each row when it is done", async () => {
  const events: string[] = [];
  await sweep(
    { n: [1, 2] },
    async ({ n }) => {
      events.push(`begin ${n}`);
      await new Promise((resolve) => setTimeout(resolve, 2));
      return n;
    },
    { onRow: ({ result }) => events.push(`row ${result}`) },
  );
  expect(events).toEqual(["begin 1", "row 1", "begin 2", "row 2"]);
});

test("a signal ends a sweep with the rows so far", async () => {
  const controller = new AbortController();
  const rows = await sweep({ n: [1, 2, 3] }, ({ n }) => n, {
    signal: controller.signal,
    onRow: ({ result }) => result === 2 && controller.abort(),
  });
  expect(rows.map(({ result }) => result)).toEqual([1, 2]);
});
