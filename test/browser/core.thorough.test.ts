import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { fileURLToPath } from "node:url";
import type { Browser } from "playwright-core";
import { rolldown } from "rolldown";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { chromiumPath, launch } from "../../scripts/chromium.ts";
import golden from "../golden/hashes.json" with { type: "json" };
import { train } from "./program.ts";

/** Headers of some pages. */
const headers: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  /** No code may be made from text: ops run in the loops that need none. */
  "/strict": { "content-security-policy": "script-src 'self' 'wasm-unsafe-eval'" },
  /** No WebAssembly may be made at run time either. */
  "/strictest": { "content-security-policy": "script-src 'self'" },
  /** Memory may be shared with workers. */
  "/isolated": {
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-embedder-policy": "require-corp",
  },
};

describe.skipIf(!chromiumPath)("in a real browser (skipped where no Chromium is installed)", () => {
  let browser: Browser;
  let server: Server;

  beforeAll(async () => {
    const cwd = fileURLToPath(new URL(".", import.meta.url));
    const build = await rolldown({ cwd, input: "page.ts", platform: "browser" });
    const { output } = await build.generate({ format: "esm", codeSplitting: false });
    server = createServer((request, response) => {
      const [path = ""] = request.url!.split("?");
      const isScript = path === "/page.js";
      const type = { "content-type": isScript ? "text/javascript" : "text/html" };
      response.writeHead(200, { ...type, ...headers[isScript ? "/isolated" : path] });
      response.end(
        isScript ? output[0].code : '<!doctype html><script type="module" src="/page.js"></script>',
      );
    });
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    browser = await launch();
  });

  afterAll(async () => {
    await browser?.close();
    server?.close();
  });

  /** What a page puts into its title when it is done. */
  async function visit(path: string): Promise<{ hash: string; engine: { threads: number; note?: string } }> {
    const { port } = server.address() as AddressInfo;
    const page = await browser.newPage();
    await page.goto(`http://127.0.0.1:${port}${path}`);
    await page.waitForFunction(() => document.title !== "", undefined, { timeout: 60_000 });
    const title = await page.title();
    await page.close();
    return JSON.parse(title);
  }

  test.each([
    ["/", "mixed32", "interpreter"],
    ["/", "mixed64", "wasm"],
    ["/", "mixed32", "wasm"],
    ["/strict", "mixed64", "interpreter"],
    ["/strict", "mixed32", "wasm"],
  ] as const)("the page %s trains %s on %s to the bits of Node's interpreter", async (path, run, backend) => {
    const { hash } = await visit(`${path}?run=${run}&backend=${backend}`);
    expect(hash).toBe((await train(run, "interpreter")).hash);
  });

  test.each(Object.entries(golden))(
    "%s ends in the weights that it ends in everywhere",
    async (run, hash) => {
      expect((await visit(`/?run=${run}&backend=wasm`)).hash).toBe(hash);
    },
  );

  test("an isolated page trains on two threads, in a worker, to the same bits", async () => {
    const { hash, engine } = await visit("/isolated?run=wide&backend=wasm&threads=2&worker");
    expect(engine).toEqual({ backend: "wasm", threads: 2 });
    expect(hash).toBe((await train("wide", "wasm")).hash);
  });

  test.each([
    ["/?run=mixed32&backend=wasm&threads=2", "one thread, because the page is not cross-origin isolated"],
    ["/isolated?run=mixed32&backend=wasm&threads=2", "one thread, because a page's own thread may not wait"],
    ["/strictest?run=given&backend=auto", "interpreted, because the page's content security policy forbids"],
  ])("the page %s goes on with what there is, and says: %s", async (path, note) => {
    const { engine } = await visit(path);
    expect(engine.threads).toBe(1);
    expect(engine.note).toContain(note);
  });
});
