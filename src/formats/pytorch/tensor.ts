import { fail } from "../../base/error.ts";
import type { Vocabulary } from "./machine.ts";
import { Named } from "./machine.ts";

/** A piece of memory of PyTorch: a file of the archive. */
export class Storage {
  /** The type of its elements, by its name in safetensors. */
  readonly type: string;
  /** The name of its file. */
  readonly key: string;
  /** How many elements it has. */
  readonly length: number;
  constructor(type: string, key: string, length: number) {
    this.type = type;
    this.key = key;
    this.length = length;
  }
}

/** A tensor as a pickle states it: a view of a storage, by steps between its elements. Nothing is read yet. */
export class TensorView {
  readonly storage: Storage;
  readonly offset: number;
  readonly shape: readonly number[];
  readonly strides: readonly number[];
  constructor(storage: Storage, offset: number, shape: readonly number[], strides: readonly number[]) {
    this.storage = storage;
    this.offset = offset;
    this.shape = shape;
    this.strides = strides;
  }
}

/** The classes of storages, and what they are called in safetensors. */
const storageTypes: Readonly<Record<string, string>> = {
  "torch.DoubleStorage": "F64",
  "torch.FloatStorage": "F32",
  "torch.HalfStorage": "F16",
  "torch.BFloat16Storage": "BF16",
  "torch.LongStorage": "I64",
  "torch.IntStorage": "I32",
  "torch.ShortStorage": "I16",
  "torch.CharStorage": "I8",
  "torch.ByteStorage": "U8",
  "torch.BoolStorage": "BOOL",
};

/** As many as NumPy allows. */
const mostAxes = 64;

/** All that a state dict may name, and what a call of it gives. Values of other kinds end in an error. */
export const vocabulary: Vocabulary = {
  "collections.OrderedDict": (args, who) =>
    args.length === 0
      ? new Map()
      : refuse(who, "an OrderedDict that begins empty", `${args.length} arguments`),
  "torch._utils._rebuild_tensor_v2": ([storage, offset, shape, strides], who) => {
    if (!(storage instanceof Storage))
      return refuse(who, "a tensor over a storage", "one over another value");
    if (!isCount(offset)) return refuse(who, "a whole number from 0 as a tensor's offset", show(offset));
    if (!areCounts(shape)) return refuse(who, "whole numbers from 0 as a tensor's shape", show(shape));
    if (!areCounts(strides) || strides.length !== shape.length)
      return refuse(who, `${shape.length} whole numbers from 0 as a tensor's strides`, show(strides));
    return new TensorView(storage, offset, shape, strides);
  },
  "torch._utils._rebuild_parameter": ([tensor], who) =>
    tensor instanceof TensorView ? tensor : refuse(who, "a parameter that is a tensor", "another value"),
  ...Object.fromEntries(
    Object.keys(storageTypes).map((name) => [
      name,
      (_args: readonly unknown[], who: string) =>
        refuse(who, "storages that lie in files of the archive", `a call of ${name}`),
    ]),
  ),
};

/** The storage that a persistent id names: `("storage", torch.FloatStorage, "0", "cpu", 6)`. */
export function storageOf(id: unknown, who: string): Storage {
  const [mark, type, key, , length] = Array.isArray(id) ? id : [];
  const element = type instanceof Named ? storageTypes[type.name] : undefined;
  if (mark !== "storage" || element === undefined || typeof key !== "string" || !isCount(length))
    return refuse(who, "storages as PyTorch writes them", "another persistent id");
  return new Storage(element, key, length);
}

const isCount = (value: unknown): value is number => Number.isSafeInteger(value) && (value as number) >= 0;

const areCounts = (value: unknown): value is readonly number[] =>
  Array.isArray(value) && value.length <= mostAxes && value.every(isCount);

/** Numbers as they came; of anything else, which may be nested without end, only that it came. */
function show(value: unknown): string {
  if (typeof value === "number") return String(value);
  if (!Array.isArray(value) || value.length > 8 || !value.every((entry) => typeof entry === "number"))
    return "something else";
  return `(${value.join(", ")})`;
}

const refuse = (who: string, expected: string, got: string): never => fail("data", { who, expected, got });
