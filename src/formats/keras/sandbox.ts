import { fail } from "../../base/error.ts";

type H5wasm = typeof import("h5wasm");
type Module = Awaited<H5wasm["ready"]>;

/** The HDF5 library, and what a call of it may do. */
export interface Sandbox {
  readonly h5: H5wasm;
  /**
   * Runs `work` with a file of these bytes, or an empty one, and takes everything back afterwards: files, and the
   * library's memory. The HDF5 library is C: a damaged file may leave its memory in a state from which no later
   * call recovers.
   */
  run<T>(bytes: Uint8Array | undefined, work: (path: string) => T): T;
  /** What the file at the path holds now. Within `run` alone. */
  contents(path: string): Uint8Array;
}

const page = 2 ** 16;
const MiB = 2 ** 20;
const path = "/chainrule.h5";

let loaded: Promise<Sandbox> | undefined;

/**
 * Loads h5wasm when it is first needed; it is an optional peer of 4 MB.
 *
 * @throws ChainruleError `usage` that says how to install it
 */
export async function openSandbox(who: string): Promise<Sandbox> {
  loaded ??= load(who);
  try {
    return await loaded;
  } catch (cause) {
    loaded = undefined;
    throw cause;
  }
}

async function load(who: string): Promise<Sandbox> {
  // Caught at the import itself: that is how bundlers know that a program can do without the package.
  const h5 = await import("h5wasm").catch((cause) =>
    fail(
      "usage",
      {
        who,
        expected: "the package h5wasm, which reads and writes HDF5,",
        got: "none",
        fix: "Install it: npm install h5wasm.",
      },
      cause,
    ),
  );
  const module = await h5.ready;
  return {
    h5,
    run: (bytes, work) => run(module, bytes, work),
    contents: (at) => module.FS.readFile(at),
  };
}

/** The files of the library that are open, which its types leave out. */
interface OpenFiles {
  readonly streams: readonly (FS.FSStream | null)[];
}

function run<T>(module: Module, bytes: Uint8Array | undefined, work: (path: string) => T): T {
  const FS = module.FS as Module["FS"] & OpenFiles;
  const before = module.HEAPU8.slice();
  const open = new Set(FS.streams);
  // The library's own limit is 2 GiB, and a damaged length in a file asks for all of it.
  const release = limitGrowth(before.length + 16 * MiB + 4 * (bytes?.length ?? 0));
  try {
    // Otherwise it prints its errors, and goes on.
    module.activate_throwing_error_handler();
    if (bytes) FS.writeFile(path, bytes);
    return work(path);
  } finally {
    release();
    module.HEAPU8.set(before);
    module.HEAPU8.fill(0, before.length);
    for (const stream of FS.streams) if (stream && !open.has(stream)) FS.close(stream);
    if (FS.analyzePath(path).exists) FS.unlink(path);
  }
}

/**
 * Lets no WebAssembly memory grow above `most` bytes until it is released. The library does not hand out its memory,
 * so the limit is set on all; nothing else runs in this thread meanwhile.
 */
function limitGrowth(most: number): () => void {
  const { prototype } = WebAssembly.Memory;
  const { grow } = prototype;
  prototype.grow = function (pages) {
    if (this.buffer.byteLength + pages * page > most) throw new RangeError(`more than ${most} bytes`);
    return grow.call(this, pages);
  };
  return () => {
    prototype.grow = grow;
  };
}
