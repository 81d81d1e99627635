import { execFileSync } from "node:child_process";
import { existsSync, readdirSync, readFileSync, statSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";
import { hasCompiler } from "../peers/c.ts";

/** A way to run the shipped network in a process of its own. */
export interface Contestant {
  readonly title: string;
  /** The files that a user ships, in the folder of the network. */
  readonly files: readonly string[];
  /** What has to be installed beside them, where something has to be. */
  readonly needs?: string;
  /** Why it cannot take part; undefined where it can. */
  missing(): string | undefined;
  command(folder: string): { readonly program: string; readonly args: readonly string[] };
}

const require = createRequire(import.meta.url);
const here = (file: string): string => fileURLToPath(new URL(file, import.meta.url));
const installed = (name: string) => (): string | undefined => {
  try {
    require.resolve(name);
    return undefined;
  } catch {
    return `${name} is not installed: npm ci --prefix bench --ignore-scripts`;
  }
};

const inNode = (
  key: string,
  about: Omit<Contestant, "command" | "missing"> & Partial<Pick<Contestant, "missing">>,
): Contestant => ({
  missing: () => undefined,
  ...about,
  command: (folder) => ({ program: process.execPath, args: [here("./worker.ts"), key, folder] }),
});

export const contestants: readonly Contestant[] = [
  inNode("wasm", { title: "ejected WebAssembly", files: ["model.wasm", "wasm.js"] }),
  inNode("javascript", { title: "ejected JavaScript", files: ["model.js"] }),
  {
    title: "ejected C",
    files: ["model.c"],
    missing: () => (hasCompiler() ? undefined : "there is no C compiler"),
    command(folder) {
      const program = join(folder, "ship-c");
      const flags = ["-O3", "-march=native"];
      if (!existsSync(program))
        execFileSync("cc", [...flags, here("./harness.c"), "-I", folder, "-o", program]);
      return { program, args: [folder] };
    },
  },
  inNode("chainrule", {
    title: "Chainrule, as a library",
    files: ["model.safetensors"],
    needs: "chainrule",
  }),
  inNode("onnxruntime", {
    title: "onnxruntime-node, one thread",
    files: ["model.onnx"],
    needs: "onnxruntime-node",
    missing: installed("onnxruntime-node"),
  }),
  inNode("tfjs", {
    title: "TensorFlow.js wasm",
    files: ["weights.bin"],
    needs: "@tensorflow/tfjs-backend-wasm",
    missing: installed("@tensorflow/tfjs-backend-wasm"),
  }),
];

/** Bytes of the files that are shipped, as they are and gzipped. */
export function sizeOf(
  folder: string,
  { files }: Contestant,
): { readonly bytes: number; readonly gzipped: number } {
  const contents = files.map((file) => readFileSync(join(folder, file)));
  const sum = (sizes: readonly number[]) => sizes.reduce((total, size) => total + size, 0);
  return {
    bytes: sum(contents.map(({ length }) => length)),
    gzipped: sum(contents.map((content) => gzipSync(content, { level: 9 }).length)),
  };
}

/** Bytes on the disk of what has to be installed. */
export function installedBytes(name: string): number {
  let folder = require.resolve(name);
  const end = `node_modules/${name}`;
  folder = folder.slice(0, folder.lastIndexOf(end) + end.length);
  return readdirSync(folder, { recursive: true, encoding: "utf8" })
    .map((file) => statSync(join(folder, file)))
    .reduce((total, file) => total + (file.isFile() ? file.size : 0), 0);
}
