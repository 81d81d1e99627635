import { execFileSync, spawnSync } from "node:child_process";
import { closeSync, existsSync, openSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { removeScratchFolders, runCli, scratchFolder } from "./testing.ts";

/** A disk of a few pages, where this user may mount one. */
function tinyDisk(): string | undefined {
  const folder = scratchFolder();
  try {
    execFileSync("mount", ["-t", "tmpfs", "-o", "size=96k", "tmpfs", folder], { stdio: "ignore" });
    return folder;
  } catch {
    return undefined;
  }
}

const disk = tinyDisk();
afterAll(() => {
  if (disk) execFileSync("umount", [disk]);
  removeScratchFolders();
});

const small = (out: string) => `train xor --epochs 3 --quiet --out ${out}`.split(" ");
const large = (out: string) =>
  `train moons --layers 200:tanh,1:sigmoid --epochs 3 --quiet --out ${out}`.split(" ");

test.skipIf(!disk)(
  "a full disk (skipped where no disk can be mounted) leaves the earlier run as it was",
  async () => {
    expect((await runCli(small("first"), { cwd: disk! })).code).toBe(0);
    const names = () => readdirSync(disk!, { recursive: true, encoding: "utf8" }).sort();
    const before = names();
    const run = readFileSync(join(disk!, "first/run.json"), "utf8");
    writeFileSync(join(disk!, "filling"), new Uint8Array(8000));
    const { code, stderr } = await runCli(large("first"), { cwd: disk! });
    expect(code).toBe(4);
    expect(stderr).toMatch(/^error: .*: expected room on the disk but got a full one\. Free some space\.\n$/);
    expect(names()).toEqual([...before, "filling"].sort());
    expect(readFileSync(join(disk!, "first/run.json"), "utf8")).toBe(run);
    expect((await runCli(["evaluate", "first"], { cwd: disk! })).code).toBe(0);
  },
);

test.skipIf(!disk)("a full disk (skipped where no disk can be mounted) leaves no new folder", async () => {
  const { code } = await runCli(large("second"), { cwd: disk! });
  expect(code).toBe(4);
  expect(readdirSync(disk!)).not.toContain("second");
});

test.skipIf(!existsSync("/dev/full"))(
  "an output with no room ends in a sentence (skipped where there is no /dev/full)",
  () => {
    const main = new URL("main.ts", import.meta.url).href;
    const program = `import(${JSON.stringify(main)}).then(async ({ main }) => { process.exitCode = await main(["derive", "--layers", "1"]); })`;
    const full = openSync("/dev/full", "w");
    const { status, stderr } = spawnSync(process.execPath, ["-e", program], {
      stdio: ["ignore", full, "pipe"],
      encoding: "utf8",
    });
    closeSync(full);
    expect(stderr).toBe("error: standard output: expected room to write to but got a full disk.\n");
    expect(status).toBe(4);
  },
);
