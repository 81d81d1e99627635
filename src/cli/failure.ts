import { CommanderError } from "commander";
import { ChainruleError } from "../base/error.ts";
import { harmless } from "../base/listed.ts";
import { nearest } from "../base/nearest.ts";
import { shellLine } from "./commandLine.ts";
import { exitCodes } from "./exitCodes.ts";
import { inFlags } from "./flagWords.ts";
import { type Output, say, styled } from "./io.ts";
import type { CommandSpec } from "./spec.ts";

/**
 * Says on `stderr` in one sentence what went wrong; returns the exit code. The stack shows only with `debug`.
 *
 * @param meant what may have been meant by words that the parser refused
 */
export function explainFailure(
  error: unknown,
  stderr: Output,
  debug: boolean,
  meant?: (refused: CommanderError) => string | undefined,
): number {
  if (error instanceof CommanderError && error.exitCode === 0) return 0;
  const advice = error instanceof CommanderError ? meant?.(error) : undefined;
  const sentence = [sentenceOf(error), advice ?? []].flat().join(" ");
  say(stderr, `${styled(stderr, "red", "error:")} ${shown(sentence)}`);
  if (debug && error instanceof Error) say(stderr, `\n${stackOf(error)}`);
  if (error instanceof ChainruleError) return exitCodes[error.code];
  return error instanceof CommanderError ? exitCodes.usage : exitCodes.internal;
}

/** The longest message that helps: a file may bring names of any length. */
const longest = 2000;

/** A message may repeat what a stranger's file says: a terminal must not obey it. */
function shown(message: string): string {
  const text = message.split("\n").map(harmless).join("\n");
  return text.length > longest ? `${text.slice(0, longest)} ...` : text;
}

function sentenceOf(error: unknown): string {
  if (error instanceof ChainruleError && error.code !== "internal") return inFlags(error.message);
  if (error instanceof CommanderError) return parserSentence(error.message);
  const message = error instanceof Error ? error.message : String(error);
  return `chainrule itself failed (${message}). Please report it, with the command and what --debug adds.`;
}

/** `error: unknown option '--lrr'\n(Did you mean --lr?)` as a sentence. */
function parserSentence(message: string): string {
  const [first = "", near] = message.replace(/^error: /, "").split("\n");
  const sentence = first.replaceAll("'", '"').replace(/\.?$/, ".");
  return near ? `${sentence} ${near.replace(/^\((.*)\)$/, "$1")}` : sentence;
}

/** What may have been meant by words that the parser refused; undefined where nothing is known of them. */
export function meantBy(
  { code }: CommanderError,
  words: readonly string[],
  specs: readonly CommandSpec[],
): string | undefined {
  const [name, first = "", ...rest] = words;
  const spec = specs.find((one) => one.name === name);
  const isExcess = code === "commander.excessArguments";
  if (isExcess && spec?.excess) return spec.excess;
  if (!spec?.usual || (!isExcess && code !== "commander.unknownOption")) return undefined;
  const inner = (spec.commands ?? []).map((one) => one.name);
  if (first.startsWith("-") || inner.includes(first)) return undefined;
  const near = nearest(first, inner);
  return `Did you mean ${shellLine([spec.name, ...(near ? [near] : [spec.usual, first]), ...rest])}?`;
}

function stackOf(error: Error): string {
  const cause = error.cause instanceof Error ? `\ncaused by ${stackOf(error.cause)}` : "";
  return `${error.stack}${cause}`;
}
