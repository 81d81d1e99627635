import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import { type NativeProgram, render } from "../../compile/c/native.ts";
import { cacheFolder } from "../cacheFolder.ts";
import { codeOf } from "../readFile.ts";
import { type Cache, cacheIn, sha256 } from "./cache.ts";
import { type Command, type Ended, runSync, start } from "./command.ts";
import {
  type Compiler,
  compilerOf,
  compilerWords,
  type ObjectOptions,
  optionsOf,
  processorText,
  quoted,
  versionCommand,
} from "./compiler.ts";
import { findKoffi, functionsOf, type Koffi, type NativeCode } from "./library.ts";
import { flawOf } from "./objectFile.ts";
import { removeFolder, sweep, temporaryFolder } from "./temporary.ts";

/** What building takes, and may take. */
export interface Workshop {
  readonly koffi: Koffi | undefined;
  /** Why koffi is not there, where that is known. */
  readonly obstacle?: string;
  readonly compiler: readonly string[];
  /** Objects of earlier processes, where they are kept. */
  readonly cache: Cache | undefined;
  /** Objects of this process, by their keys: the same source is loaded once. */
  readonly loaded: Map<string, readonly NativeCode[]>;
  /** How long a compiler may take, in milliseconds. A network's step takes it half a second. */
  readonly patience: number;
}

/** The folder in which objects are kept; undefined for a user who has none. */
export function objectFolder(): string | undefined {
  const folder = cacheFolder();
  return folder === undefined ? undefined : join(folder, "native");
}

const loaded: Workshop["loaded"] = new Map();

/** The workshop of this machine, as the environment says now. */
export function workshop(): Workshop {
  const folder = objectFolder();
  return {
    ...findKoffi(),
    compiler: compilerWords(),
    cache: folder === undefined ? undefined : cacheIn(folder),
    loaded,
    patience: 60_000,
  };
}

/** Programs made ready to run natively, or why they are not: nothing where it was not worth it. */
export type Built = { readonly codes: readonly NativeCode[] } | { readonly obstacle?: string };

/** What is to be built. */
export interface Order extends ObjectOptions {
  readonly programs: readonly NativeProgram[];
  /** Whether somebody waits for it, so that it need not give way to others. */
  readonly isWaitedFor?: boolean;
  /** Asked where nothing was built before: whether a source of that length is worth being compiled. */
  readonly isWorthIt?: (length: number) => boolean;
}

const compilers = new Map<string, Compiler>();

/** Builds while this thread waits. */
export function buildNow(order: Order, shop: Workshop = workshop()): Built {
  const steps = building(order, shop);
  let step = steps.next();
  while (!step.done) step = steps.next(step.value === "pause" ? undefined : runSync(step.value));
  return step.value;
}

/** A build beside the thread that asked for it. */
export interface Job {
  /** Undefined as long as it goes on. */
  readonly built: Built | undefined;
  /** Gives it up, and ends the compiler. */
  cancel(): void;
}

export function buildBeside(order: Order, shop: Workshop = workshop()): Job {
  const steps = building(order, shop);
  let built: Built | undefined;
  let kill = (): void => {};
  let isGivenUp = false;
  const go = (step: ReturnType<typeof steps.next>): void => {
    if (step.done) {
      built = step.value;
      return;
    }
    if (step.value === "pause") {
      setImmediate(() => {
        if (!isGivenUp) go(steps.next());
      });
      return;
    }
    const { folder } = step.value;
    const running = start(step.value);
    kill = running.kill;
    void running.ended.then((ended) => {
      if (!isGivenUp) go(steps.next(ended));
      else if (folder !== undefined) removeFolder(folder);
    });
  };
  go(steps.next());
  return {
    get built() {
      return built;
    },
    cancel() {
      if (built) return;
      isGivenUp = true;
      kill();
    },
  };
}

/** Milliseconds of rendering at a stretch: then whatever else this thread has to do may go on. */
const stretch = 20;

function* rendering(programs: readonly NativeProgram[]): Generator<"pause", string> {
  const steps = render(programs);
  let began = performance.now();
  for (let step = steps.next(); ; step = steps.next()) {
    if (step.done) return step.value;
    if (performance.now() - began < stretch) continue;
    yield "pause";
    began = performance.now();
  }
}

type Steps<Result> = Generator<Command | "pause", Result, Ended | undefined>;

/**
 * The steps of a build; it is handed what the commands came to that it asks for. Leaves no file but in the cache, and
 * throws nothing: whatever goes wrong is an obstacle.
 */
function* building(order: Order, shop: Workshop): Steps<Built> {
  const { koffi, obstacle, compiler: words, cache } = shop;
  const { isWaitedFor = false } = order;
  if (process.platform !== "linux" && process.platform !== "darwin")
    return { obstacle: "native code is made on Linux and macOS alone" };
  if (!koffi) return { obstacle: obstacle ?? "the package koffi is not installed" };
  const compiler =
    compilers.get(words.join(" ")) ?? compilerOf(words, (yield { ...versionCommand(words), isWaitedFor })!);
  if ("obstacle" in compiler) return compiler;
  compilers.set(words.join(" "), compiler);
  let key: string;
  let kept: Uint8Array | undefined;
  let source: string;
  const options = optionsOf(order);
  try {
    source = yield* rendering(order.programs);
    key = sha256(JSON.stringify([source, options, compiler, processorText()]));
    const known = shop.loaded.get(key);
    if (known) return { codes: known };
    kept = cache?.take(key);
    if (!kept && order.isWorthIt?.(source.length) === false) return {};
  } catch (error) {
    return { obstacle: `its source could not be written (${firstLine(error)})` };
  }
  let folder: string | undefined;
  try {
    // Only its owner may enter it, so that what was checked is what is loaded.
    folder = temporaryFolder();
    const path = join(folder, "network.so");
    const object =
      kept ??
      (yield* compiling(source, {
        words: [...words, ...options],
        milliseconds: shop.patience,
        folder,
        path,
        isWaitedFor,
      }));
    if (!(object instanceof Uint8Array)) return object;
    const flaw = flawOf(object);
    if (flaw !== undefined) return { obstacle: `what ${nameOf(words)} made ${flaw}` };
    if (kept) writeFileSync(path, kept, { mode: 0o600 });
    const codes = functionsOf(koffi, path, order.programs);
    shop.loaded.set(key, codes);
    if (!kept) cache?.put(key, object);
    return { codes };
  } catch (error) {
    return { obstacle: obstacleOf(error, words) };
  } finally {
    if (folder !== undefined) removeFolder(folder);
  }
}

/** The bytes of an object that a compiler made of a source, or why there are none. */
function* compiling(
  source: string,
  { path, words, ...how }: Command & { readonly folder: string; readonly path: string },
): Steps<Uint8Array | { readonly obstacle: string }> {
  sweep();
  const text = join(how.folder, "network.c");
  writeFileSync(text, source);
  const { problem, output } = (yield { ...how, words: [...words, "-o", path, text] })!;
  if (problem !== undefined) return { obstacle: `${nameOf(words)} ${problem}${quoted(output, how.folder)}` };
  return existsSync(path) ? readFileSync(path) : { obstacle: `${nameOf(words)} made nothing` };
}

const nameOf = (words: readonly string[]): string => basename(words[0]!);
const firstLine = (error: unknown): string => String((error as Error)?.message ?? error).split("\n")[0]!;

function obstacleOf(error: unknown, words: readonly string[]): string {
  const code = codeOf(error);
  if (code === "ENOSPC" || code === "EDQUOT") return `the disk of ${tmpdir()} is full`;
  if (code !== undefined) return `${tmpdir()} cannot be written to (${code})`;
  return `what ${nameOf(words)} made cannot be loaded (${firstLine(error)})`;
}
