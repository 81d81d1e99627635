import type { Look } from "../../formats/look.ts";
import type { Proof } from "../../formats/proof/proof.ts";
import { findProof, proofName } from "../../formats/proof/text.ts";
import { c } from "./c.ts";
import type { Runner } from "./check.ts";
import { customSection } from "./customSection.ts";
import { javascript, wasm } from "./javascript.ts";
import { pythonProgram } from "./python.ts";

/** A kind of program: what its files end in, where its proof stands, and how it is run. */
export interface ProgramKind {
  readonly endings: readonly string[];
  /** Whether it promises the same bits, for a proof that the file does not bring. */
  readonly isExact: boolean;
  proofIn(bytes: Uint8Array, who: string): Proof | undefined;
  readonly run: Runner;
}

const inText = (bytes: Uint8Array, who: string) => findProof(new TextDecoder().decode(bytes), who);

/** The kinds of programs that are run: one line for each. */
const programKinds: readonly ProgramKind[] = [
  { endings: [".js", ".mjs", ".ts", ".mts"], isExact: true, proofIn: inText, run: javascript },
  {
    endings: [".wasm"],
    isExact: true,
    proofIn: (bytes, who) => inText(customSection(bytes, proofName, who) ?? new Uint8Array(), who),
    run: wasm,
  },
  { endings: [".c"], isExact: true, proofIn: inText, run: c },
  { endings: [".py"], isExact: false, proofIn: inText, run: pythonProgram },
];

/** The kind of a program, by the ending of its name; undefined for a file that is none. */
export function programKind(name: string, { kind }: Look): ProgramKind | undefined {
  if (kind === "wasm") return programKinds.find(({ endings }) => endings.includes(".wasm"));
  const isProgram = kind === "text" || kind === "unknown";
  const lower = name.toLowerCase();
  return isProgram
    ? programKinds.find(({ endings }) => endings.some((ending) => lower.endsWith(ending)))
    : undefined;
}
