import { ChainruleError, fail } from "../base/error.ts";
import type { Imported } from "./imported.ts";
import { type Importer, type ImportOptions, importers } from "./importers.ts";
import { type Look, look } from "./look.ts";

/**
 * The trained network in a file of any format that is known: it is told by the file's contents, and where those say
 * too little, by the ending of its name.
 *
 * @param who the file's name
 * @throws ChainruleError `data` for a file of no known format (with what was seen in it), or as its reader throws;
 * `usage` for layers beside a file that states its own
 *
 * @example
 * const model = mlp(2, dense(1));
 * model.setWeights({ W1: [[1], [2]], b1: [3] });
 * const { model: again } = await readNetwork(writeModel(model), {}, "net.safetensors");
 * again.weights.W1.tolist(); // [[1], [2]]
 */
export async function readNetwork(
  bytes: Uint8Array,
  options: ImportOptions = {},
  who = "network",
): Promise<Imported> {
  const { layers, ...others } = options;
  const importer = importerOf(bytes, who);
  if (!layers) return importer.read(bytes, others, who);
  // A file that says its own layers would not heed other ones.
  if (!importer.takesLayers || (await saysLayers(importer, bytes, others, who)))
    fail("usage", {
      who: "layers",
      expected: "a file of weights alone",
      got: `${who}, which says its own layers`,
      fix: "Leave the layers out.",
    });
  return importer.read(bytes, options, who);
}

async function saysLayers(
  importer: Importer,
  bytes: Uint8Array,
  options: ImportOptions,
  who: string,
): Promise<boolean> {
  try {
    await importer.read(bytes, options, who);
    return true;
  } catch (error) {
    if (error instanceof ChainruleError && error.code === "usage") return false;
    throw error;
  }
}

/**
 * The format of a file.
 *
 * @throws ChainruleError `data` for none that is known, or more than one
 */
export function importerOf(bytes: Uint8Array, who: string): Importer {
  const seen = look(bytes);
  const found = Object.values(importers).filter((importer) => importer.recognizes(seen));
  const [only, another] = found;
  if (only && !another) return only;
  if (another) {
    const named = found.find(({ endings }) => endings.some((ending) => who.toLowerCase().endsWith(ending)));
    if (named) return named;
  }
  const known = Object.values(importers).map(({ name }) => name);
  return fail("data", {
    who,
    expected: `a trained network in a file of ${known.join(", ")}`,
    got: another ? `${seen.seen}, which may be ${found.map(({ name }) => name).join(" or ")}` : seen.seen,
    fix: adviceFor(seen, who),
  });
}

/** What to do with a file that is no network, but can be seen for what it is. */
function adviceFor({ kind, names }: Look, who: string): string | undefined {
  if (kind === "zip" && names.some((name) => /(^|\/)run\.json$/.test(name)))
    return "It is a run folder: unpack it, and name the folder.";
  if (kind === "hdf5") return "Save the network from Keras 3 as a .keras file.";
  if (kind === "wasm" || (kind === "text" && /\.(m?[jt]s|py|c)$/i.test(who)))
    return "It is a program: chainrule verify runs it.";
  if (kind === "text" && /\.(csv|tsv|json)$/i.test(who))
    return "If these are data, train a network on them first (chainrule train), and name its run folder.";
  return undefined;
}
