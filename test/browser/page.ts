import { type backends, type runs, train } from "./program.ts";

const { searchParams, search } = new URL(location.href);
const run = searchParams.get("run") as keyof typeof runs;
const backend = searchParams.get("backend") as keyof typeof backends;
const threads = Number(searchParams.get("threads") ?? 1);

const result = (): Promise<string> =>
  train(run, backend, threads).then(
    (trained) => JSON.stringify(trained),
    (error) => `failed: ${error}`,
  );

/** The same script is the page's and, where it is asked for, that of a worker that trains for it. */
if (typeof document === "undefined") result().then((text) => postMessage(text));
else if (searchParams.has("worker")) {
  const worker = new Worker(`/page.js${search}`, { type: "module" });
  worker.onmessage = ({ data }) => {
    document.title = data;
  };
} else
  result().then((text) => {
    document.title = text;
  });
