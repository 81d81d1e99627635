import { execFileSync, spawnSync } from "node:child_process";
import { chmodSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import {
  fakeCompiler,
  obstacleToNative,
  processesWith,
  scratch,
  weightsHash,
} from "../../../test/support/native.ts";
import { dense } from "../../nn/layers/dense.ts";
import type { Backend } from "../../run/backend.ts";
import { opened, wasm } from "../../run/wasm.ts";
import { mlp } from "../../train/model.ts";
import { buildBeside, type Job, type Workshop, workshop } from "./build.ts";
import { cacheIn } from "./cache.ts";
import { takingOver } from "./takeover.ts";

/** What goes wrong around the compiler: training ends with the same weights, and says why it was not faster. */

const x = Array.from({ length: 32 }, (_, i) => [i / 32, (i * 7) % 5]);
const y = x.map(([a, b]) => [a! * b!]);

let place: ReturnType<typeof scratch>;
let shop: Workshop;
beforeEach(() => {
  place = scratch();
  mkdirSync(join(place.folder, "tmp"));
  vi.stubEnv("TMPDIR", join(place.folder, "tmp"));
  shop = { ...workshop(), cache: cacheIn(join(place.folder, "cache")), loaded: new Map(), patience: 30_000 };
});
afterEach(() => {
  vi.unstubAllEnvs();
  place.remove();
});

/** A run whose build begins with the first step, and has ended before the second. */
async function trained(workshop: Workshop, more: { readonly waits?: boolean } = {}) {
  let job: Job | undefined;
  const backend: Backend = {
    name: "tiered",
    prepare: (graphs, how) =>
      takingOver(opened(graphs, how), how?.runs ?? 1, {
        begin: (programs) => {
          job = buildBeside({ programs }, workshop);
          return job;
        },
        settling: 0,
        worthLooking: -Infinity,
        fused: false,
        trial: 0,
      }),
  };
  const wait = async (): Promise<undefined> => {
    while (more.waits !== false && !job?.built) await new Promise((resolve) => setTimeout(resolve, 5));
  };
  const model = mlp(2, dense(5, "tanh"), dense(1));
  const { engine } = await model.fit(x, y, { epochs: 20, backend, callbacks: [wait] });
  return { ...engine, hash: weightsHash(model) };
}

const withCompiler = (script: string): Workshop => ({
  ...shop,
  compiler: [fakeCompiler(place.folder, script)],
});

const reference = await (async () => {
  const model = mlp(2, dense(5, "tanh"), dense(1));
  await model.fit(x, y, { epochs: 20, backend: wasm });
  return weightsHash(model);
})();

/** The run is the reference's, and the note is this; neither a process nor a temporary file is left. */
async function expectWasm(workshop: Workshop, note: string | RegExp): Promise<void> {
  const run = await trained(workshop);
  expect(run.note).toMatch(note);
  expect([run.backend, run.hash]).toEqual(["wasm", reference]);
  await expectNothingLeft();
}

async function expectNative(workshop: Workshop): Promise<void> {
  expect(await trained(workshop)).toEqual({ backend: "native", threads: 1, hash: reference });
  await expectNothingLeft();
}

async function expectNothingLeft(): Promise<void> {
  expect(readdirSync(join(place.folder, "tmp"))).toEqual([]);
  await expectNoProcess(place.folder);
}

/** What was ended takes a moment to be gone. */
async function expectNoProcess(text: string): Promise<void> {
  if (process.platform === "linux") await expect.poll(() => processesWith(text)).toEqual([]);
}

/** As another process would find it: nothing is loaded. */
const anew = (): Workshop => ({ ...shop, loaded: new Map() });

const here = (path: string): string => JSON.stringify(new URL(path, import.meta.url).href);

const real = workshop().compiler.join(" ");
const kept = () => readdirSync(join(place.folder, "cache")).map((name) => join(place.folder, "cache", name));

test("without koffi, or without a compiler, WebAssembly goes on and says so", async () => {
  await expectWasm({ ...shop, koffi: undefined }, "the package koffi is not installed");
  if (!shop.koffi) return;
  await expectWasm({ ...shop, compiler: ["no-such-cc"] }, "there is no C compiler (no-such-cc)");
  const mute = fakeCompiler(place.folder, "");
  chmodSync(mute, 0o644);
  await expectWasm({ ...shop, compiler: [mute] }, /there is no C compiler/);
});

describe.skipIf(obstacleToNative !== undefined)("where there is a compiler", () => {
  test("one that works takes over, and the next process finds its object", async () => {
    await expectNative(shop);
    expect(kept()).toHaveLength(1);
    await expectNative(anew());
    expect(kept()).toHaveLength(1);
  });

  test("one that fails is quoted", async () => {
    const complains = 'echo "network.c:7:1: error: nothing of that kind" >&2; exit 3';
    await expectWasm(
      withCompiler(complains),
      "WebAssembly alone, because cc1 failed with code 3: network.c:7:1: error: nothing of that kind",
    );
  });

  test("one that hangs is ended with all that it started", async () => {
    const hangs = { ...withCompiler("sleep 1000 & sleep 1000"), patience: 300 };
    await expectWasm(hangs, "did not end within 0.3 s");
    await expectNoProcess("sleep\u00001000");
  });

  test("one that is in the middle when training ends is ended then", async () => {
    const { note, hash } = await trained(withCompiler("sleep 2000"), { waits: false });
    expect(note).toBe("WebAssembly so far, because the C compiler has not ended");
    expect(hash).toBe(reference);
    if (process.platform === "linux") await expect.poll(() => processesWith("sleep\u00002000")).toEqual([]);
  });

  test("one that is killed in the middle is told from one that failed", async () => {
    await expectWasm(withCompiler("kill -9 $$"), "cc1 was ended by SIGKILL");
  });

  test("one that leaves others running leaves none", async () => {
    await expectWasm(withCompiler("sleep 3000 >/dev/null 2>&1 & exit 1"), "failed with code 1");
    await expectNoProcess("sleep\u00003000");
  });

  test("one that writes without end does not fill the memory", async () => {
    await expectWasm({ ...withCompiler("yes error: more"), patience: 1000 }, /did not end.*: error: more$/);
  });

  test.each([
    ["nothing", "exit 0", "cc made nothing"],
    ["garbage", 'head -c 100000 /dev/urandom > "$OUT"', "is no object file"],
    ["an empty file", ': > "$OUT"', "is no object file"],
    ["an object for another processor", 'make; printf "\\267" | poke 18', "is for another kind of processor"],
    ["an object that is cut off", 'make; head -c 6000 "$OUT" > "$OUT.2"; mv "$OUT.2" "$OUT"', "is cut off"],
    ["an object without the functions", 'echo "int x;" | REAL -shared -x c -o "$OUT" -', "cannot be loaded"],
  ])("one that makes %s is not believed", async (_, script, note) => {
    const prelude = [
      'while [ "$1" != -o ]; do shift; done; OUT="$2"; SOURCE="$3"',
      `make() { ${real} -shared -fPIC -O0 -march=native -w -o "$OUT" "$SOURCE" -lm; }`,
      'poke() { dd of="$OUT" bs=1 seek=$1 conv=notrunc 2>/dev/null; }',
    ].join("\n");
    const lying = withCompiler(`${prelude}\n${script.replace("REAL", real)}`);
    await expectWasm(lying, note.replace("cc made", "cc1 made"));
    expect(readdirSync(place.folder)).not.toContain("cache");
  });

  test.each([
    ["with other bytes", (path: string) => writeFileSync(path, "poison")],
    ["with a byte changed", (path: string) => writeFileSync(path, changed(readFileSync(path), 5000))],
    ["that others may write to", (path: string) => chmodSync(path, 0o666)],
  ])("an object in the cache %s is made again", async (_, poison) => {
    await expectNative(anew());
    const [path] = kept();
    const before = readFileSync(path!);
    poison(path!);
    await expectNative(anew());
    expect(kept()).toHaveLength(1);
    expect(statSync(kept()[0]!).mode & 0o777).toBe(0o600);
    expect(readFileSync(kept()[0]!).length).toBe(before.length);
  });

  test("a cache folder that is a file, or none's to write, costs nothing but the cache", async () => {
    writeFileSync(join(place.folder, "cache"), "");
    await expectNative(anew());
  });

  test("a process that leaves in the middle takes the compiler and its files with it", async () => {
    const { compiler } = withCompiler("sleep 4000");
    const program = `
      import { dense } from ${here("../../nn/layers/dense.ts")};
      import { mlp } from ${here("../../train/model.ts")};
      import { buildBeside, workshop } from ${here("./build.ts")};
      import { opened } from ${here("../../run/wasm.ts")};
      import { programOf } from ${here("./takeover.ts")};
      const backend = { name: "leaves", prepare(graphs, how) {
        const start = opened(graphs, how);
        const shop = { ...workshop(), cache: undefined, compiler: ${JSON.stringify(compiler)} };
        buildBeside({ programs: [programOf(start.compiled)] }, shop);
        return start.programs;
      } };
      const pause = () => new Promise((resolve) => setTimeout(resolve, 20));
      const asleep = () => readdirSync(process.env.TMPDIR).length > 0;
      import { readdirSync } from "node:fs";
      await mlp(2, dense(5)).fit([[1, 2]], [3], {
        epochs: 1e6, backend, callbacks: [async () => { await pause(); if (asleep()) process.exit(7); }],
      });
    `;
    const words = ["--input-type=module", "-e", program];
    const { status } = spawnSync(process.execPath, words, { env: process.env, timeout: 60_000 });
    expect(status).toBe(7);
    await expectNoProcess("sleep\u00004000");
    await expectNothingLeft();
  });

  const disk = mounted("size=16k");
  const readOnly = mounted("ro");
  afterAll(() => {
    for (const one of [disk, readOnly]) {
      if (one) execFileSync("umount", [one.folder]);
      one?.remove();
    }
  });

  test.skipIf(!readOnly)(
    "a read-only cache (skipped where none can be mounted) is done without",
    async () => {
      const cache = cacheIn(join(readOnly!.folder, "cache"));
      await expectNative({ ...anew(), cache });
      expect(readdirSync(readOnly!.folder)).toEqual([]);
    },
  );

  test.skipIf(!disk)(
    "a full disk (skipped where none can be mounted) is named, or does without cache",
    async () => {
      const { folder } = disk!;
      await expectNative({ ...anew(), cache: cacheIn(join(folder, "cache")) });
      expect(readdirSync(join(folder, "cache"))).toEqual([]);
      vi.stubEnv("TMPDIR", folder);
      const { backend, note, hash } = await trained(anew());
      expect([backend, hash]).toEqual(["wasm", reference]);
      expect(note).toMatch(/the disk of .* is full|No space left on device/);
    },
  );
});

/** A disk in memory, where this user may mount one. */
function mounted(options: string): ReturnType<typeof scratch> | undefined {
  const made = scratch();
  try {
    execFileSync("mount", ["-t", "tmpfs", "-o", options, "tmpfs", made.folder], { stdio: "ignore" });
    return made;
  } catch {
    made.remove();
    return undefined;
  }
}

const changed = (bytes: Uint8Array, at: number): Uint8Array => {
  bytes[at]! ^= 1;
  return bytes;
};
