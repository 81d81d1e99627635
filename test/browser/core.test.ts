import { existsSync } from "node:fs";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { fileURLToPath } from "node:url";
import { type Browser, chromium } from "playwright-core";
import { rolldown } from "rolldown";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { train } from "./program.ts";

const places = ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"];
const executablePath = places.find(existsSync);
const args = [
  ...["--no-sandbox", "--disable-quic", "--no-first-run"],
  ...["--disable-background-networking", "--disable-component-update", "--disable-sync"],
];

/** A policy under which no code may be made from text: ops run in the loops that need none. */
const strict = { "content-security-policy": "script-src 'self' 'wasm-unsafe-eval'" };

describe.skipIf(!executablePath)("in a real browser (skipped where no Chromium is installed)", () => {
  let browser: Browser;
  let server: Server;

  beforeAll(async () => {
    const cwd = fileURLToPath(new URL(".", import.meta.url));
    const build = await rolldown({ cwd, input: "page.ts", platform: "browser" });
    const { output } = await build.generate({ format: "esm", codeSplitting: false });
    server = createServer((request, response) => {
      const isScript = request.url === "/page.js";
      const policy = request.url?.startsWith("/strict") ? strict : {};
      response.writeHead(200, { "content-type": isScript ? "text/javascript" : "text/html", ...policy });
      response.end(
        isScript ? output[0].code : '<!doctype html><script type="module" src="/page.js"></script>',
      );
    });
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    browser = await chromium.launch({ executablePath: executablePath!, args });
  });

  afterAll(async () => {
    await browser?.close();
    server?.close();
  });

  test.each([
    ["/", "float32", "interpreter"],
    ["/", "float64", "wasm"],
    ["/", "float32", "wasm"],
    ["/strict", "float64", "interpreter"],
    ["/strict", "float32", "wasm"],
  ] as const)(
    "the page %s trains in %s on %s to the bits of Node's interpreter",
    async (path, dtype, backend) => {
      const { port } = server.address() as AddressInfo;
      const page = await browser.newPage();
      await page.goto(`http://127.0.0.1:${port}${path}?dtype=${dtype}&backend=${backend}`);
      await page.waitForFunction(() => document.title !== "");
      expect(await page.title()).toBe(JSON.stringify(await train(dtype, "interpreter")));
      await page.close();
    },
  );
});
