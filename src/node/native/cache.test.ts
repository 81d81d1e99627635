import { execFileSync } from "node:child_process";
import {
  chmodSync,
  chownSync,
  linkSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  statSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { scratch } from "../../../test/support/native.ts";
import { cacheIn, filesIn, sha256, stateOf } from "./cache.ts";

/** Whether this user may mount one folder on another. */
const canMount = (() => {
  const made = scratch();
  try {
    execFileSync("mount", ["--bind", made.folder, made.folder], { stdio: "ignore" });
    execFileSync("umount", [made.folder]);
    return true;
  } catch {
    return false;
  } finally {
    made.remove();
  }
})();

let place: ReturnType<typeof scratch>;
let folder: string;
beforeEach(() => {
  place = scratch();
  folder = join(place.folder, "chainrule", "native");
});
afterEach(() => place.remove());

const object = Uint8Array.of(1, 2, 3, 4);
const only = () => join(folder, readdirSync(folder)[0]!);

test("what was put is taken again; the folder and the file are their owner's alone", () => {
  const cache = cacheIn(folder);
  expect(cache.take("key")).toBeUndefined();
  cache.put("key", object);
  expect([...cache.take("key")!]).toEqual([1, 2, 3, 4]);
  expect(cache.take("ke")).toBeUndefined();
  expect([folder, only()].map((path) => statSync(path).mode & 0o777)).toEqual([0o700, 0o600]);
  expect(readdirSync(folder)).toEqual([
    "key-9f64a747e1b97f131fabb6b447296c9b6f0201e79fb3c5356e6c77e89b6a806a.so",
  ]);
});

test("a file whose bytes were changed is not taken, and goes", () => {
  const cache = cacheIn(folder);
  cache.put("key", object);
  writeFileSync(only(), Uint8Array.of(1, 2, 3, 5));
  expect(cache.take("key")).toBeUndefined();
  expect(readdirSync(folder)).toEqual([]);
});

test("a file that others may write to or read is not taken", () => {
  for (const mode of [0o602, 0o660, 0o640]) {
    const cache = cacheIn(folder);
    cache.put("key", object);
    chmodSync(only(), mode);
    expect(cache.take("key")).toBeUndefined();
    expect(readdirSync(folder)).toEqual([]);
  }
});

test.skipIf(process.getuid?.() !== 0)("a file or a folder of another owner is not taken (as root)", () => {
  const cache = cacheIn(folder);
  cache.put("key", object);
  chownSync(only(), 12345, 12345);
  expect(cache.take("key")).toBeUndefined();
  cache.put("key", object);
  chownSync(folder, 12345, 12345);
  expect(cache.take("key")).toBeUndefined();
});

test("a folder that others may enter is neither read nor written", () => {
  const cache = cacheIn(folder);
  cache.put("key", object);
  chmodSync(folder, 0o777);
  expect(cache.take("key")).toBeUndefined();
  cache.put("other", object);
  expect(readdirSync(folder)).toHaveLength(1);
});

test("a link is not followed, be it the file or the folder", () => {
  const cache = cacheIn(folder);
  cache.put("key", object);
  const elsewhere = join(place.folder, "elsewhere");
  const name = only();
  renameSync(name, elsewhere);
  symlinkSync(elsewhere, name);
  expect(cache.take("key")).toBeUndefined();
  expect(readFileSync(elsewhere)).toHaveLength(4);

  linkSync(elsewhere, name);
  symlinkSync(folder, join(place.folder, "linked"));
  expect(cacheIn(join(place.folder, "linked")).take("key")).toBeUndefined();
});

test("what was used longest ago goes first when the room is used up", () => {
  const cache = cacheIn(folder, 10);
  const age = (key: string, seconds: number) =>
    utimesSync(join(folder, `${key}-${sha256(object)}.so`), seconds, seconds);
  cache.put("old", object);
  age("old", 1000);
  cache.put("used", object);
  age("used", 500);
  cache.take("used");
  cache.put("new", object);
  expect(readdirSync(folder).map((name) => name.split("-")[0])).toEqual(["new", "used"]);
  expect(filesIn(folder).map(({ size }) => size)).toEqual([4, 4]);
});

test("a folder that cannot be made costs nothing but the cache", () => {
  mkdirSync(join(place.folder, "chainrule"));
  writeFileSync(folder, "a file in its place");
  const cache = cacheIn(folder);
  cache.put("key", object);
  expect(cache.take("key")).toBeUndefined();
  expect(readFileSync(folder, "utf8")).toBe("a file in its place");
});

test("where the folder's place is out of reach, nothing is taken, and nothing is thrown", () => {
  const file = join(place.folder, "file");
  writeFileSync(file, "");
  symlinkSync(join(place.folder, "b"), join(place.folder, "a"));
  symlinkSync(join(place.folder, "a"), join(place.folder, "b"));
  const out = [join(file, "native"), join(place.folder, "a", "native"), join(place.folder, "x".repeat(300))];
  for (const path of out) {
    expect(["out of reach", "missing"]).toContain(stateOf(path));
    expect(cacheIn(path).take("key")).toBeUndefined();
    cacheIn(path).put("key", object);
  }
});

test.skipIf(!canMount)("an object on a disk that is only read is taken (as root)", () => {
  const cache = cacheIn(folder);
  cache.put("key", object);
  cache.put("bad", Uint8Array.of(5));
  writeFileSync(join(folder, readdirSync(folder).find((name) => name.startsWith("bad"))!), "worse");
  execFileSync("mount", ["--bind", place.folder, place.folder]);
  try {
    execFileSync("mount", ["-o", "remount,ro,bind", place.folder]);
    expect([...cache.take("key")!]).toEqual([1, 2, 3, 4]);
    expect(cache.take("bad")).toBeUndefined();
  } finally {
    execFileSync("umount", [place.folder]);
  }
});
