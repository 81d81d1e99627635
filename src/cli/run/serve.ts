import { basename } from "node:path";
import { encodingOf } from "../../formats/material/encoded.ts";
import { usualLimits } from "../../node/serve/limits.ts";
import { servePredictions } from "../../node/serve/server.ts";
import { type Io, interruptOf, say } from "../io.ts";
import type { serveOptions } from "../options/serve.ts";
import { countOption, realOption } from "../optionValues.ts";
import type { Given } from "../spec.ts";
import { openTrained } from "../trained.ts";
import { version } from "../version.ts";
import { runFolderOf } from "../whereabouts.ts";

/** Serves the predictions of a run until it is told to stop. */
export async function serve(
  io: Io,
  [name = ""]: readonly string[],
  given: Given<typeof serveOptions>,
): Promise<number> {
  const port = countOption("--port", given.port, { from: 0, to: 65535 }) ?? 8080;
  const grace = realOption("--grace", given.grace, { from: 0, to: 3600 }) ?? 10;
  const limits = {
    bytes: countOption("--max-bytes", given.maxBytes, { from: 1, to: 2 ** 30 }) ?? usualLimits.bytes,
    rows: countOption("--max-rows", given.maxRows, { from: 1 }) ?? usualLimits.rows,
    rate: realOption("--rate", given.rate, { from: 0 }) ?? usualLimits.rate,
  };
  const { model, data } = await openTrained(io, name);
  const served = { name: basename(runFolderOf(name)), model, encoding: encodingOf(data) };
  const server = await servePredictions(served, { host: given.host ?? "127.0.0.1", port, limits, version });
  say(io.stdout, `${served.name} answers at ${server.address}/predict (Ctrl-C stops it)`);
  await interruptOf(io);
  await server.stop(grace);
  return 0;
}
