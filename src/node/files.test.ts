import { execFileSync, spawn } from "node:child_process";
import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, type TestContext, test } from "vitest";
import type { ChainruleError } from "../base/error.ts";
import { makeFolder, writeFileAtomic } from "./files.ts";

const folder = mkdtempSync(join(tmpdir(), "chainrule-files-"));
const mounts: string[] = [];
afterAll(() => {
  for (const mount of mounts) execFileSync("umount", [mount]);
  rmSync(folder, { recursive: true });
});

const fresh = (name: string): string => {
  const path = join(folder, name);
  mkdirSync(path);
  return path;
};

/** A disk of 64 kB of its own; skips the test where this machine does not allow one. */
function smallDisk({ skip }: TestContext, name: string): string {
  const path = fresh(name);
  try {
    execFileSync("mount", ["-t", "tmpfs", "-o", "size=64k", "tmpfs", path], { stdio: "pipe" });
  } catch {
    return skip("mounting a small disk takes Linux and root");
  }
  mounts.push(path);
  return path;
}

async function refusal(action: Promise<unknown>): Promise<string> {
  const error = await action.then(
    () => expect.unreachable(),
    (e: ChainruleError) => e,
  );
  expect(error.code).toBe("file");
  return error.message;
}

test("text and bytes are written, over what was there, and nothing else stays in the folder", async () => {
  const path = join(fresh("plain"), "run.json");
  await writeFileAtomic(path, "한");
  expect([...readFileSync(path)]).toEqual([0xed, 0x95, 0x9c]);
  await writeFileAtomic(path, Uint8Array.of(1, 2));
  expect([...readFileSync(path)]).toEqual([1, 2]);
  expect(readdirSync(join(folder, "plain"))).toEqual(["run.json"]);
});

test("a link stays a link and its target gets the contents", async () => {
  const place = fresh("link");
  writeFileSync(join(place, "real"), "old");
  symlinkSync("real", join(place, "name"));
  await writeFileAtomic(join(place, "name"), "new");
  expect(readFileSync(join(place, "real"), "utf8")).toBe("new");
  expect(readdirSync(place).sort()).toEqual(["name", "real"]);
});

test("writers at the same time leave one whole file", async () => {
  const place = fresh("together");
  const contents = Array.from({ length: 8 }, (_, i) => String(i).repeat(100_000));
  await Promise.all(contents.map((text) => writeFileAtomic(join(place, "a"), text)));
  expect(contents).toContain(readFileSync(join(place, "a"), "utf8"));
  expect(readdirSync(place)).toEqual(["a"]);
});

test("a process killed while it writes again and again leaves a whole file", async () => {
  const path = join(fresh("killed"), "a");
  writeFileSync(path, "x".repeat(2_000_000));
  const program = `
    import { writeFileAtomic } from ${JSON.stringify(new URL("./files.ts", import.meta.url).href)};
    console.log("ready");
    for (let i = 0; ; i++) await writeFileAtomic(${JSON.stringify(path)}, (i % 2 ? "a" : "b").repeat(2_000_000));`;
  const child = spawn(process.execPath, ["--input-type=module", "-e", program], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  await new Promise((ready) => child.stdout.once("data", ready));
  await new Promise((later) => setTimeout(later, 150));
  const ended = new Promise((end) => child.once("exit", end));
  child.kill("SIGKILL");
  await ended;
  expect(readFileSync(path, "utf8")).toMatch(/^(a{2000000}|b{2000000}|x{2000000})$/);
});

test("a full disk says so, keeps the old file and leaves no half of the new one", async (context) => {
  const disk = smallDisk(context, "full");
  const path = join(disk, "weights.safetensors");
  await writeFileAtomic(path, "whole");
  expect(await refusal(writeFileAtomic(path, new Uint8Array(200_000)))).toBe(
    `${path}: expected room on the disk but got a full one. Free some space.`,
  );
  expect(readFileSync(path, "utf8")).toBe("whole");
  expect(readdirSync(disk)).toEqual(["weights.safetensors"]);
  await writeFileAtomic(path, "whole again");
  expect(readFileSync(path, "utf8")).toBe("whole again");
});

test("a device is written to and not replaced by a file", async ({ skip }) => {
  if (!existsSync("/dev/full")) skip("/dev/full is Linux's");
  expect(await refusal(writeFileAtomic("/dev/full", "x"))).toBe(
    "/dev/full: expected room on the disk but got a full one. Free some space.",
  );
  expect(() => writeFileSync("/dev/full", "x")).toThrow("ENOSPC");
});

test("a read-only disk says so", async (context) => {
  const disk = smallDisk(context, "readOnly");
  execFileSync("mount", ["-o", "remount,ro", disk]);
  const path = join(disk, "a");
  expect(await refusal(writeFileAtomic(path, "x"))).toBe(
    `${path}: expected a folder that may be written to but got one on a read-only disk. Choose another folder.`,
  );
  expect(await refusal(makeFolder(path))).toContain("but got one on a read-only disk");
});

test("a folder that may not be written to says so and stays as it was", async ({ skip }) => {
  const place = fresh("locked");
  chmodSync(place, 0o555);
  if (process.getuid?.() === 0 && !existsSync("/sys/kernel")) skip("root may write everywhere but in /sys");
  if (process.platform === "win32") skip("Windows has no such permission for folders");
  const path = process.getuid?.() === 0 ? "/sys/kernel/chainrule" : join(place, "a");
  expect(await refusal(writeFileAtomic(path, "x"))).toMatch(
    /: expected a folder that may be written to but got one (that may not|on a read-only disk)\. Choose another folder\.$/,
  );
  expect(readdirSync(place)).toEqual([]);
});

test("a missing folder, a folder in place of the file and a file in place of the folder say so", async () => {
  const place = fresh("places");
  writeFileSync(join(place, "file"), "x");
  mkdirSync(join(place, "folder"));
  const said = async (name: string) =>
    (await refusal(writeFileAtomic(join(place, name), "x"))).slice(place.length + 1);
  expect(await said("none/a")).toBe(
    "none/a: expected a folder that exists but got none. Make the folder first.",
  );
  expect(await said("folder")).toBe("folder: expected a file to write but got a folder of that name.");
  expect(await said("file/a")).toBe("file/a: expected a folder to write to but got a file in its place.");
  expect(await refusal(makeFolder(join(place, "file")))).toContain(
    "expected a folder to write to but got a file in its place.",
  );
  expect(await refusal(makeFolder(join(place, "file", "a")))).toContain("but got a file in its place.");
  expect(await said("a".repeat(300))).toContain(
    "expected a name that the disk takes but got one that is too long.",
  );
  expect(readdirSync(place).sort()).toEqual(["file", "folder"]);
});

test("a folder is made with those above it, and one that is there is left alone", async () => {
  const path = join(fresh("made"), "a", "b");
  await makeFolder(path);
  await makeFolder(path);
  expect(readdirSync(path)).toEqual([]);
});
