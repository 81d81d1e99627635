/**
 * The figures of the studio in a real browser, served on this machine: `npm run studio:figures`. The rates are ratios
 * of one run, in turns, because machines are noisy.
 */
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { fileURLToPath } from "node:url";
import type { Browser, Page } from "playwright-core";
import { build, mergeConfig, type Rolldown } from "vite";
import { builtStudioFolder } from "../../scripts/builtStudio.ts";
import { chromiumPath, launch } from "../../scripts/chromium.ts";
import { studioResources } from "../../src/node/studio/resources.ts";
import { serve } from "../../src/node/studio/server.ts";
import config from "../../studio/vite.config.ts";

const rounds = 3;
const here = (file: string): string => fileURLToPath(new URL(file, import.meta.url));

const median = (values: readonly number[]): number => values.toSorted((a, b) => a - b)[values.length >> 1]!;

/** The programs that are measured beside the studio, each in one file, at addresses of this machine. */
async function servePrograms() {
  const scripts = new Map<string, string>();
  for (const [name, input] of [
    ["/library.js", here("library.ts")],
    ["/redraw.js", here("redraw.svelte.ts")],
  ] as const) {
    const one = {
      configFile: false,
      logLevel: "error" as const,
      build: { write: false, rolldownOptions: { input, output: { codeSplitting: false } } },
    };
    const { output } = (await build(mergeConfig(config, one))) as Rolldown.RolldownOutput;
    scripts.set(name, output.flatMap((file) => (file.type === "chunk" ? [file.code] : [])).join("\n"));
  }
  const server = createServer(({ url = "" }, response) => {
    const script = scripts.get(url);
    response.writeHead(200, { "content-type": script ? "text/javascript" : "text/html" });
    response.end(script ?? `<!doctype html><script type="module" src="/redraw.js"></script>`);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    address: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`,
    close: () => server.close(),
  };
}

/** Bytes of a file as the server sends it to a browser. */
const sentSize = async (url: string): Promise<number> => {
  const answer = await fetch(url, { method: "HEAD", headers: { "accept-encoding": "gzip" } });
  return Number(answer.headers.get("content-length"));
};

/** Milliseconds from the request of the page to the first frame with a picture, and the bytes of scripts until then and in all. */
async function firstPicture(browser: Browser, address: string) {
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 } });
  const page = await context.newPage();
  const scripts = new Set<string>();
  page.on("request", (request) => {
    if (request.url().endsWith(".js")) scripts.add(request.url());
  });
  await page.addInitScript(() => {
    const look = () => {
      if (document.querySelector("canvas") && document.querySelector("path.boundary"))
        requestAnimationFrame(() => performance.mark("picture"));
      else requestAnimationFrame(look);
    };
    requestAnimationFrame(look);
  });
  await page.goto(address);
  await page.waitForFunction(() => performance.getEntriesByName("picture").length > 0);
  const time = await page.evaluate(() => performance.getEntriesByName("picture")[0]!.startTime);
  await context.close();
  const sizes = await Promise.all([...scripts].map(sentSize));
  return { time, first: sizes.reduce((sum, size) => sum + size, 0) };
}

/** Updates a second of the studio at full speed, and the frames a second that it draws meanwhile. */
async function playing(browser: Browser, address: string): Promise<{ rate: number; frames: number }> {
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 } });
  const page = await context.newPage();
  await page.goto(`${address}#v=1&speed=0&epochs=9000000`);
  await page.locator("path.boundary").waitFor();
  await page.waitForTimeout(1000);
  const result = await page.evaluate(async () => {
    const shown = () => document.querySelector("path.boundary")!.getAttribute("d");
    const steps = () => Number(document.querySelector(".position b")!.textContent!.replaceAll(",", ""));
    const [start, began] = [performance.now(), steps()];
    const gaps: number[] = [];
    let [last, before] = [start, shown()];
    while (performance.now() - start < 4000) {
      await new Promise(requestAnimationFrame);
      if (shown() === before) continue;
      const now = performance.now();
      gaps.push(now - last);
      [last, before] = [now, shown()];
    }
    gaps.sort((a, b) => a - b);
    return {
      rate: ((steps() - began) * 1000) / (performance.now() - start),
      frames: 1000 / gaps[gaps.length >> 1]!,
    };
  });
  await context.close();
  return result;
}

async function libraryRate(page: Page): Promise<number> {
  return page.evaluate(
    () =>
      new Promise<number>((resolve) => {
        const worker = new Worker("/library.js", { type: "module" });
        worker.onmessage = ({ data }) => {
          worker.terminate();
          resolve(data);
        };
        worker.postMessage(300_000);
      }),
  );
}

if (!chromiumPath) {
  process.stdout.write("studio:figures needs Chromium: apt-get install -y chromium\n");
  process.exit(1);
}
const server = await serve(await studioResources({ studio: await builtStudioFolder() }));
const programs = await servePrograms();
const browser = await launch();
try {
  const pictures: { time: number; first: number }[] = [];
  for (let i = 0; i < rounds; i++) pictures.push(await firstPicture(browser, server.address));
  const page = await browser.newPage();
  await page.goto(programs.address);
  const redraws = await page.evaluate(() => (globalThis as unknown as { redraw(): number[] }).redraw());
  const turns: { studio: { rate: number; frames: number }; library: number }[] = [];
  for (let i = 0; i < rounds; i++)
    turns.push({ studio: await playing(browser, server.address), library: await libraryRate(page) });
  const row = (what: string, figure: string, goal: string) =>
    `${what.padEnd(62)} ${figure.padStart(12)}   ${goal}\n`;
  process.stdout.write(
    [
      row(
        "time to the first picture, served locally, median",
        `${median(pictures.map(({ time }) => time)).toFixed(0)} ms`,
        "under 1,000 ms",
      ),
      row(
        "JavaScript until the first picture, gzipped",
        `${(pictures[0]!.first / 1000).toFixed(1)} KB`,
        "under 200 KB",
      ),
      row("100 x 100 boundary drawn anew, median", `${median(redraws).toFixed(2)} ms`, "under 4 ms"),
      row(
        "frames a second drawn while it trains at full speed, median",
        median(turns.map(({ studio }) => studio.frames)).toFixed(0),
        "60",
      ),
      row("updates a second meanwhile", median(turns.map(({ studio }) => studio.rate)).toFixed(0), ""),
      row(
        "updates a second of fit in the same browser",
        median(turns.map(({ library }) => library)).toFixed(0),
        "",
      ),
      row(
        "the studio's share of it",
        `${(100 * median(turns.map(({ studio, library }) => studio.rate / library))).toFixed(0)} %`,
        "60 % or more",
      ),
    ].join(""),
  );
} finally {
  await browser.close();
  programs.close();
  await server.close();
}
