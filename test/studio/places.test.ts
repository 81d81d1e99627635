import { readFileSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import type { Page } from "playwright-core";
import { expect, test } from "vitest";
import { builtStudioFolder } from "../../scripts/builtStudio.ts";
import { inStudio } from "./support.ts";

const sentence = (page: Page) => page.getByTestId("sentence").textContent();

inStudio("places that allow less", (studio) => {
  test("the one file works from the disk: no server, no request, no error", async () => {
    const page = await (await studio.browser().newContext()).newPage();
    const problems: string[] = [];
    page.on("console", (message) => message.type() === "error" && problems.push(message.text()));
    page.on("pageerror", (error) => problems.push(String(error)));
    page.on("request", (request) => {
      if (!/^(file|blob|data):/.test(request.url())) problems.push(request.url());
    });
    const file = pathToFileURL(join(await builtStudioFolder(), "chainrule-studio.html"));
    await page.goto(`${file}#v=1&at=1000&dtype=float64&panel=step`);
    await page.getByRole("tabpanel").waitFor();
    await expect.poll(() => sentence(page)).toContain("Paused after 1,000 updates: the loss is 0.2587");
    expect(problems).toEqual([]);
    await page.context().close();
  });

  test("without workers it trains in the page, and says so", async () => {
    const page = await studio.open({
      before: async (page) => {
        await page.addInitScript(() => Reflect.deleteProperty(globalThis, "Worker"));
      },
    });
    await expect.poll(() => page.getByText("This page may start no worker").count()).toBe(1);
    await expect.poll(() => sentence(page)).toContain("Learning: after");
    await page.getByRole("button", { name: "Pause" }).click();
    await expect.poll(() => sentence(page)).toContain("Paused after");
  });

  test("without WebAssembly it interprets, and says so; the first losses are the same", async () => {
    const served = await serveBare("script-src 'self'");
    const page = await (await studio.browser().newContext()).newPage();
    await page.goto(`${served.address}#v=1&at=3&dtype=float64`);
    await expect.poll(() => page.getByText("allows no WebAssembly").count(), { timeout: 20_000 }).toBe(1);
    await expect
      .poll(() => sentence(page), { timeout: 20_000 })
      .toContain("Paused after 3 updates: the loss is 0.6931");
    await page.context().close();
    served.close();
  });

  test("without isolation it says that training has one thread, and works", async () => {
    const served = await serveBare("script-src 'self' 'wasm-unsafe-eval'");
    const page = await (await studio.browser().newContext()).newPage();
    await page.goto(served.address);
    await expect.poll(() => page.getByText("The page is not isolated").count()).toBe(1);
    await expect.poll(() => sentence(page)).toContain("Learning: after");
    await page.context().close();
    served.close();
  });
});

/** The studio behind another server: without isolation, under another policy for scripts. */
async function serveBare(policy: string) {
  const folder = await builtStudioFolder();
  const types: Readonly<Record<string, string>> = {
    js: "text/javascript",
    css: "text/css",
    html: "text/html",
  };
  const server = createServer(({ url = "/" }, response) => {
    const path = url === "/" ? "/index.html" : url.split("?")[0]!;
    const type = types[path.split(".").at(-1)!] ?? "text/plain";
    response.writeHead(200, { "content-type": type, "content-security-policy": policy });
    response.end(readFileSync(join(folder, path)));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    address: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`,
    close: () => server.close(),
  };
}
