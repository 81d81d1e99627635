/** What an array of a layer is here: `W`, `b`, `gamma`, `beta`, `mean`, `variance`. */
type Symbols = Readonly<Record<string, string>>;

/** How a program names the arrays of a layer, and how it lays them. */
interface DialectKind {
  /** Parts the path of a layer from the name of its array. */
  readonly separator: "." | "/";
  /** Whether a W lies as units x inputs. */
  readonly turned: boolean;
  /** The arrays of a dense layer and of a normalization by their names. */
  readonly dense: Symbols;
  readonly normalization: Symbols;
  /** Whether some files have numbers for these names, in this order. */
  readonly numbered: boolean;
  /** Names of what is no weight. */
  readonly ignored: readonly string[];
  /** What the path of a layer is, given its place in the sequence and how many of its kind come before. */
  path(place: number, kind: LayerArrayKind, before: number): string;
}

/** Layers by the arrays they have. */
export type LayerArrayKind = "dense" | "batchNorm" | "layerNorm";

/** Which kind of layer has these arrays. */
export const kindOf = (symbols: readonly string[]): LayerArrayKind =>
  symbols.includes("W") ? "dense" : symbols.includes("mean") ? "batchNorm" : "layerNorm";

/** torch.nn: Linear, BatchNorm1d and LayerNorm in a Sequential. */
const pytorch: DialectKind = {
  separator: ".",
  turned: true,
  dense: { weight: "W", bias: "b" },
  normalization: { weight: "gamma", bias: "beta", running_mean: "mean", running_var: "variance" },
  numbered: false,
  ignored: ["num_batches_tracked"],
  path: (place) => String(place),
};

const kerasNames = { dense: "dense", batchNorm: "batch_normalization", layerNorm: "layer_normalization" };

/** keras.layers: Dense, BatchNormalization and LayerNormalization, by the names of their variables or by number. */
const keras: DialectKind = {
  separator: "/",
  turned: false,
  dense: { kernel: "W", bias: "b" },
  normalization: { gamma: "gamma", beta: "beta", moving_mean: "mean", moving_variance: "variance" },
  numbered: true,
  ignored: [],
  path: (_place, kind, before) => `${kerasNames[kind]}${before === 0 ? "" : `_${before}`}`,
};

/** The table of programs whose state dicts are known. */
export const dialects: Readonly<Record<Dialect, DialectKind>> = { pytorch, keras };

/** A program whose names and orientation of weights are known. */
export type Dialect = "pytorch" | "keras";

/** The dialect that names look like. */
export const dialectOf = (names: readonly string[]): Dialect =>
  names.some((name) => name.includes("/") || name.endsWith("kernel")) ? "keras" : "pytorch";
