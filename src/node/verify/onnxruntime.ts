import { resolve } from "node:path";
import { compared, failure, type Runner } from "./check.ts";
import { runChild } from "./child.ts";
import { findPeer } from "./peers.ts";

/** Runs a model in a process of its own: what it is built on is native code, which a bad file may crash. */
const program = `
const { readFileSync, writeFileSync } = require("node:fs");
const { entry, file, dtype, rows } = JSON.parse(readFileSync(0, "utf8"));
const { InferenceSession, Tensor } = require(entry);
const types = { float32: Float32Array, float64: Float64Array };
const numbers = (values, shape) => new Tensor(dtype, types[dtype].from(values), shape);
const column = (values) => {
  const shape = [values.length, 1];
  return typeof values[0] === "string" ? new Tensor("string", values, shape) : numbers(values, shape);
};
(async () => {
  const session = await InferenceSession.create(file, { logSeverityLevel: 4 });
  const names = session.inputNames;
  const feeds =
    names.length === 1 && typeof rows[0][0] === "number"
      ? { [names[0]]: numbers(rows.flat(), [rows.length, rows[0].length]) }
      : Object.fromEntries(names.map((name, j) => [name, column(rows.map((row) => row[j]))]));
  const { data } = (await session.run(feeds))[session.outputNames[0]];
  const width = data.length / rows.length;
  const words = (i) => Array.from(data.slice(i * width, (i + 1) * width), String);
  writeFileSync(3, rows.map((_, i) => words(i).join(",")).join("\\n"));
  process.exit(0);
})().catch((error) => {
  console.error(error.message);
  process.exit(1);
});
`;

/** Runs an ONNX model in onnxruntime-node, where it is installed. */
export const onnxruntime: Runner = async (subject, limits) => {
  const peer = findPeer("onnxruntime-node");
  if (!peer)
    return {
      by: "onnxruntime-node",
      outcome: "notRun",
      reason: "it is not installed (npm install onnxruntime-node)",
    };
  const by = `onnxruntime-node ${peer.version}`;
  const { dtype, inputs } = subject.proof;
  const ended = await runChild({
    ...limits,
    command: process.execPath,
    args: ["--eval", program],
    input: JSON.stringify({ entry: peer.entry, file: resolve(subject.path), dtype, rows: inputs }),
  });
  if (ended.why !== "exited" || ended.code !== 0) return failure(by, ended, limits);
  const rows = ended.answer.split("\n").map((line) => line.split(",").map(Number));
  return compared(by, subject, rows);
};
