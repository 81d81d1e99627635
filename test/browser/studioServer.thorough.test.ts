import { existsSync } from "node:fs";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { type Browser, chromium, type Page } from "playwright-core";
import { rolldown } from "rolldown";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { studioResources } from "../../src/node/studio/resources.ts";
import { type StudioServer, serve } from "../../src/node/studio/server.ts";
import { train } from "./program.ts";

const places = ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"];
const executablePath = places.find(existsSync);
const args = [
  ...["--no-sandbox", "--disable-quic", "--no-first-run"],
  ...["--disable-background-networking", "--disable-component-update", "--disable-sync"],
];

describe.skipIf(!executablePath)("what the studio's server serves (skipped without Chromium)", () => {
  let browser: Browser;
  let server: StudioServer;
  let other: Server;
  let folder: string;

  beforeAll(async () => {
    const cwd = fileURLToPath(new URL(".", import.meta.url));
    const build = await rolldown({ cwd, input: "page.ts", platform: "browser" });
    const { output } = await build.generate({ format: "esm", codeSplitting: false });
    folder = await mkdtemp(join(tmpdir(), "chainrule-studio-"));
    await writeFile(join(folder, "page.js"), output[0].code);
    await writeFile(
      join(folder, "index.html"),
      '<!doctype html><script type="module" src="/page.js"></script>',
    );
    await writeFile(
      join(folder, "inline.html"),
      '<!doctype html><p style="width: 123px">text</p><script>document.title = "ran"</script><img src="x" onerror="document.title = \'ran\'">',
    );
    await writeFile(join(folder, "run.json"), "{}");
    const opened = { folder, weights: "weights.safetensors" };
    server = await serve(await studioResources({ studio: folder, opened }), 0);
    other = createServer((_, response) => {
      response.writeHead(200, { "content-type": "text/html", "access-control-allow-origin": "*" });
      response.end("<!doctype html>");
    });
    await new Promise<void>((resolve) => other.listen(0, "127.0.0.1", resolve));
    browser = await chromium.launch({ executablePath: executablePath!, args });
  });

  afterAll(async () => {
    await browser?.close();
    await server?.close();
    other?.close();
    await rm(folder, { recursive: true });
  });

  const otherAddress = () => `http://127.0.0.1:${(other.address() as AddressInfo).port}/`;

  /** A page at an address, for as long as it is looked at. */
  async function visit<T>(address: string, look: (page: Page) => Promise<T>): Promise<T> {
    const page = await browser.newPage();
    try {
      await page.goto(address);
      return await look(page);
    } finally {
      await page.close();
    }
  }

  test("a page trains on two threads, in a worker, to the bits of Node", async () => {
    const title = await visit(`${server.address}?run=wide&backend=wasm&threads=2&worker`, async (page) => {
      await page.waitForFunction(() => document.title !== "", undefined, { timeout: 60_000 });
      return page.title();
    });
    const { hash, engine } = JSON.parse(title);
    expect(engine).toEqual({ backend: "wasm", threads: 2 });
    expect(hash).toBe((await train("wide", "wasm")).hash);
  });

  test("no script in a page runs, and no handler, while styles of elements hold", async () => {
    const { width, title } = await visit(`${server.address}inline.html`, async (page) => ({
      width: await page.locator("p").evaluate((p) => p.getBoundingClientRect().width),
      title: await page.title(),
    }));
    expect(width).toBe(123);
    expect(title).toBe("");
  });

  test("a page reaches its own server and no other, not even one that allows it", async () => {
    const ask = (page: Page, address: string) =>
      page.evaluate((url) => fetch(url).then(({ status }) => status, String), address);
    await visit(`${server.address}inline.html`, async (page) => {
      expect(await ask(page, `${server.address}served.json`)).toBe(200);
      expect(await ask(page, otherAddress())).toBe("TypeError: Failed to fetch");
    });
  });

  test("a page of another origin reads nothing, and shows nothing of it in a frame", async () => {
    await visit(otherAddress(), async (page) => {
      const ask = (mode: RequestMode) =>
        page.evaluate(([url, how]) => fetch(url, { mode: how }).then(({ type }) => type, String), [
          `${server.address}opened/run.json`,
          mode,
        ] as const);
      expect(await ask("cors")).toBe("TypeError: Failed to fetch");
      expect(await ask("no-cors")).toBe("TypeError: Failed to fetch");
      await page.evaluate(
        (url) =>
          new Promise((resolve) => {
            const frame = document.createElement("iframe");
            frame.src = url;
            frame.onload = resolve;
            document.body.append(frame);
          }),
        `${server.address}inline.html`,
      );
      expect(page.frames()[1]?.url()).toBe("chrome-error://chromewebdata/");
    });
  });
});
