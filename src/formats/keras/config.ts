import { fail } from "../../base/error.ts";
import { isRecord } from "../../base/isRecord.ts";
import { showValue } from "../../base/showValue.ts";

type Json = Readonly<Record<string, unknown>>;

/** A layer as Keras describes it. */
export interface KerasLayer {
  readonly className: string;
  readonly name: string;
  readonly settings: Json;
  /** As messages name it: `net.keras, layer "dense_1" (Dense)`. */
  readonly who: string;
}

/** The layers of a model in the order in which data goes through them. */
export interface KerasConfig {
  readonly layers: readonly KerasLayer[];
  /** Per example; undefined where the model states none. */
  readonly inputShape: readonly number[] | undefined;
}

/** A chain that is longer than this is no network anyone trains, but each link costs time. */
const mostLayers = 1000;

/**
 * Reads the description of a Sequential model, or of a Functional one whose layers form a chain.
 *
 * @throws ChainruleError `data` with the place of what is missing, or the layer where the chain branches
 */
export function readConfig(model: unknown, who: string): KerasConfig {
  const { class_name: kind, config } = record(model, who);
  const settings = record(config, `${who}, config`);
  if (kind !== "Sequential" && kind !== "Functional" && kind !== "Model")
    return fail("data", {
      who,
      expected: "a Sequential or Functional model",
      got: `the class ${showValue(kind ?? null)}`,
      fix: "A model of a class of its own is a program: build it anew from layers.",
    });
  const entries = list(settings.layers, `${who}, layers`);
  if (entries.length > mostLayers)
    fail("data", { who, expected: `at most ${mostLayers} layers`, got: String(entries.length) });
  const described = entries.map((entry, i) => describe(entry, i, who));
  const layers = kind === "Sequential" ? described : chain(described, settings, who);
  return { layers: layers.map(({ layer }) => layer), inputShape: inputShapeOf(settings, layers, who) };
}

interface Described {
  readonly layer: KerasLayer;
  readonly entry: Json;
}

function describe(entry: unknown, i: number, who: string): Described {
  const place = `${who}, layers[${i}]`;
  const {
    class_name: className,
    config,
    registered_name: registered,
    module,
    ...rest
  } = record(entry, place);
  if (typeof className !== "string")
    return fail("data", { who: place, expected: "a class_name", got: showValue(className ?? null) });
  const settings = record(config, `${place}, config`);
  const name = typeof settings.name === "string" ? settings.name : String(i);
  const layer = { className, name, settings, who: `${who}, layer ${JSON.stringify(name)} (${className})` };
  if (typeof module === "string" && !module.startsWith("keras") && registered)
    return fail("data", {
      who: layer.who,
      expected: "a layer of Keras",
      got: `one of the program's own, ${showValue(registered)}`,
    });
  return { layer, entry: rest };
}

/** Follows the layers from the one input to the one output. */
function chain(described: readonly Described[], settings: Json, who: string): readonly Described[] {
  const byName = new Map(described.map((one) => [one.layer.name, one]));
  const ordered: Described[] = [];
  const outputs = endsOf(settings.output_layers);
  if (outputs.length !== 1)
    fail("data", { who, expected: "a model with one output", got: String(outputs.length) });
  for (let name: string | undefined = outputs[0]; name !== undefined; ) {
    const one = byName.get(name);
    if (!one)
      return fail("data", {
        who,
        expected: "each layer once in the chain to the output",
        got: showValue(name),
      });
    byName.delete(name);
    ordered.unshift(one);
    name = sourceOf(one);
  }
  const [left] = byName.values();
  if (left)
    fail("data", {
      who: left.layer.who,
      expected: "layers in one chain from the input to the output",
      got: "one beside it",
      fix: "Networks that branch cannot be taken over.",
    });
  return ordered;
}

/** Names of layers in `["a", 0, 0]` or `[["a", 0, 0], ...]`. */
const endsOf = (value: unknown): string[] => histories([value]);

/** The layer whose output goes into this one; undefined for the input. */
function sourceOf({ layer, entry }: Described): string | undefined {
  const nodes = Array.isArray(entry.inbound_nodes) ? entry.inbound_nodes : [];
  const sources = histories(nodes);
  if (layer.className === "InputLayer" && sources.length === 0) return undefined;
  if (nodes.length !== 1 || sources.length !== 1)
    return fail("data", {
      who: layer.who,
      expected: "one input from one layer",
      got: nodes.length > 1 ? `uses in ${nodes.length} places` : `${sources.length} inputs`,
      fix: "Networks that branch cannot be taken over.",
    });
  return sources[0];
}

/** How deep a reference to a layer lies in the lists and records of a node. */
const deepest = 8;

/** The references `[name, node, tensor]` in a value, in Keras 3's records and in the bare lists of before. */
function histories(value: unknown, depth = 0): string[] {
  if (depth > deepest || typeof value !== "object" || value === null) return [];
  if (!Array.isArray(value)) return Object.values(value).flatMap((part) => histories(part, depth + 1));
  const [name, node, tensor] = value;
  return typeof name === "string" && Number.isInteger(node) && Number.isInteger(tensor)
    ? [name]
    : value.flatMap((part) => histories(part, depth + 1));
}

/** An example's shape, from the input layer or what the model was built for. */
function inputShapeOf(settings: Json, [first]: readonly Described[], who: string): number[] | undefined {
  const built = (value: unknown) => (value as { readonly input_shape?: unknown } | undefined)?.input_shape;
  const shape =
    first?.layer.settings.batch_shape ??
    first?.layer.settings.batch_input_shape ??
    settings.build_input_shape ??
    built(first?.entry.build_config);
  if (shape === undefined || shape === null) return undefined;
  const [batch, ...dimensions] = list(shape, `${who}, the input's shape`);
  const isDimension = (n: unknown) => Number.isSafeInteger(n) && (n as number) > 0;
  if (batch === undefined || dimensions.length === 0 || !dimensions.every(isDimension))
    fail("data", {
      who,
      expected: "an input of known shape, such as (null, 4)",
      got: showValue(shape),
      fix: "Build the model with keras.Input of a shape.",
    });
  return dimensions as number[];
}

function record(value: unknown, who: string): Json {
  if (isRecord(value)) return value;
  return fail("data", { who, expected: "a record", got: showValue(value ?? null) });
}

function list(value: unknown, who: string): readonly unknown[] {
  return Array.isArray(value)
    ? value
    : fail("data", { who, expected: "a list", got: showValue(value ?? null) });
}
