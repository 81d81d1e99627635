/**
 * What a dropped file is for: `table` data to learn from, `pictures` a file of MNIST, `work` arrays of a learner's own
 * calculation, `run` a part of a run folder or the whole of it.
 */
export type DropKind = "table" | "pictures" | "work" | "run";

/** Arrays by which a learner's work is known: parameters, values and gradients of layers. */
const isWork = (name: string): boolean => /^(d|new)?([WbZAN]\d+|W|b|X|Y)$/.test(name);

/** Names of arrays that make an archive of `x` and `y` a table. */
const isTable = (name: string): boolean =>
  /^([xy]|[xy]_(train|test)|data|target|labels?|features)$/.test(name);

/** What a file is for, by its name and, for archives and JSON, by what is in it. */
export async function kindOf(file: File): Promise<DropKind> {
  const { name } = file;
  if (/(train|t10k).*(images|labels)/i.test(name) || /\.idx\d?$|ubyte(\.gz)?$/i.test(name)) return "pictures";
  if (/\.safetensors$/i.test(name) || /^run\.json$/i.test(name)) return "run";
  if (/\.(npz|zip)$/i.test(name)) return archiveKind(namesInZip(new Uint8Array(await file.arrayBuffer())));
  if (/\.json$/i.test(name)) return jsonKind(await file.text());
  return "table";
}

function archiveKind(names: readonly string[]): DropKind {
  if (names.some((name) => name.endsWith("run.json"))) return "run";
  const arrays = names.map((name) => name.replace(/\.npy$/, ""));
  const hasLayers = arrays.some((name) => /\d$/.test(name) && isWork(name));
  return hasLayers || (arrays.some(isWork) && !arrays.some(isTable)) ? "work" : "table";
}

function jsonKind(text: string): DropKind {
  const keys = [...text.slice(0, 5000).matchAll(/"(\w+)"\s*:/g)].map(([, key]) => key!);
  if (keys.includes("chainrule") && keys.includes("network")) return "run";
  return keys.some((key) => /\d$/.test(key) && isWork(key)) ? "work" : "table";
}

/** The names in the central directory of a zip archive, read without unpacking; none for other bytes. */
export function namesInZip(bytes: Uint8Array): string[] {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const names: string[] = [];
  const end = endOfDirectory(view);
  for (let at = end < 0 ? -1 : view.getUint32(end + 16, true); at >= 0 && at + 46 <= bytes.length; ) {
    if (view.getUint32(at, true) !== 0x02014b50) break;
    const [name, extra, comment] = [28, 30, 32].map((place) => view.getUint16(at + place, true)) as [
      number,
      number,
      number,
    ];
    names.push(new TextDecoder().decode(bytes.subarray(at + 46, at + 46 + name)));
    at += 46 + name + extra + comment;
  }
  return names;
}

/** Where the record stands that ends the archive; a comment may follow it. */
function endOfDirectory(view: DataView): number {
  for (let at = view.byteLength - 22; at >= Math.max(0, view.byteLength - 65_557); at--)
    if (view.getUint32(at, true) === 0x06054b50) return at;
  return -1;
}
