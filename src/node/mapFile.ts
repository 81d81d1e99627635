import { fail } from "../base/error.ts";

/** PROT_READ | PROT_WRITE: reading is not enough, a program that writes into an array would end by SIGSEGV. */
const protection = 3;

/** MAP_PRIVATE: what is written stays in memory. Linux: with MAP_NORESERVE, so that it asks for no memory for that. */
const flagsOf: Readonly<Record<string, number>> = {
  "linux x64": 0x4002,
  "linux arm64": 0x4002,
  "darwin x64": 2,
  "darwin arm64": 2,
};

/** What the system says where it cannot map. */
const failed = 2n ** 64n - 1n;

interface System {
  /** The address of `bytes` of a file, or {@link failed}. */
  map(fd: number, bytes: number): bigint;
  unmap(address: bigint, bytes: number): void;
  /** Memory as it lies there, without a copy. */
  view(address: bigint, bytes: number): ArrayBuffer;
  /** The number of the last error. */
  errno(): number;
}

let system: System | undefined;

/** Gives memory back once no array is left that could read it. */
const unmapping = new FinalizationRegistry((unmap: () => void) => unmap());

/**
 * The first bytes of an open file as memory; the file may be closed. They are fetched when they are read, and unmapped
 * when the buffer and all arrays on it are collected.
 *
 * @throws ChainruleError `usage` without the package koffi, on another system, or where the system has no room
 */
export async function mapFile(fd: number, bytes: number, who: string): Promise<ArrayBuffer> {
  system ??= await loadSystem(who);
  const { map, unmap, view, errno } = system;
  const address = map(fd, bytes);
  if (address === failed)
    fail("usage", {
      who,
      expected: `${bytes} bytes of addresses`,
      got: `error ${errno()} of the system`,
      fix: "Is the file on a disk of this machine?",
    });
  const buffer = view(address, bytes);
  unmapping.register(buffer, () => unmap(address, bytes));
  return buffer;
}

async function loadSystem(who: string): Promise<System> {
  const flags = flagsOf[`${process.platform} ${process.arch}`];
  const fix = "Read it into memory: readNpy(await readFile(path)).";
  if (flags === undefined)
    return fail("usage", {
      who,
      expected: "Linux or macOS, on x64 or arm64, to map a file",
      got: `${process.platform} on ${process.arch}`,
      fix,
    });
  const koffi = await import("koffi").then(
    (module) => module.default ?? module,
    (error: unknown) =>
      fail(
        "usage",
        {
          who,
          expected: "the package koffi, which maps files",
          got: "none",
          fix: `Run npm install koffi. ${fix}`,
        },
        error,
      ),
  );
  const library = koffi.load(null);
  const map = library.func(
    "void *mmap(void *address, size_t bytes, int protection, int flags, int fd, int64_t offset)",
  );
  const unmap = library.func("int munmap(void *address, size_t bytes)");
  return {
    map: (fd, bytes) => map(null, bytes, protection, flags, fd, 0) as bigint,
    unmap: (address, bytes) => void unmap(address, bytes),
    view: (address, bytes) => koffi.view(address, bytes),
    errno: () => koffi.errno(),
  };
}
