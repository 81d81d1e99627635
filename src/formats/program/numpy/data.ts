import { featureNames } from "../../../data/encoding.ts";
import { findDataset, needsFiles } from "../../../data/registry.ts";
import type { Convention } from "../../../explain/formula/formula.ts";
import { watchedPart } from "../../runFile/watchedPart.ts";
import type { RunSource } from "../../runFile.ts";
import type { ProgramConfig } from "../config.ts";

type Drawn = Extract<RunSource, { kind: "dataset" }>;

/** Data sets that are drawn in a few lines. */
const generators: Readonly<Record<string, (options: Readonly<Record<string, number>>) => string[]>> = {
  xor: () => [
    "X = np.array([[0, 0, 1], [0, 1, 1], [1, 0, 1], [1, 1, 1]], dtype=float)",
    "Y = np.array([[0], [1], [1], [0]], dtype=float)",
  ],
  planar: ({ samples, seed }) => [
    `rng = np.random.RandomState(${seed})`,
    "X, Y = [], []",
    `for j, n in enumerate([${Math.floor(samples! / 2)}, ${Math.ceil(samples! / 2)}]):`,
    "    t = np.linspace(j * 3.12, (j + 1) * 3.12, n) + 0.2 * rng.randn(n)",
    "    r = 4 * np.sin(4 * t) + 0.2 * rng.randn(n)",
    "    X.append(np.c_[r * np.sin(t), r * np.cos(t)])",
    "    Y.append(np.full((n, 1), float(j)))",
    "X, Y = np.vstack(X), np.vstack(Y)",
  ],
};

/**
 * The lines that make X and Y as the network sees them.
 *
 * @param width outputs of the network
 */
export function dataLines(
  config: ProgramConfig,
  width: number,
  convention: Convention,
  file: string | undefined,
): string[] {
  const drawn = file === undefined ? drawnLines(config) : undefined;
  const path = JSON.stringify(file ?? examplesFile(config));
  return [
    ...(drawn ?? [...aboutCsv(config, path), ...csvLines(config, path)]),
    ...preparedLines(config, width),
    ...(convention === "columns" ? ["X, Y = X.T, Y.T"] : []),
  ];
}

const hasParts = (config: ProgramConfig): boolean =>
  config.data.split !== undefined || watchedPart(config) !== undefined;

/** The lines that draw X and Y, where a few lines do it and all of the data is trained on. */
export function drawnLines(config: ProgramConfig): string[] | undefined {
  const { source } = config.data;
  if (source.kind !== "dataset" || hasParts(config)) return undefined;
  const { name } = findDataset(source.name);
  return generators[name]?.({ ...defaultsOf(source), ...source.options });
}

/** What the CSV file of the data is called where no name is given. */
export function examplesFile(config: ProgramConfig): string {
  const { source } = config.data;
  const base = source.kind === "dataset" ? source.name : source.path.replace(/^.*[/\\]|\.[^.]*$/gs, "");
  return `${base}-${hasParts(config) ? "training" : "examples"}.csv`;
}

/** What a CSV file must hold, and the command that writes it where there is one. */
export function aboutCsv(config: ProgramConfig, path: string): string[] {
  const { data, network } = config;
  const part = hasParts(config) ? "The training part" : "The data";
  const target = data.classes ? "its class" : "what to predict";
  return [
    `# ${part}, an example a row: its ${network.features} features as numbers, then ${target}.`,
    ...exportLine(config, path),
  ];
}

/**
 * Examples from a CSV file, a row each: the features, then the targets, classes by their names.
 *
 * @param path an expression
 */
export function csvLines({ data, network: { features } }: ProgramConfig, path: string): string[] {
  const { classes, targets } = data;
  const numbered = !classes || classes.every((name, i) => name === String(i));
  if (numbered)
    return [
      `rows = np.loadtxt(${path}, delimiter=",", skiprows=1)`,
      `X, Y = rows[:, :${features}], rows[:, ${features}:${features + targets.length}]`,
    ];
  return [
    `rows = np.loadtxt(${path}, delimiter=",", skiprows=1, dtype=str, quotechar='"', comments=None, encoding="utf-8")`,
    `classes = ${JSON.stringify(classes)}`,
    `X = rows[:, :${features}].astype(float)`,
    `Y = np.array([[float(classes.index(name))] for name in rows[:, ${features}]])`,
  ];
}

/** What becomes of X and Y before the network sees them: a column for each class, and the scaling. */
export const preparedLines = (config: ProgramConfig, width: number): string[] => [
  ...(config.data.targets.length === 1 && width > 1 ? [`Y = np.eye(${width})[Y[:, 0].astype(int)]`] : []),
  ...scalingLines(config),
];

/** The command that writes such a file, where there is one. */
function exportLine(config: ProgramConfig, path: string): string[] {
  const { source } = config.data;
  if (hasParts(config) || source.kind === "file") return [];
  const flags: Readonly<Record<string, string>> = {
    samples: "--samples ",
    noise: "--noise ",
    seed: "--data-seed ",
  };
  const given = Object.keys(defaultsOf(source)).filter((option) => source.options[option] !== undefined);
  const options = given.map(
    (option) => `${flags[option] ?? `--data-option ${option}=`}${source.options[option]}`,
  );
  return [
    `# ${["npx chainrule data export", findDataset(source.name).name, ...options, "--out", path].join(" ")}`,
  ];
}

/** The options of a data set that is drawn, at their defaults. */
function defaultsOf({ name }: Drawn): Readonly<Record<string, number>> {
  const entry = findDataset(name);
  if (needsFiles(entry)) return {};
  return Object.fromEntries(Object.entries(entry.options).map(([option, spec]) => [option, spec.default]));
}

/** What was done to the columns before the network saw them. */
function scalingLines({ data: { encoding }, settings: { scale } }: ProgramConfig): string[] {
  const lines: string[] = [];
  const inputs = (encoding?.inputs ?? []).flatMap((input) =>
    input.type === "number"
      ? [input]
      : featureNames({ ...encoding!, inputs: [input] }).map(() => ({ offset: 0, scale: 1 })),
  );
  if (isScaled(inputs)) lines.push(applied("X", inputs));
  if (encoding?.target.task === "regression" && isScaled(encoding.target.columns))
    lines.push(applied("Y", encoding.target.columns));
  if (scale === "standardize") lines.push("spread = X.std(axis=0)", `X = (X - X.mean(axis=0)) / ${safe}`);
  if (scale === "minMax")
    lines.push("spread = X.max(axis=0) - X.min(axis=0)", `X = (X - X.min(axis=0)) / ${safe}`);
  return lines;
}

/** A column that is constant stays undivided. */
const safe = "np.where(spread == 0, 1, spread)";

type Scaled = readonly { readonly offset: number; readonly scale: number }[];

const isScaled = (columns: Scaled): boolean =>
  columns.some(({ offset, scale }) => offset !== 0 || scale !== 1);

const applied = (name: string, columns: Scaled): string =>
  `${name} = (${name} - np.array([${columns.map(({ offset }) => offset).join(", ")}])) / np.array([${columns.map(({ scale }) => scale).join(", ")}])`;
