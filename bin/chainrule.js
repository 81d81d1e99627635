#!/usr/bin/env node
/**
 * Starts the command line. On a Node older than 22 it hands over to the one this repository pins; in the
 * repository itself it first builds what is older than its source. An installed package has neither to do.
 */
import { spawn, spawnSync } from "node:child_process";
import { existsSync, readdirSync, statSync } from "node:fs";
import module from "node:module";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("..", import.meta.url));
/** What the command is built from; an installed package has neither. */
const sources = ["src", "lessons", "studio"].map((folder) => join(root, folder));
const pinned = join(root, "node_modules", "node", "bin", process.platform === "win32" ? "node.exe" : "node");

if (Number(process.versions.node.split(".")[0]) < 22) handOver();
else {
  if (sources.every(existsSync) && Math.max(...sources.map(newest)) > built()) build();
  // The engine keeps what it made of the source in the folder for temporary files: 5 to 15 ms less from the second start on.
  module.enableCompileCache?.();
  const { main } = await import("../dist/cli.js");
  process.exitCode = await main(process.argv.slice(2));
}

function handOver() {
  if (!existsSync(pinned)) {
    process.stderr.write(
      `chainrule: expected Node 22 or newer but got ${process.version}. Install a current Node from nodejs.org.\n`,
    );
    process.exitCode = 2;
    return;
  }
  const child = spawn(pinned, [fileURLToPath(import.meta.url), ...process.argv.slice(2)], {
    stdio: "inherit",
  });
  // Ctrl-C reaches the whole process group: the child decides what to do, and this process waits for it.
  process.on("SIGINT", () => {});
  process.on("SIGTERM", () => child.kill("SIGTERM"));
  child.on("exit", (code, signal) => {
    process.exitCode = code ?? (signal === "SIGINT" ? 130 : 1);
  });
}

function newest(folder) {
  return readdirSync(folder, { withFileTypes: true }).reduce((latest, entry) => {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) return Math.max(latest, newest(path));
    return !/\.(ts|svelte|css|html)$/.test(entry.name) || entry.name.endsWith(".test.ts")
      ? latest
      : Math.max(latest, statSync(path).mtimeMs);
  }, 0);
}

function built() {
  const entry = join(root, "dist", "cli.js");
  return existsSync(entry) ? statSync(entry).mtimeMs : 0;
}

function build() {
  process.stderr.write("Building chainrule (once after each change of its source) ...\n");
  const { status } = spawnSync(process.execPath, [join(root, "scripts", "build.ts")], {
    stdio: ["ignore", 2, 2],
  });
  if (status !== 0) process.exit(1);
}
