import { serveOptions } from "../options/serve.ts";
import { command } from "../spec.ts";

export const serve = command<typeof serveOptions>({
  name: "serve",
  about: "answer predictions over HTTP: JSON and npy, with health, metrics and an OpenAPI description",
  arguments: [{ name: "<run>", about: "a run folder, or a file with a trained network" }],
  options: { Serve: serveOptions },
  examples: [
    ["serve run/", "this machine alone, on port 8080"],
    ["serve run/ --host 0.0.0.0 --rate 50", "for other machines, 50 requests a second each"],
  ],
  notes: `POST /predict takes {"inputs": [[0.5, 1.2], ...]}, records by column name, or an npy array. GET /openapi.json
describes it all; /health and /metrics are for those who watch over it. Ctrl-C or SIGTERM stops it: requests that are open
are answered first.`,
  load: async () => (await import("../run/serve.ts")).serve,
});
