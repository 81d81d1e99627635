import { BinaryReader, WireType } from "@bufbuild/protobuf/wire";
import { type Count, type Field, isRun, type MessageName, type ScalarName } from "./message.ts";
import { enums, messages } from "./messages.ts";

/** Messages in messages: those of a network are seven deep, and each control-flow op adds three. */
const deepest = 30;
/** Messages and texts of a file: each takes some hundred bytes of memory, and may take two of the file. */
const mostParts = 50_000;
/** Bytes of whole numbers: each number takes 40 bytes of memory, and may take one of the file. Weights are floats. */
const mostWholes = 250_000;

const scalarWires: Readonly<Record<ScalarName, WireType>> = {
  int32: WireType.Varint,
  int64: WireType.Varint,
  float: WireType.Bit32,
  double: WireType.Bit64,
  string: WireType.LengthDelimited,
  bytes: WireType.LengthDelimited,
};

/** What is wrong with the bytes of a message, as it reads after "expected" and "got". */
export interface Fault {
  readonly expected: string;
  readonly got: string;
}

type Known = readonly [name: string, type: Field[1], count: Count];

const known: Readonly<Record<string, ReadonlyMap<number, Known>>> = Object.fromEntries(
  Object.entries(messages).map(([name, fields]: [string, Record<string, Field>]) => [
    name,
    new Map(Object.entries(fields).map(([key, [number, type, count]]) => [number, [key, type, count]])),
  ]),
);

/**
 * Walks over the bytes of a message and makes nothing of them: what the decoder would then make is bounded, and every
 * field is of the wire type that the decoder takes it for.
 */
export function faultOf(bytes: Uint8Array, start: MessageName): Fault | undefined {
  const reader = new BinaryReader(bytes);
  let parts = 0;
  let wholes = 0;
  try {
    return walk(start, bytes.length, 1);
  } catch (error) {
    return { expected: "whole messages of protobuf", got: `damaged ones (${(error as Error).message})` };
  }

  function walk(message: MessageName, end: number, depth: number): Fault | undefined {
    if (depth > deepest) return { expected: `messages nested at most ${deepest} deep`, got: "deeper ones" };
    while (reader.pos < end) {
      const [number, wire] = reader.tag();
      const fault = field(known[message]!.get(number), message, number, wire, end, depth);
      if (fault) return fault;
      if (parts > mostParts) return { expected: `at most ${mostParts} messages and texts`, got: "more" };
      if (wholes > mostWholes)
        return { expected: `at most ${mostWholes} bytes of whole numbers`, got: "more" };
    }
    return reader.pos === end
      ? undefined
      : { expected: `a ${message} that ends with it`, got: "one cut short" };
  }

  function field(
    found: Known | undefined,
    message: string,
    number: number,
    wire: WireType,
    end: number,
    depth: number,
  ): Fault | undefined {
    if (wire === WireType.StartGroup || wire === WireType.EndGroup)
      return { expected: "no groups, which ONNX has none of,", got: `one in ${message}` };
    if (!found) {
      reader.skip(wire, number);
      return undefined;
    }
    const [name, type, count] = found;
    const expected = isRun(type, count) ? WireType.LengthDelimited : wireOf(type);
    const repeated = count === "many" || count === "packed";
    const isPacked = repeated && expected !== WireType.LengthDelimited && wire === WireType.LengthDelimited;
    if (wire !== expected && !isPacked)
      return { expected: `${message}.${name} as ${type}`, got: `a field of wire type ${wire}` };
    const from = reader.pos;
    if (wire !== WireType.LengthDelimited) {
      reader.skip(wire, number);
      if (repeated) wholes += reader.pos - from;
      return undefined;
    }
    const length = reader.uint32();
    if (length > end - reader.pos)
      return { expected: `${length} bytes for ${message}.${name}`, got: `${end - reader.pos} left` };
    if (isMessage(type)) {
      parts++;
      return walk(type, reader.pos + length, depth + 1);
    }
    const width = type === "float" ? 4 : type === "double" ? 8 : 1;
    if ((isPacked || isRun(type, count)) && length % width !== 0)
      return { expected: `a whole number of ${type}s in ${message}.${name}`, got: `${length} bytes` };
    if (isPacked && width === 1) wholes += length;
    else if (!isPacked) parts++;
    reader.pos += length;
    return undefined;
  }
}

const isMessage = (type: string): type is MessageName => Object.hasOwn(messages, type);

const wireOf = (type: Field[1]): WireType => {
  if (isMessage(type)) return WireType.LengthDelimited;
  return Object.hasOwn(enums, type) ? WireType.Varint : scalarWires[type as ScalarName];
};
