import { fail } from "../../src/base/error.ts";
import { readSource } from "../state/fileSource.ts";
import type { Material } from "./parts.ts";

/** Data that is kept; of more, what was made first goes: a page that tries many choices would fill its memory. */
const most = 12;

/** Data that came in files, by what a link says of it. */
const known = new Map<string, Material>();

export function keepFiled(key: string, material: Material): void {
  known.delete(key);
  known.set(key, material);
  if (known.size > most) known.delete(known.keys().next().value!);
}

export const isFiled = (key: string): boolean => known.has(key);

/** @throws ChainruleError `file` for data whose file was not handed in */
export function filed(key: string): Material {
  const material = known.get(key);
  if (material) return material;
  const source = readSource(key);
  return fail("file", {
    who: "data",
    expected: source ? `the file ${source.name} (SHA-256 ${source.sha}...)` : `the files of ${key}`,
    got: "none yet",
    fix: source ? "Drop it on the page." : "Drop them on the page.",
  });
}
