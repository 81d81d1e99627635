import { fail } from "../../src/base/error.ts";
import type { Material } from "./material.ts";

/** Data that came in files, by what identifies it. */
const known = new Map<string, Material>();

export const keepFiled = (key: string, material: Material): void => void known.set(key, material);

/** @throws ChainruleError `file` for data whose file was not handed in */
export const filed = (key: string): Material =>
  known.get(key) ??
  fail("file", {
    who: "data",
    expected: `the file of this link, ${key}`,
    got: "none yet",
    fix: "Drop it on the page.",
  });
