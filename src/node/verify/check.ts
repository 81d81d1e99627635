import { harmless } from "../../base/listed.ts";
import type { Imported } from "../../formats/imported.ts";
import type { Comparison } from "../../formats/proof/compare.ts";
import { compareWithProof } from "../../formats/proof/compare.ts";
import type { Proof } from "../../formats/proof/proof.ts";
import type { Child, Ended } from "./child.ts";

/** What came of running a file on its test vectors in one way. */
export type Check = {
  /** By whom: `onnxruntime-node 1.30.0`. */
  readonly by: string;
} & (
  | { readonly outcome: "ran"; readonly comparison: Comparison }
  | {
      /** It gave no numbers, or others than it must; or it could not be run, for want of what the reason names. */
      readonly outcome: "failed" | "notRun";
      readonly reason: string;
    }
);

/** A file under test. */
export interface Subject {
  readonly path: string;
  /** The file's name, for messages. */
  readonly name: string;
  readonly bytes: Uint8Array;
  readonly proof: Proof;
  /** The network in it, where it is a format that Chainrule reads. */
  readonly imported?: Imported;
}

/** What limits a check. */
export type Limits = Pick<Child, "timeLimit" | "signal">;

/** One way of running a file; it resolves to what came of it, whatever the file does. */
export type Runner = (subject: Subject, limits: Limits) => Promise<Check>;

/** Outputs held against the proof; a wrong number of them is a failure. */
export function compared(by: string, { proof, name }: Subject, rows: readonly ArrayLike<number>[]): Check {
  const exact = proof.dtype === "float32" ? rows.map((row) => Float32Array.from(row)) : rows;
  try {
    return { by, outcome: "ran", comparison: compareWithProof(proof, exact, name) };
  } catch (error) {
    return { by, outcome: "failed", reason: (error as Error).message };
  }
}

/** Why a program that did not end well did not; the last error it names says most, else its last line. */
export function failure(by: string, { why, code, stderr }: Ended, { timeLimit }: Limits): Check {
  const lines = stderr.split(/\r?\n/).map((line) => line.trim());
  const said =
    lines.findLast((line) => /^[\w.]*(Error|Exception)\b.*:|\berror: /.test(line)) ??
    lines.findLast((line) => line !== "");
  const end = code === undefined ? "it crashed" : `it ended with exit code ${code}`;
  const reasons: Readonly<Record<Ended["why"], string>> = {
    // The program is a stranger's, and what it says goes to a terminal.
    exited: said ? `${end}: ${harmless(said.slice(0, 300))}` : end,
    missing: "it could not be started",
    timeLimit: `it was still running after ${timeLimit} s`,
    tooMuch: "it wrote without end",
    aborted: "it was interrupted",
  };
  return { by, outcome: "failed", reason: reasons[why] };
}

/** The inputs of a proof as lines of numbers, for a program's standard input. */
export const linesOf = ({ inputs }: Proof): string => `${inputs.map((row) => row.join(",")).join("\n")}\n`;

/** Lines of numbers parted by commas, as a program printed them; undefined where they are something else. */
export function numbersIn(text: string): number[][] | undefined {
  const rows = text
    .split(/\r?\n/)
    .filter((line) => line.trim() !== "")
    .map((line) => line.split(",").map((word) => numberIn(word.trim())));
  return rows.every((row) => row.every((value) => value !== undefined)) ? (rows as number[][]) : undefined;
}

function numberIn(word: string): number | undefined {
  if (/^[+-]?nan$/i.test(word)) return Number.NaN;
  const infinite = /^([+-]?)inf(inity)?$/i.exec(word);
  if (infinite) return infinite[1] === "-" ? Number.NEGATIVE_INFINITY : Number.POSITIVE_INFINITY;
  const value = word === "" ? Number.NaN : Number(word);
  return Number.isNaN(value) ? undefined : value;
}
