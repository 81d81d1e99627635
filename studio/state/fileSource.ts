import type { Task } from "../../src/data/dataset.ts";
import type { ScalingKind } from "../../src/data/scaling.ts";

type ColumnType = "number" | "category";

/** A file by its name and contents, and how its columns become the data of a run: what a link says of it. */
export interface FileSource {
  readonly name: string;
  /** The first twelve hexadecimal digits of the SHA-256 of its bytes. */
  readonly sha: string;
  /** Columns to predict; none where they are the usual ones. */
  readonly target: readonly string[];
  readonly ignore: readonly string[];
  /** Types of columns that are not to be inferred. */
  readonly types: Readonly<Record<string, ColumnType>>;
  readonly missing: "fill" | "drop";
  readonly scale: ScalingKind;
  /** The share kept for judging; 0 for none. */
  readonly test: number;
  /** Of the choice of that share. */
  readonly seed: number;
  /** Empty where it follows from the target. */
  readonly task: Task | "";
}

export const usualSource = (name: string, sha: string): FileSource => ({
  name,
  sha,
  target: [],
  ignore: [],
  types: {},
  missing: "fill",
  scale: "standardize",
  test: 0.2,
  seed: 0,
  task: "",
});

/** As a text that a link can carry: what is not as usual, after the file. */
export function writeSource(source: FileSource): string {
  const { name, sha, target, ignore, types, missing, scale, test, seed, task } = source;
  const usual = usualSource(name, sha);
  const parts: [string, string][] = [
    ["file", name],
    ["sha", sha],
    ...target.map((column): [string, string] => ["target", column]),
    ...ignore.map((column): [string, string] => ["ignore", column]),
    ...Object.entries(types).map(([column, type]): [string, string] => [type, column]),
  ];
  const rest = { missing, scale, test, seed, task };
  for (const [key, value] of Object.entries(rest))
    if (value !== usual[key as keyof typeof rest]) parts.push([key, String(value)]);
  return String(new URLSearchParams(parts));
}

const oneOf = <const C extends string>(choices: readonly C[], text: string | null): C | undefined =>
  choices.find((choice) => choice === text);

/** What such a text says; undefined for one that names no file. */
export function readSource(text: string): FileSource | undefined {
  const given = new URLSearchParams(text);
  const [name, sha] = [given.get("file"), given.get("sha")];
  if (!name || !sha || !/^[0-9a-f]{12}$/.test(sha)) return undefined;
  const usual = usualSource(name, sha);
  const columns = (type: ColumnType) => given.getAll(type).map((column) => [column, type] as const);
  const share = Number(given.get("test") ?? usual.test);
  const seed = Number(given.get("seed") ?? usual.seed);
  return {
    ...usual,
    target: given.getAll("target"),
    ignore: given.getAll("ignore"),
    types: Object.fromEntries([...columns("number"), ...columns("category")]),
    missing: oneOf(["fill", "drop"], given.get("missing")) ?? usual.missing,
    scale: oneOf(["standardize", "minMax", "none"], given.get("scale")) ?? usual.scale,
    test: share >= 0 && share < 1 ? share : usual.test,
    seed: Number.isInteger(seed) && seed >= 0 ? seed : usual.seed,
    task: oneOf(["binary", "multiclass", "regression"], given.get("task")) ?? "",
  };
}
