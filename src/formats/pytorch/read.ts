import type { NDArray } from "../../array/ndarray.ts";
import { fail } from "../../base/error.ts";
import { listed } from "../../base/listed.ts";
import type { Imported } from "../imported.ts";
import { readStateDict, type StateDictOptions } from "../stateDict/read.ts";
import { openArchive } from "./archive.ts";
import { tensorReader } from "./elements.ts";
import { readPickle } from "./pickle.ts";
import { storageOf, TensorView, vocabulary } from "./tensor.ts";

/**
 * The network whose weights a `.pt` or `.pth` file of PyTorch holds: `torch.save(model.state_dict(), "net.pt")`, or
 * a checkpoint that has the state dict under a name. What the names in it mean is told at {@link readStateDict}.
 * Nothing in the file is run: the reader knows containers, numbers, texts and tensors, and refuses all else by name.
 *
 * @param options `layers`, with their activations, which a state dict does not hold
 * @param who the file's name, for messages
 * @throws ChainruleError `data` for a file that is damaged, holds a whole model or calls anything; as
 * {@link readStateDict} for tensors that do not fit the layers
 *
 * @example
 * try {
 *   await readPytorch(new TextEncoder().encode("text"), {}, "net.pt");
 * } catch (error) {
 *   error.code; // "data"
 * }
 */
export async function readPytorch(
  bytes: Uint8Array,
  options: Pick<StateDictOptions, "layers"> = {},
  who = "readPytorch",
): Promise<Imported> {
  const archive = await openArchive(bytes, who);
  const value = readPickle(archive.pickle, { vocabulary, persistent: storageOf }, who);
  const { tensors, notes } = stateDictIn(value, who);
  const read = tensorReader(archive, bytes.length);
  const arrays = new Map<string, NDArray>();
  for (const [name, tensor] of tensors)
    arrays.set(name, read(tensor, `${who}, tensor ${JSON.stringify(name)}`));
  const imported = readStateDict(arrays, { ...options, dialect: "pytorch" }, who);
  return { ...imported, notes: [...notes, ...imported.notes] };
}

interface Found {
  readonly tensors: ReadonlyMap<string, TensorView>;
  readonly notes: readonly string[];
}

/** What a state dict is called in a checkpoint, the likelier name first. */
const usual = ["model_state_dict", "state_dict", "model", "net", "network", "weights"];

/** The tensors by name at the top of a pickle, or in the dictionary of a checkpoint that holds them. */
function stateDictIn(value: unknown, who: string): Found {
  const top = tensorsOf(value);
  if (top.size > 0) return { tensors: top, notes: left("", value, [...top.keys()]) };
  const inner = [...(value instanceof Map ? value : [])].flatMap(([name, part]) => {
    const tensors = tensorsOf(part);
    return tensors.size > 0 ? [{ name: String(name), part, tensors }] : [];
  });
  const known = usual.flatMap((name) => inner.filter((one) => one.name === name));
  const chosen = known[0] ?? (inner.length === 1 ? inner[0] : undefined);
  if (!chosen)
    return fail("data", {
      who,
      expected: `a state dict, or a checkpoint with one under ${usual.slice(0, 2).join(" or ")}`,
      got:
        inner.length > 1
          ? `dictionaries of tensors under ${listed(inner.map(({ name }) => name))}`
          : "a value without tensors by name",
      fix: 'Save the tensors alone: torch.save(model.state_dict(), "net.pt").',
    });
  return {
    tensors: chosen.tensors,
    notes: [
      `The weights stand under ${listed([chosen.name])} of the checkpoint.`,
      ...left("", value, [chosen.name]),
      ...left(`${chosen.name}.`, chosen.part, [...chosen.tensors.keys()]),
    ],
  };
}

/** The entries of a dictionary that are tensors under a text. */
function tensorsOf(value: unknown): Map<string, TensorView> {
  const tensors = new Map<string, TensorView>();
  if (value instanceof Map)
    for (const [name, entry] of value)
      if (typeof name === "string" && entry instanceof TensorView) tensors.set(name, entry);
  return tensors;
}

/** A sentence about entries that were not taken. */
function left(place: string, value: unknown, taken: readonly string[]): string[] {
  const known = new Set<unknown>(taken);
  const others = value instanceof Map ? [...value.keys()].filter((name) => !known.has(name)) : [];
  if (others.length === 0) return [];
  return [`Left out, since it is no weight: ${listed(others.map((name) => `${place}${String(name)}`))}.`];
}
