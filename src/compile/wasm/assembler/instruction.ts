import { table } from "./table/index.ts";
import type { ValueType } from "./types.ts";

/** The name of an instruction in the text format: `f32x4.add`. */
export type InstructionName = keyof typeof table;

/** What an instruction takes from or leaves on the stack. */
export type Operand = ValueType | "any";

/** A kind of immediate; `size` is the natural alignment of `mem` in bytes and the number of lanes of `lane`. */
export interface Immediate {
  readonly kind: keyof ImmediateTypes | "zero";
  readonly size: number;
}

/** A place in code to branch to, valid inside the block it was made for. */
export interface Label {
  readonly depth: number;
}

/** A function of the module, to be called. */
export interface WasmFunction {
  readonly index: number;
}

/** Bytes added to the address (0), and the alignment it promises, in bytes (the natural one). */
export interface MemoryArgument {
  readonly offset?: number;
  readonly align?: number;
}

/** What `emit` takes for each kind of immediate. */
export interface ImmediateTypes {
  /** -2^31 to 2^32 - 1; the upper half is read as unsigned. */
  i32: number;
  /** -2^63 to 2^64 - 1. */
  i64: number | bigint;
  /** Rounded to f32. Every NaN is the canonical one, unless its bits are given. */
  f32: number | { readonly bits: number };
  f64: number | { readonly bits: bigint };
  /** Its 16 bytes: `Float32Array.of(1, 2, 3, 4)`. */
  v128: ArrayBufferView;
  mem: MemoryArgument;
  lane: number;
  /** Where each byte of the result comes from: 0 to 15 the first operand, 16 to 31 the second. */
  lanes: readonly number[];
  local: number;
  func: WasmFunction;
  label: Label;
}

type Argument<Word extends string> = Word extends "zero"
  ? []
  : Word extends `mem${number}`
    ? [ImmediateTypes["mem"]]
    : Word extends `lane${number}`
      ? [ImmediateTypes["lane"]]
      : Word extends keyof ImmediateTypes
        ? [ImmediateTypes[Word]]
        : never;

type Arguments<Words extends string> = Words extends `${infer First} ${infer Rest}`
  ? [...Argument<First>, ...Arguments<Rest>]
  : Argument<Words>;

/** The arguments after the name in `emit(name, ...)`; a memory argument that comes last may be left out. */
export type Immediates<Name extends InstructionName> =
  (typeof table)[Name] extends `${string} ${string} ${infer Words}`
    ? Words extends `mem${number}`
      ? [at?: MemoryArgument]
      : Arguments<Words>
    : [];

/** What an instruction takes off the stack, the last one first, and what it leaves. */
export interface Effect {
  readonly operands: readonly Operand[];
  readonly results: readonly Operand[];
}

/** A row of the table, taken apart. */
export interface Instruction {
  readonly name: InstructionName;
  /** 0xfc, 0xfd or 0xfe before an opcode in LEB128, or 0 for an opcode of one byte. */
  readonly prefix: number;
  readonly opcode: number;
  readonly effect: Effect;
  readonly immediates: readonly Immediate[];
}

const letters: Readonly<Record<string, Operand>> = {
  i: "i32",
  j: "i64",
  f: "f32",
  d: "f64",
  v: "v128",
  x: "any",
};

function immediate(word: string): Immediate {
  const sized = /^(mem|lane)(\d+)$/.exec(word);
  return sized
    ? { kind: sized[1] as "mem" | "lane", size: Number(sized[2]) }
    : { kind: word as Immediate["kind"], size: 0 };
}

function parse(name: InstructionName): Instruction {
  const [code, signature, ...words] = table[name].split(" ");
  const [prefix, opcode] = code!.includes(".") ? code!.split(".") : ["0", code!];
  const [operands, results] = signature!.split(">").map((side) => [...side]);
  const effect: Effect = {
    operands: operands!.filter((letter) => letter !== "r").map((letter) => letters[letter]!),
    results: results!.filter((letter) => letter !== "!").map((letter) => letters[letter]!),
  };
  return {
    name,
    prefix: Number.parseInt(prefix!, 16),
    opcode: Number.parseInt(opcode!, 16),
    effect,
    immediates: words.map(immediate),
  };
}

const parsed = new Map<string, Instruction>();

/** The instruction of that name, its row read on first use. */
export function instruction(name: InstructionName): Instruction {
  const known = parsed.get(name);
  if (known) return known;
  const fresh = parse(name);
  parsed.set(name, fresh);
  return fresh;
}

/** The names of all instructions. */
export const instructionNames = Object.keys(table) as InstructionName[];
