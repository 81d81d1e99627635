import { fail } from "../../src/base/error.ts";
import { readSource } from "../state/fileSource.ts";
import type { Material } from "./parts.ts";

/** Data that came in files, by what a link says of it. */
const known = new Map<string, Material>();

export const keepFiled = (key: string, material: Material): void => void known.set(key, material);

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
