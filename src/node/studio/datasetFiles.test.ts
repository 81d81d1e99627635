import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { mnist } from "../../data/mnist.ts";
import { datasetFiles } from "./datasetFiles.ts";

let folder: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "chainrule-files-"));
  vi.stubEnv("CHAINRULE_DATA_DIR", "");
  vi.stubEnv("XDG_CACHE_HOME", join(folder, "cache"));
});

afterEach(async () => {
  vi.unstubAllEnvs();
  await rm(folder, { recursive: true });
});

/** The four files of mnist in a folder, the first ones unpacked. */
async function fill(path: string, count = 4): Promise<void> {
  await mkdir(path, { recursive: true });
  for (const [i, { name }] of mnist.files.slice(0, count).entries())
    await writeFile(join(path, i < 2 ? name.replace(".gz", "") : name), name);
}

test("the files of a data folder are served by their published names, packed or not", async () => {
  await fill(join(folder, "mnist"));
  const files = await datasetFiles(folder);
  expect([...files.keys()]).toEqual([
    "/data/mnist/train-images-idx3-ubyte.gz",
    "/data/mnist/train-labels-idx1-ubyte.gz",
    "/data/mnist/t10k-images-idx3-ubyte.gz",
    "/data/mnist/t10k-labels-idx1-ubyte.gz",
  ]);
  const { read, headers } = files.get("/data/mnist/train-images-idx3-ubyte.gz")!;
  expect(new TextDecoder().decode(await read())).toBe("train-images-idx3-ubyte.gz");
  expect(headers["x-file-name"]).toBe("train-images-idx3-ubyte");
});

test("without a data folder they are those of the cache, or none: nothing is fetched", async () => {
  vi.stubEnv("HOME", folder);
  vi.stubEnv("LOCALAPPDATA", folder);
  const cache = { linux: "cache/chainrule", darwin: "Library/Caches/chainrule" }[process.platform as "linux"];
  expect((await datasetFiles()).size).toBe(0);
  await fill(join(folder, cache ?? "chainrule/Cache", "mnist"));
  expect((await datasetFiles()).size).toBe(4);
});

test("a data folder that was named must be one, and whole; one that is only set does not matter", async () => {
  const none = join(folder, "none");
  await expect(datasetFiles(none)).rejects.toThrow(
    `data folder: expected a folder but got "${none}", which is none.`,
  );
  vi.stubEnv("CHAINRULE_DATA_DIR", none);
  expect((await datasetFiles()).size).toBe(0);
  await fill(join(folder, "mnist"), 3);
  await expect(datasetFiles(folder)).rejects.toThrow("a folder without t10k-labels-idx1-ubyte.gz");
});
