import { execFileSync, spawn, spawnSync } from "node:child_process";
import {
  chmodSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  statSync,
  utimesSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import { Worker } from "node:worker_threads";
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
import { buildBeside, buildNow, type Job, type Workshop, workshop } from "./build.ts";
import { cacheIn } from "./cache.ts";
import { findKoffi } from "./library.ts";
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

/** A number whose products may be subnormal; no literal, so that they are computed when the test runs. */
const tiny = Number("1") / 2 ** 1020;

const real = workshop().compiler.join(" ");
const kept = () => readdirSync(join(place.folder, "cache")).map((name) => join(place.folder, "cache", name));

test("without koffi, or without a compiler, WebAssembly goes on and says so", async () => {
  await expectWasm({ ...shop, koffi: undefined }, "the package koffi is not installed");
  if (!shop.koffi) return;
  await expectWasm({ ...shop, compiler: ["no-such-cc"] }, "there is no C compiler (no-such-cc)");
  const mute = fakeCompiler(place.folder, "");
  chmodSync(mute, 0o644);
  await expectWasm({ ...shop, compiler: [mute] }, /the C compiler \(.*\) may not be run/);
});

test("a compiler whose name the system refuses is an obstacle, and not the end of the run", async () => {
  if (!shop.koffi) return;
  for (const name of ["/etc/passwd/cc", "x".repeat(5000), "/etc/passwd", "/"])
    await expectWasm({ ...shop, compiler: [name] }, /there is no C compiler|may not be run/);
});

test("what goes wrong in rendering is an obstacle", () => {
  if (!shop.koffi) return;
  const broken = { schedules: undefined } as never;
  const job = buildBeside({ programs: [broken] }, withCompiler(""));
  return expect
    .poll(() => job.built)
    .toMatchObject({ obstacle: expect.stringMatching(/its source could not be written \(/) });
});

test("where not one more file can be opened, the note says so", async () => {
  const lines = `
    import { closeSync, openSync } from "node:fs";
    import { start } from ${here("./command.ts")};
    setInterval(() => {}, 1000);
    await start({ words: ["true"], milliseconds: 1000 }).ended;
    const open = [];
    try { for (;;) open.push(openSync("/dev/null")); } catch {}
    const full = start({ words: ["true"], milliseconds: 1000 });
    const { problem } = await full.ended;
    open.forEach(closeSync);
    console.log(problem);
    process.exit();
  `;
  const words = ["-c", 'ulimit -n 60; exec "$@"', "sh", process.execPath, "--input-type=module", "-e", lines];
  expect(spawnSync("sh", words, { encoding: "utf8" }).stdout).toBe("could not be started (EMFILE)\n");
});

test("koffi that is not there is told from koffi that cannot be loaded", () => {
  const failing = (message: string, code?: string) => () => {
    throw Object.assign(new Error(message), { code });
  };
  expect(findKoffi(failing("Cannot find module 'koffi'\nRequire stack:", "MODULE_NOT_FOUND"))).toEqual({
    koffi: undefined,
    obstacle: "the package koffi is not installed",
  });
  expect(findKoffi(failing("koffi.node: file too short", "ERR_DLOPEN_FAILED"))).toEqual({
    koffi: undefined,
    obstacle: "the package koffi cannot be loaded (koffi.node: file too short)",
  });
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

  test("of what it says, the error is quoted, and not where the file was read from", async () => {
    const complains = [
      'echo "In file included from network.c:1:"',
      'echo "math.h:2:1: warning: strange" >&2',
      'echo "math.h:3:1: error: stranger" >&2; exit 1',
    ];
    await expectWasm(withCompiler(complains.join("\n")), "failed with code 1: math.h:3:1: error: stranger");
    await expectWasm(withCompiler("echo words; echo 'ld: gone'; exit 1"), "failed with code 1: ld: gone");
  });

  test("one that says more than a megabyte is listened to, by whoever waits for it too", async () => {
    const script = `head -c 1200000 /dev/zero | tr '\\0' w >&2; exec ${real} "$@"`;
    const { compiler } = withCompiler(script);
    expect(buildNow({ programs: [] }, { ...anew(), compiler })).toHaveProperty("codes");
    await expectNative({ ...anew(), compiler });
  });

  test.each(["-ffast-math", "-Ofast", "-funsafe-math-optimizations", "-ffinite-math-only -freciprocal-math"])(
    "CC with %s gives the same weights, and what is tiny stays",
    async (options) => {
      await expectNative({ ...anew(), compiler: [...shop.compiler, ...options.split(" ")] });
      expect(tiny * 2 ** -50).toBe(2 ** -1070);
    },
  );

  test("options that cannot be taken back are refused", async () => {
    const compiler = [...shop.compiler, "-ffp-model=fast"];
    const [mute] = withCompiler("exit 1").compiler;
    await expectWasm(
      { ...anew(), compiler: [mute!, "-mdaz-ftz"] },
      "-mdaz-ftz in CC would change the numbers",
    );
    await expectWasm({ ...anew(), compiler }, /would change the numbers|unrecognized/);
    const after = withCompiler(`exec ${real} "$@" -ffast-math`);
    await expectWasm(after, /fast mathematics would give other numbers/);
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

  /** A module that trains, and builds beside that or first, with a compiler that sleeps for so many seconds. */
  const sleeper = (seconds: number, build: "buildBeside" | "buildNow" = "buildBeside"): string => {
    const { compiler } = withCompiler(`sleep ${seconds}`);
    const program = `
      import { dense } from ${here("../../nn/layers/dense.ts")};
      import { mlp } from ${here("../../train/model.ts")};
      import { ${build}, workshop } from ${here("./build.ts")};
      import { opened } from ${here("../../run/wasm.ts")};
      import { programOf } from ${here("./takeover.ts")};
      const backend = { name: "leaves", prepare(graphs, how) {
        const start = opened(graphs, how);
        const shop = { ...workshop(), cache: undefined, compiler: ${JSON.stringify(compiler)} };
        ${build}({ programs: [programOf(start.compiled)] }, shop);
        return start.programs;
      } };
      const pause = () => new Promise((resolve) => setTimeout(resolve, 20));
      await mlp(2, dense(5)).fit([[1, 2]], [3], { epochs: 1e6, backend, callbacks: [pause] });
    `;
    const path = join(place.folder, "sleeper.mjs");
    writeFileSync(path, program);
    return path;
  };
  const temporary = () => readdirSync(join(place.folder, "tmp"));
  const isAsleep = (seconds: number) =>
    expect.poll(() => processesWith(`sleep\0${seconds}`), { timeout: 20_000 });

  test("a process that leaves in the middle takes the compiler and its files with it", async () => {
    const leaves = `
      import { readdirSync } from "node:fs";
      setInterval(() => readdirSync(process.env.TMPDIR).length > 0 && process.exit(7), 20);
      await import(${JSON.stringify(sleeper(4000))});
    `;
    const words = ["--input-type=module", "-e", leaves];
    const { status } = spawnSync(process.execPath, words, { env: process.env, timeout: 60_000 });
    expect(status).toBe(7);
    await expectNoProcess("sleep\u00004000");
    await expectNothingLeft();
  });

  test.skipIf(process.platform !== "linux").each(["SIGHUP", "SIGTERM", "SIGKILL"] as const)(
    "so does one that %s ends, whatever it was doing (skipped where processes cannot be looked for)",
    async (signal) => {
      for (const build of ["buildBeside", "buildNow"] as const) {
        const child = spawn(process.execPath, [sleeper(5000, build)], { env: process.env, stdio: "ignore" });
        const ended = new Promise((resolve) => child.on("exit", (_, by) => resolve(by)));
        await isAsleep(5000).toHaveLength(1);
        child.kill(signal);
        expect(await ended).toBe(signal);
        await isAsleep(5000).toEqual([]);
        await expect.poll(temporary, { timeout: 5000 }).toEqual([]);
      }
    },
    60_000,
  );

  test.skipIf(process.platform !== "linux")(
    "so does a worker that is terminated (skipped where processes cannot be looked for)",
    async () => {
      const worker = new Worker(sleeper(6000), { stdout: true, stderr: true });
      await isAsleep(6000).toHaveLength(1);
      await worker.terminate();
      await isAsleep(6000).toEqual([]);
      await expect.poll(temporary, { timeout: 5000 }).toEqual([]);
    },
    60_000,
  );

  test.skipIf(process.platform !== "linux")(
    "the threads of a worker that is terminated end (skipped where threads cannot be counted)",
    async () => {
      const path = join(place.folder, "threads.mjs");
      const program = `
        import { parentPort } from "node:worker_threads";
        import { dense } from ${here("../../nn/layers/dense.ts")};
        import { mlp } from ${here("../../train/model.ts")};
        import { native } from ${here("./native.ts")};
        const x = Array.from({ length: 64 }, (_, i) => [i / 64, 1]);
        await mlp(2, dense(33), dense(1)).fit(x, x.map(([a]) => [a]), {
          epochs: 1e6, backend: native, threads: 4, batchSize: 32, callbacks: [() => parentPort.postMessage("runs")],
        });
      `;
      writeFileSync(path, program);
      vi.stubEnv("XDG_CACHE_HOME", join(place.folder, "cache"));
      const threads = () => readdirSync("/proc/self/task").length;
      const before = threads();
      const worker = new Worker(path);
      await new Promise((resolve) => worker.once("message", resolve));
      expect(threads()).toBeGreaterThanOrEqual(before + 4);
      await worker.terminate();
      await expect.poll(threads).toBeLessThanOrEqual(before);
    },
    60_000,
  );

  test("what a process left behind a day ago goes with the next build", async () => {
    const [old, young] = ["chainrule-native-old", "chainrule-native-young"].map((name) =>
      join(place.folder, "tmp", name),
    );
    for (const folder of [old!, young!]) mkdirSync(folder);
    utimesSync(old!, new Date(0), new Date(0));
    expect(buildNow({ programs: [] }, anew())).toHaveProperty("codes");
    expect(temporary()).toEqual(["chainrule-native-young"]);
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
