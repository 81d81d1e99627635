import { readFileSync } from "node:fs";
import type { Download, Page } from "playwright-core";
import { expect, test } from "vitest";
import { readZip } from "../../src/array/zip.ts";
import { inStudio } from "./support.ts";

/** A machine that is busy with other tests takes its time. */
const soon = <T>(read: () => T) => expect.poll(read, { timeout: 20_000 });
const panel = (page: Page) => page.getByRole("tabpanel");

/** Presses a button of the panel, and waits for what it gives. */
async function taken(page: Page, button: string): Promise<{ name: string; bytes: Buffer }> {
  const waiting: Promise<Download> = page.waitForEvent("download");
  await panel(page).getByRole("button", { name: button, exact: true }).click();
  const download = await waiting;
  return { name: download.suggestedFilename(), bytes: readFileSync(await download.path()) };
}

inStudio("taking a run along", (studio) => {
  test("pictures come as SVG, and as PNG with two pixels a unit", async () => {
    const page = await studio.open({ link: "v=1&panel=export&at=100" });
    const svg = await taken(page, "Network: SVG");
    expect(svg.name).toBe("planar-4-1-after-100-network.svg");
    const [, width, height] = /width="(\d+)" height="(\d+)"/.exec(svg.bytes.toString())!;
    const png = await taken(page, "Network: PNG");
    expect(png.name).toBe("planar-4-1-after-100-network.png");
    expect(png.bytes.subarray(1, 4).toString()).toBe("PNG");
    expect([png.bytes.readUInt32BE(16), png.bytes.readUInt32BE(20)]).toEqual([
      2 * Number(width),
      2 * Number(height),
    ]);
    // An empty picture of this size has a few hundred bytes.
    expect(png.bytes.length).toBeGreaterThan(10_000);
    expect((await taken(page, "Decision boundary: PNG")).bytes.length).toBeGreaterThan(20_000);
  });

  test("tables and arrays come with every number", async () => {
    const page = await studio.open({ link: "v=1&panel=export&at=100" });
    expect(
      (await taken(page, "Loss and accuracy, each epoch: CSV")).bytes.toString().trim().split("\n").length,
    ).toBe(101);
    const { name, bytes } = await taken(page, "Weights and data for NumPy: npz");
    expect(name).toBe("planar-4-1-after-100.npz");
    expect([...(await readZip(bytes)).keys()]).toEqual(
      ["W1", "b1", "W2", "b2", "X", "Y"].map((one) => `${one}.npy`),
    );
  });

  test("a run folder is taken along and opened again, with its changes, to the same bits", async () => {
    const page = await studio.open({ link: "v=1&panel=export&at=300&then=100%20lr%200.3" });
    const fingerprint = () => page.getByTestId("fingerprint").textContent();
    await soon(fingerprint).toMatch(/^[0-9a-f]{4} [0-9a-f]{4} [0-9a-f]{4}$/);
    const digits = await fingerprint();
    const { name, bytes } = await taken(page, "Run folder: zip");
    expect(name).toBe("planar-4-1-after-300.zip");
    expect(await panel(page).textContent()).toContain("without the changes");

    const other = await studio.open({ link: "v=1&panel=export&at=1&seed=9" });
    await soon(() => other.getByTestId("fingerprint").textContent()).not.toBe("");
    await other.getByTestId("run-files").setInputFiles({ name, mimeType: "application/zip", buffer: bytes });
    await soon(() => panel(other).textContent()).toContain(
      "after 300 updates its weights are the stored ones",
    );
    await soon(() => other.getByTestId("fingerprint").textContent()).toBe(digits);
    await soon(() => decodeURIComponent(other.url())).toContain("then=100 lr 0.3");
  });

  test("a file that is no run is refused at its place, and the run goes on", async () => {
    const page = await studio.open({ link: "v=1&panel=export&at=10" });
    await page
      .getByTestId("run-files")
      .setInputFiles({ name: "a.txt", mimeType: "text/plain", buffer: Buffer.from("x") });
    await soon(() => panel(page).getByRole("alert").textContent()).toContain(
      "expected the run.json of a run folder",
    );
    expect(await page.getByTestId("sentence").textContent()).toContain("Paused after 10 updates");
  });

  test("the worksheet is printed alone: blanks, and nothing of the page", async () => {
    const page = await studio.open({
      link: "v=1&panel=export&at=10",
      async before(opened) {
        await opened.addInitScript("window.print = () => {};");
      },
    });
    await panel(page).getByRole("button", { name: "Worksheet: Print" }).focus();
    await page.keyboard.press("Enter");
    await page.locator("body > .sheet").waitFor({ state: "attached" });
    await page.emulateMedia({ media: "print" });
    expect(await page.locator("body > .sheet").isVisible()).toBe(true);
    expect(await page.locator("main").isVisible()).toBe(false);
    expect(await page.locator(".sheet .blank").count()).toBeGreaterThan(5);
    expect(await page.locator(".sheet math").count()).toBeGreaterThan(5);
    expect((await page.pdf()).length).toBeGreaterThan(10_000);
    await page.emulateMedia({ media: "screen" });
    await page.evaluate("dispatchEvent(new Event('afterprint'))");
    await soon(() => page.locator("body > .sheet").count()).toBe(0);
  });

  test("programs are shown and copied by keyboard, in Korean too", async () => {
    const page = await studio.open({
      link: "v=1&panel=export&at=10&lang=ko",
      context: { permissions: ["clipboard-read", "clipboard-write"] },
    });
    await panel(page).getByRole("button", { name: "TypeScript: 보기" }).focus();
    await page.keyboard.press("Enter");
    await soon(() => panel(page).locator("pre").textContent()).toContain(
      'import { dense, mlp, planar, sgd } from "chainrule";',
    );
    await panel(page).getByRole("button", { name: "NumPy: 복사" }).focus();
    await page.keyboard.press("Enter");
    await soon(() => panel(page).textContent()).toContain("복사했습니다.");
  });

  test("what a run cannot give is said in the row that was asked", async () => {
    const page = await studio.open({
      link: "v=1&panel=export&at=10&data=sineRegression&layers=4:tanh,1",
      ready: false,
    });
    await panel(page).getByRole("button", { name: "Decision boundary: SVG" }).click();
    await soon(() => panel(page).getByRole("alert").textContent()).toContain(
      "expected classes, and two inputs or more",
    );
  });
});
