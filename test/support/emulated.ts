import { execFileSync, spawn } from "node:child_process";
import { closeSync, openSync, readSync, writeFileSync, writeSync } from "node:fs";
import { join } from "node:path";
import {
  type NativeProgram,
  nativeSource,
  notesOfPrograms,
  onceName,
  runName,
} from "../../src/compile/c/native.ts";
import { optionsOf } from "../../src/node/native/compiler.ts";
import type { NativeCode } from "../../src/node/native/library.ts";
import { isThere } from "./c.ts";
import { scratch } from "./native.ts";

/** What compiles for 64-bit ARM, and what runs it here: Debian's gcc-aarch64-linux-gnu, libc6-dev-arm64-cross, qemu-user. */
const [compiler, emulator] = ["aarch64-linux-gnu-gcc", "qemu-aarch64"];

/** Whether code for 64-bit ARM can be compiled and run here. */
export const emulatesArm = isThere(compiler) && isThere(emulator);

/** Options that are the same on every processor. */
const options = optionsOf({}).filter((option) => !/^-(m|shared|fPIC|Wl)/.test(option));

/** The numbers before the memory of a call: program, schedule (-1: what is computed once), first step, steps, bytes. */
const headLength = 5;

/** Programs as native code of 64-bit ARM, in a process to which the memory goes for each call, and from which it comes back. */
export function onArm(programs: readonly NativeProgram[]): {
  readonly codes: readonly NativeCode[];
  end(): void;
} {
  const { folder, remove } = scratch();
  const [source, program, asks, answers] = ["arm.c", "arm", "asks", "answers"].map((name) =>
    join(folder, name),
  ) as [string, string, string, string];
  writeFileSync(source, `${nativeSource(programs)}\n${mainOf(programs)}`);
  execFileSync(compiler, [...options, "-static", source, "-o", program]);
  execFileSync("mkfifo", [asks, answers]);
  const child = spawn(emulator, [program, asks, answers], { stdio: "inherit" });
  const [to, from] = [openSync(asks, "w"), openSync(answers, "r")];
  const call = (head: readonly number[], memory: Uint8Array): number => {
    writeWhole(to, new Uint8Array(Int32Array.of(...head, memory.length).buffer));
    writeWhole(to, memory);
    const result = new Int32Array(1);
    readWhole(from, new Uint8Array(result.buffer));
    readWhole(from, memory);
    return result[0]!;
  };
  return {
    codes: programs.map((_, p) => ({
      threads: 1,
      once: (memory) => void call([p, -1, 0, 0], memory),
      run: (schedule, memory, first, count) => call([p, schedule, first, count], memory),
    })),
    end() {
      closeSync(to);
      closeSync(from);
      child.kill();
      remove();
    },
  };
}

/** Answers calls until no more come. */
const mainOf = (programs: readonly NativeProgram[]): string => `
#include <stdio.h>
#include <stdlib.h>

int main(int count, char **paths) {
  if (count != 3) return 1;
  FILE *asks = fopen(paths[1], "rb"), *answers = fopen(paths[2], "wb");
  char *notes = aligned_alloc(64, ${Math.ceil(notesOfPrograms(programs) / 64) * 64}), *memory = NULL;
  int32_t head[${headLength}], bytes = 0;
  while (fread(head, sizeof *head, ${headLength}, asks) == ${headLength}) {
    if (head[4] > bytes) {
      free(memory);
      memory = aligned_alloc(64, bytes = (head[4] + 63) / 64 * 64);
    }
    if (fread(memory, 1, head[4], asks) != (size_t)head[4]) return 1;
    int32_t result = 0;
    switch (head[0]) {
${programs
  .map(
    ({ schedules }, p) => `    case ${p}:
      if (head[1] < 0) ${onceName(p)}(memory, notes);
${schedules.map((_, s) => `      if (head[1] == ${s}) result = ${runName(p, s)}(memory, notes, head[2], head[3]);`).join("\n")}
      break;`,
  )
  .join("\n")}
    }
    fwrite(&result, sizeof result, 1, answers);
    fwrite(memory, 1, head[4], answers);
    fflush(answers);
  }
}
`;

function writeWhole(file: number, bytes: Uint8Array): void {
  for (let at = 0; at < bytes.length; ) at += writeSync(file, bytes, at);
}

function readWhole(file: number, bytes: Uint8Array): void {
  for (let at = 0; at < bytes.length; ) {
    const read = readSync(file, bytes, at, bytes.length - at, null);
    if (read === 0) throw new Error("the emulated program has ended");
    at += read;
  }
}
