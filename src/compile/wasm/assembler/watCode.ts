import { type Immediate, type Instruction, instruction, instructionNames } from "./instruction.ts";
import type { Reader } from "./reader.ts";
import { control, typeBytes } from "./types.ts";
import { f32Text, f64Text, v128Text } from "./watNumber.ts";

/** How functions and locals are written. */
export interface Names {
  func(index: number): string;
  local(index: number): string;
}

const byOpcode = new Map<number, Instruction>();

/** The instruction with that opcode; the table is turned round on first use. */
function lookUp(prefix: number, opcode: number): Instruction | undefined {
  if (byOpcode.size === 0) {
    for (const name of instructionNames) {
      const row = instruction(name);
      byOpcode.set(row.prefix * 0x10000 + row.opcode, row);
    }
  }
  return byOpcode.get(prefix * 0x10000 + opcode);
}

function memoryArgument(r: Reader, natural: number): string {
  const align = 2 ** r.u32();
  const offset = r.u32();
  return `${offset ? ` offset=${offset}` : ""}${align === natural ? "" : ` align=${align}`}`;
}

/** One immediate with a space before it, or nothing where the text format says nothing. */
function immediateText(r: Reader, { kind, size }: Immediate, names: Names, label: (depth: number) => string) {
  switch (kind) {
    case "i32":
      return ` ${r.s32()}`;
    case "i64":
      return ` ${r.s64()}`;
    case "f32":
      return ` ${f32Text(r.take(4))}`;
    case "f64":
      return ` ${f64Text(r.take(8))}`;
    case "v128":
      return ` ${v128Text(r.take(16))}`;
    case "mem":
      return memoryArgument(r, size);
    case "lane":
      return ` ${r.byte()}`;
    case "lanes":
      return ` ${r.take(16).join(" ")}`;
    case "local":
    case "func":
      return ` ${names[kind](r.u32())}`;
    case "label":
      return ` ${label(r.u32())}`;
    case "zero":
      r.byte();
      return "";
  }
}

const openers = new Map<number, string>([
  [control.block, "block"],
  [control.loop, "loop"],
  [control.if, "if"],
]);
const resultNames = new Map(Object.entries(typeBytes).map(([type, byte]) => [byte, type]));

/** The instructions up to the `end` that closes them, one a line, indented by the blocks they stand in. */
export function printInstructions(r: Reader, names: Names): string[] {
  const lines: string[] = [];
  const labels: string[] = [];
  let blocks = 0;
  const write = (text: string, depth = labels.length) => lines.push(`${"  ".repeat(depth + 1)}${text}`);
  // A branch to the function itself has no label to name.
  const label = (depth: number) => labels[labels.length - 1 - depth] ?? String(depth);

  for (;;) {
    const code = r.byte();
    const opener = openers.get(code);
    if (opener) {
      const result = resultNames.get(r.byte());
      const id = `$${opener}${++blocks}`;
      write(`${opener} ${id}${result ? ` (result ${result})` : ""}`);
      labels.push(id);
    } else if (code === control.else) write("else", labels.length - 1);
    else if (code === control.end) {
      if (labels.length === 0) return lines;
      labels.pop();
      write("end");
    } else {
      const row = code >= 0xfc ? lookUp(code, r.u32()) : lookUp(0, code);
      write(row!.name + row!.immediates.map((it) => immediateText(r, it, names, label)).join(""));
    }
  }
}
