/**
 * Uses the packed library in browsers: its files as they are, and bundled. What trains there must give the bits that
 * it gives in Node, and a bundle must be small.
 */
import { execFileSync } from "node:child_process";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { rolldown } from "rolldown";
import { chromiumPath, launch } from "./chromium.ts";

/** What is said of a run, in all places the same: its last loss, all its weights, and what comes of a file of them. */
const program = `
import { ChainruleError, dense, Model, mlp, readSafetensors, sgd, wasm, xor } from "chainrule";
import { exporters, readNetwork, writeStateDict } from "chainrule/formats";
const { x, y } = xor();
const lines = [];
for (const options of [{}, { backend: wasm }]) {
  const model = mlp(x.shape[1], dense(4, "tanh"), dense(1, "sigmoid"));
  const run = await model.fit(x, y, { ...options, optimizer: sgd(1.2), epochs: 300, seed: 3 });
  const file = await exporters.safetensors.write(model, {});
  const { model: again } = await readNetwork(file, {}, "xor.safetensors");
  const { tensors } = readSafetensors(await writeStateDict(again, { dialect: "pytorch" }));
  const sum = new Uint8Array(await crypto.subtle.digest("SHA-256", file));
  const refused = await readNetwork(new Uint8Array(8), {}, "zeros").catch((error) => error);
  lines.push(run.history.loss.at(-1), sum.join(" "), JSON.stringify([...tensors].map(([name, at]) => [name, at.tolist()])));
  lines.push(again instanceof Model, refused instanceof ChainruleError);
}
export const result = lines.join("\\n");
`;

const fit = `
import { dense, mlp, sgd, xor } from "chainrule";
const { x, y } = xor();
const model = mlp(3, dense(4, "tanh"), dense(1, "sigmoid"));
const run = await model.fit(x, y, { optimizer: sgd(1.2), epochs: 300, seed: 3 });
console.log(run.history.loss, await model.predict(x));
`;

/** Programs, and how large they may be with the library in them: bytes, gzipped. */
const budgets = {
  "one function": {
    most: 5_000,
    code: 'import { asArray, classOf } from "chainrule"; console.log(classOf(asArray([[0.9]])));',
  },
  "a training": { most: 95_000, code: fit },
};

/** Bundles a file of a project for browsers; fails where it imports what a browser does not have. */
async function bundled(project: string, file: string): Promise<string> {
  const missing: string[] = [];
  const bundle = await rolldown({
    cwd: project,
    input: join(project, file),
    platform: "browser",
    external: (id) => {
      const isMissing = !/^(\0|\.|\/|chainrule($|\/))/.test(id);
      // Loaded only when it is called for, and installed by those who do.
      if (isMissing && id !== "h5wasm") missing.push(id);
      return isMissing;
    },
    checks: { ineffectiveDynamicImport: false },
  });
  const { output } = await bundle.generate({ format: "esm", minify: true, codeSplitting: false });
  await bundle.close();
  if (missing.length > 0) throw new Error(`a browser cannot import ${missing.join(", ")}`);
  return output[0].code;
}

const page = (script: string, before = ""): string =>
  `<!doctype html>${before}<script type="module">
    import(${JSON.stringify(script)}).then(({ result }) => { document.title = result; }, (error) => { document.title = String(error); });
  </script>`;

/** What each of some pages of a project comes to, in a browser that gets them over HTTP. */
async function shown(project: string, pages: Readonly<Record<string, string>>): Promise<string[]> {
  const server = createServer((request, response) => {
    const path = request.url!;
    const file = join(project, path);
    if (pages[path] === undefined && !existsSync(file)) return void response.writeHead(404).end();
    response.setHeader("content-type", path.endsWith(".js") ? "text/javascript" : "text/html");
    response.end(pages[path] ?? readFileSync(file));
  });
  await new Promise<void>((ready) => server.listen(0, "127.0.0.1", ready));
  const browser = await launch();
  try {
    const { port } = server.address() as AddressInfo;
    const titles: string[] = [];
    for (const path of Object.keys(pages)) {
      const tab = await browser.newPage();
      await tab.goto(`http://127.0.0.1:${port}${path}`);
      await tab.waitForFunction(() => document.title !== "", undefined, { timeout: 60_000 });
      // The title has its white space collapsed where it is asked of the page as a property.
      titles.push(await tab.evaluate(() => document.querySelector("title")!.textContent));
      await tab.close();
    }
    return titles;
  } finally {
    await browser.close();
    server.close();
  }
}

/** Checks the package that is installed in a project; returns a sentence about it. */
export async function checkInBrowser(project: string): Promise<string> {
  const sizes: string[] = [];
  for (const [name, { most, code }] of Object.entries(budgets)) {
    writeFileSync(join(project, "small.js"), code);
    const size = gzipSync(await bundled(project, "small.js"), { level: 9 }).length;
    if (size > most)
      throw new Error(`${name} has ${size} bytes in a bundle, gzipped; at most ${most} are allowed`);
    sizes.push(`${name} ${size} of ${most}`);
  }

  // Every way that leads anywhere from the two entries, also those that no program here takes.
  writeFileSync(
    join(project, "all.js"),
    'export * from "chainrule"; export * as formats from "chainrule/formats";',
  );
  await bundled(project, "all.js");

  writeFileSync(join(project, "xor.js"), program);
  writeFileSync(join(project, "bundle.js"), await bundled(project, "xor.js"));
  const told = 'import("./xor.js").then(({ result }) => process.stdout.write(result))';
  const inNode = execFileSync(process.execPath, ["-e", told], { cwd: project, encoding: "utf8" });
  if (/false/.test(inNode)) throw new Error(`a class of the library is there twice: ${inNode}`);

  const bytes = `bundled for browsers, gzipped: ${sizes.join(", ")}`;
  if (!chromiumPath) return `${bytes}; no Chromium to run it in`;
  const folder = "/node_modules/chainrule";
  const { exports } = JSON.parse(readFileSync(join(project, folder, "package.json"), "utf8"));
  const entry = (name: string): string => join(folder, exports[name].default);
  const imports = { chainrule: entry("."), "chainrule/formats": entry("./formats") };
  const map = `<script type="importmap">${JSON.stringify({ imports })}</script>`;
  const results = await shown(project, {
    "/as-it-is": page("/xor.js", map),
    "/bundled": page("/bundle.js"),
  });
  for (const result of results)
    if (result !== inNode) throw new Error(`a browser came to\n${result}\ninstead of\n${inNode}`);
  return `${bytes}; trained in Chromium, as it is and bundled, to the bits of Node`;
}
