import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { compared, failure, linesOf, numbersIn, type Runner } from "./check.ts";
import { runChild } from "./child.ts";

/** Compiles a C program without contraction of products and sums, so that it rounds as written, and runs it. */
export const c: Runner = async (subject, limits) => {
  const compiler = process.env.CC || "cc";
  const folder = await mkdtemp(join(tmpdir(), "chainrule-verify-"));
  try {
    const program = join(folder, "program");
    const source = resolve(subject.path);
    const flags = ["-std=c99", "-O2", "-ffp-contract=off", "-DCHAINRULE_MAIN", "-o", program, source];
    const built = await runChild({ ...limits, command: compiler, args: flags, input: "" });
    if (built.why === "missing")
      return {
        by: compiler,
        outcome: "notRun",
        reason: `there is no ${compiler}; the environment variable CC may name another`,
      };
    if (built.why !== "exited" || built.code !== 0) return failure(compiler, built, limits);
    const ended = await runChild({ ...limits, command: program, args: [], input: linesOf(subject.proof) });
    if (ended.why !== "exited" || ended.code !== 0) return failure(compiler, ended, limits);
    const rows = numbersIn(ended.stdout);
    if (rows) return compared(compiler, subject, rows);
    return { by: compiler, outcome: "failed", reason: "it printed no rows of numbers" };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
};
