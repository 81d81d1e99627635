import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { writeZip } from "./writeZip.ts";
import { readZip } from "./zip.ts";

const files = new Map<string, string | Uint8Array>([
  ["run/run.json", '{ "이름": 1 }\n'],
  ["run/꽃.bin", Uint8Array.of(0, 255, 7)],
  ["empty", ""],
]);

test("files come back from their archive in their order, names and texts in UTF-8", async () => {
  const back = await readZip(writeZip(files));
  expect([...back.keys()]).toEqual(["run/run.json", "run/꽃.bin", "empty"]);
  expect(new TextDecoder().decode(back.get("run/run.json"))).toBe('{ "이름": 1 }\n');
  expect(back.get("run/꽃.bin")).toEqual(Uint8Array.of(0, 255, 7));
  expect(back.get("empty")).toEqual(new Uint8Array(0));
});

test("the same files give the same bytes", () => {
  expect(writeZip(files)).toEqual(writeZip(new Map(files)));
  expect(writeZip(new Map())).toEqual(Uint8Array.from([0x50, 0x4b, 5, 6, ...new Array(18).fill(0)]));
});

test("a byte that changed on the way is noticed", async () => {
  const bytes = writeZip(new Map([["a", "abc"]]));
  bytes[31] = "x".charCodeAt(0);
  await expect(readZip(bytes)).rejects.toThrow("the checksum of a is wrong");
});

test("more files than an archive can count are refused", () => {
  const files = new Map(Array.from({ length: 65_536 }, (_, i) => [`${i}`, ""]));
  expect(() => writeZip(files)).toThrow(
    "writeZip: expected at most 65535 files but got 65536. Write several archives.",
  );
});

test("an archive of 4 GiB is refused", () => {
  const data = new Uint8Array(2 ** 29);
  const files = new Map(Array.from({ length: 8 }, (_, i) => [`${i}`, data]));
  expect(() => writeZip(files)).toThrow(
    "writeZip: expected an archive of at most 4294967295 bytes but got 4294967942. Write several archives.",
  );
});

test("a name that stands in an archive twice is refused", async () => {
  const bytes = writeZip(
    new Map([
      ["a", "1"],
      ["b", "2"],
    ]),
  );
  bytes[bytes.indexOf(0x62)] = 0x61;
  bytes[bytes.lastIndexOf(0x62)] = 0x61;
  await expect(readZip(bytes)).rejects.toThrow('"a" stands in it twice');
});

test("an archive is refused before its contents fill more memory than they may", async () => {
  await expect(readZip(writeZip(new Map([["a", new Uint8Array(2 ** 20 + 1)]])), 2 ** 20)).rejects.toThrow(
    "its contents are larger than 1 MiB",
  );
});

/** Whether an unpacker of the system's is there to ask. */
const hasUnzip = (() => {
  try {
    execFileSync("unzip", ["-v"], { stdio: "ignore" });
    return true;
  } catch {
    return false;
  }
})();

test.skipIf(!hasUnzip)("the system's unzip finds nothing wrong with an archive", () => {
  const folder = mkdtempSync(join(tmpdir(), "chainrule-zip-"));
  const path = join(folder, "files.zip");
  writeFileSync(path, writeZip(files));
  expect(execFileSync("unzip", ["-t", path], { encoding: "utf8" })).toContain("No errors detected");
  execFileSync("unzip", ["-q", path, "-d", folder]);
  expect(readFileSync(join(folder, "run/run.json"), "utf8")).toBe('{ "이름": 1 }\n');
  rmSync(folder, { recursive: true });
});

test("an archive of more files than 10,000 is refused before any is unpacked", async () => {
  const many = writeZip(new Map(Array.from({ length: 10_001 }, (_, i) => [`${i}`, ""])));
  await expect(readZip(many)).rejects.toThrow("it holds 10001 files, and 10000 are read at most");
});
