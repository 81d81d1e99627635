/**
 * What the bundles hold of numpy-ts. Its table `random` names every distribution, and with them the code of a singular
 * value decomposition; a seed needs three. The library calls them as here, from the module that they stand in.
 */
import { join } from "node:path";
import type { Plugin } from "rolldown";

export function numpyInPart(modules: string): Plugin {
  const common = join(modules, "numpy-ts", "dist", "esm", "common");
  const io = join(modules, "numpy-ts", "dist", "esm", "io");
  return {
    name: "numpy-in-part",
    resolveId: (id) => (id === "numpy-ts/core" ? { id: "\0numpy-ts/core", moduleSideEffects: false } : null),
    load: (id) =>
      id === "\0numpy-ts/core"
        ? `export * as random from ${JSON.stringify(join(common, "ops", "random.js"))};
export { ArrayStorage } from ${JSON.stringify(join(common, "storage.js"))};
export { NDArrayCore } from ${JSON.stringify(join(common, "ndarray-core.js"))};
export * from ${JSON.stringify(join(io, "index.js"))};`
        : null,
  };
}
