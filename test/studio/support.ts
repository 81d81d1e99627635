import type { Browser, BrowserContextOptions, Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, describe, expect } from "vitest";
import { builtStudioFolder } from "../../scripts/builtStudio.ts";
import { chromiumPath, launch } from "../../scripts/chromium.ts";
import type { OpenedRun } from "../../src/node/studio/openedRun.ts";
import { studioResources } from "../../src/node/studio/resources.ts";
import { type StudioServer, serve } from "../../src/node/studio/server.ts";

/** How a page is opened. */
export interface Opening {
  /** What follows `#` in the link. */
  readonly link?: string;
  /** What follows `?`. */
  readonly query?: string;
  readonly width?: number;
  readonly height?: number;
  readonly context?: BrowserContextOptions;
  /** Waits until a picture is there. Default true. */
  readonly ready?: boolean;
  /** Before anything of the page runs. */
  before?(page: Page): Promise<void>;
}

/** What is served beside the studio. */
export interface Served {
  readonly dataDir?: string;
  /** Makes the run that it is started with. */
  opened?(): Promise<OpenedRun>;
}

/** A browser and a served studio for the tests of one file. */
export interface Studio {
  open(opening?: Opening): Promise<Page>;
  readonly address: () => string;
  readonly browser: () => Browser;
}

/**
 * Tests in a real browser. Every page they open must end without an error in its console, and without a request to
 * another origin.
 */
export function inStudio(name: string, tests: (studio: Studio) => void, served: Served = {}): void {
  describe.skipIf(!chromiumPath)(`${name} (skipped where no Chromium is installed)`, () => {
    let browser: Browser;
    let server: StudioServer;
    let pages: Page[] = [];
    let problems: string[] = [];

    beforeAll(async () => {
      const resources = await studioResources({
        studio: await builtStudioFolder(),
        dataDir: served.dataDir,
        opened: await served.opened?.(),
      });
      server = await serve(resources, await freePort());
      browser = await launch();
    }, 120_000);

    afterEach(async () => {
      for (const page of pages) await page.context().close();
      pages = [];
      const found = problems;
      problems = [];
      expect(found).toEqual([]);
    });

    afterAll(async () => {
      await browser?.close();
      await server?.close();
    });

    tests({
      address: () => server.address,
      browser: () => browser,
      async open({ link = "", query = "", width = 1440, height = 900, context, ready = true, before } = {}) {
        const made = await browser.newContext({ viewport: { width, height }, ...context });
        const page = await made.newPage();
        pages.push(page);
        page.on("console", (message) => {
          if (message.type() === "error" || message.type() === "warning") problems.push(message.text());
        });
        page.on("pageerror", (error) => problems.push(String(error)));
        page.on("request", (request) => {
          const url = request.url();
          if (!url.startsWith(server.address) && !/^(blob|data):/.test(url))
            problems.push(`request to ${url}`);
        });
        await before?.(page);
        await page.goto(`${server.address}${query && `?${query}`}${link && `#${link}`}`);
        if (ready) await firstPicture(page);
        return page;
      },
    });
  });
}

/** Waits until a run is on the page: until its first picture there are no weights to walk on. */
async function firstPicture(page: Page): Promise<void> {
  await page.locator("canvas").first().waitFor();
  await page.waitForFunction(
    () => !/being set up|준비하/.test(document.querySelector("[data-testid=sentence]")!.textContent!),
  );
}

/** A port that is free now; the server's usual one may be in use by a studio of the person who runs the tests. */
async function freePort(): Promise<number> {
  const { createServer } = await import("node:net");
  const probe = createServer();
  await new Promise<void>((resolve) => probe.listen(0, "127.0.0.1", resolve));
  const { port } = probe.address() as { port: number };
  await new Promise((resolve) => probe.close(resolve));
  return port;
}
