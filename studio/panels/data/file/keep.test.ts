import { gzipSync } from "node:zlib";
import { expect, test } from "vitest";
import { usualSource } from "../../../state/fileSource.ts";
import { keepFile, keptFile, tableOf } from "./keep.ts";

const csv = (rows: number): Uint8Array =>
  new TextEncoder().encode(`a,kind\n${Array.from({ length: rows }, (_, i) => `${i},${i % 2}`).join("\n")}`);

test("a file that would be read for minutes is refused before it is read, packed or not", async () => {
  const large = new Uint8Array(25_000_001).fill(0x31);
  const sentence = /expected a file of at most 25,000,000 bytes, unpacked, in the studio but got 25,000,001/;
  await expect(keepFile("large.csv", large)).rejects.toThrow(sentence);
  await expect(keepFile("large.csv.gz", new Uint8Array(gzipSync(large)))).rejects.toThrow(sentence);
});

test("a file is read once while its columns are given their roles, and anew for other types", async () => {
  const source = usualSource("a.csv", await keepFile("a.csv", csv(10)));
  const table = tableOf(source);
  expect(tableOf({ ...source, target: ["a"], scale: "none" })).toBe(table);
  expect(tableOf({ ...source, types: { a: "category" } })).not.toBe(table);
  expect((await table).table.rows).toBe(10);
});

test("of many files the last twelve are kept", async () => {
  const shas: string[] = [];
  for (let rows = 20; rows < 33; rows++) shas.push(await keepFile("a.csv", csv(rows)));
  expect(() => keptFile({ name: "a.csv", sha: shas[0]! })).toThrow(
    /expected the file a\.csv .* got none yet/,
  );
  expect(keptFile({ name: "a.csv", sha: shas[1]! }).bytes).toHaveLength(csv(21).length);
});
