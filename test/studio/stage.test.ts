import { createHash } from "node:crypto";
import type { Page } from "playwright-core";
import { expect, test } from "vitest";
import { asArray, writeNpz } from "../../src/array/index.ts";
import { materialOf } from "../../studio/engine/material.ts";
import { sessionOf } from "../../studio/engine/session.ts";
import { initialSettings, type RunSettings, runOf } from "../../studio/state/settings.ts";
import { inStudio } from "./support.ts";

inStudio("the stage", (studio) => {
  test("the page opens learning: boundary, network and loss at once, and one sentence says what happens", async () => {
    const page = await studio.open();
    await expect.poll(() => sentence(page)).toContain("Learning: after");
    expect(await page.getByRole("button", { name: "Pause" }).isVisible()).toBe(true);
    expect(await page.getByRole("button", { name: "One step" }).isVisible()).toBe(true);
    expect(await page.getByRole("button", { name: "Why did it move?" }).isVisible()).toBe(true);
    await expect.poll(() => page.locator("path.boundary").count()).toBe(1);
  });

  test("under reduced motion it opens paused", async () => {
    const page = await studio.open({ context: { reducedMotion: "reduce" } });
    await expect.poll(() => sentence(page)).toContain("Nothing is learned yet: 12 random weights");
    expect(await page.getByRole("button", { name: "Play" }).isVisible()).toBe(true);
  });

  test("a link reproduces the run at its position, and a step more by keyboard goes on from it", async () => {
    const page = await studio.open({ link: "v=1&dtype=float64&at=1000" });
    await expect.poll(() => sentence(page)).toContain("Paused after 1,000 updates");
    await page.getByRole("button", { name: "One step" }).focus();
    await page.keyboard.press("Enter");
    await expect.poll(() => sentence(page)).toContain("Paused after 1,001 updates: the loss is 0.2586");
    await expect.poll(() => page.url()).toContain("at=1001");
  });
  test("a run that was taken back and branched is reproduced by its link, to the bits of the library in Node", async () => {
    const page = await studio.open({ link: "v=1&speed=0&epochs=3000&panel=export" });
    await expect.poll(() => sentence(page)).toContain("Done: 3,000 updates");
    await setSlider(page, 1200);
    await expect.poll(() => sentence(page)).toContain("Paused after 1,200 updates");
    await page.getByLabel("Learning rate").first().fill("0.4");
    await page.getByRole("button", { name: "From here on" }).click();
    await expect.poll(() => page.locator("path.before").count()).toBe(1);
    await page.getByRole("button", { name: "Play" }).click();
    await expect.poll(() => sentence(page)).toContain("Done: 3,000 updates");
    await expect.poll(() => page.url()).toContain("then=1200%20lr%200.4&at=3000");
    const digits = await fingerprint(page);
    expect(digits).toBe(await digitsInNode({ epochs: 3000, changes: "1200 lr 0.4" }, 3000));
    const again = await studio.open({ link: page.url().split("#")[1]! });
    await expect.poll(() => sentence(again)).toContain("Done: 3,000 updates");
    expect(await fingerprint(again)).toBe(digits);
  });

  test("a run that leaves the finite numbers stops and says why, until it goes on with another rate", async () => {
    const page = await studio.open({ link: "data=sineRegression&layers=8:relu,1&lr=50&init=", ready: false });
    await expect.poll(() => page.getByRole("alert").textContent()).toContain("expected a finite loss");
    expect(await page.getByRole("button", { name: "Play" }).isVisible()).toBe(true);
    await page.getByLabel("Learning rate").first().fill("0.1");
    await page.keyboard.press("Enter");
    await expect.poll(() => page.getByRole("alert").count()).toBe(0);
  });

  test("keys play, pause, step and ask why; letters in a field stay letters", async () => {
    const page = await studio.open({ link: "v=1&at=40" });
    await page.keyboard.press("l");
    await expect.poll(() => sentence(page)).toContain("Paused after 41 updates");
    await page.keyboard.press("j");
    await page.keyboard.press("j");
    await expect.poll(() => sentence(page)).toContain("Paused after 39 updates");
    await page.keyboard.press("k");
    await expect.poll(() => sentence(page)).toContain("Learning");
    await page.keyboard.press("k");
    await expect.poll(() => sentence(page)).toContain("Paused after");
    await page.keyboard.press("w");
    await page.getByRole("tabpanel", { name: "One step" }).waitFor();
    await page.getByLabel("Learning rate").first().fill("k");
    await expect.poll(() => sentence(page)).toContain("Paused after");
  });

  test("the point under the arrow keys is said with the network's answer there", async () => {
    const page = await studio.open({ link: "v=1&at=1000&dtype=float64" });
    const plane = page.getByRole("application", { name: "The plane of the inputs" }).first();
    await plane.focus();
    await page.keyboard.press("ArrowRight");
    await expect
      .poll(() =>
        page.locator("figure", { hasText: "What the network says" }).locator("p.number").textContent(),
      )
      .toMatch(/at \(-?\d.*\): 0\.\d+/);
  });

  test("a wrong setting in a link is named, and the rest is used", async () => {
    const page = await studio.open({ link: "v=1&seed=x&lr=0.5&at=10" });
    await page.getByText("cannot read (seed)").waitFor();
    await expect.poll(() => page.getByLabel("Learning rate").first().inputValue()).toBe("0.5");
  });

  test("another link in the address bar is another run, on the same page", async () => {
    const page = await studio.open({ link: "v=1&at=10" });
    await expect.poll(() => sentence(page)).toContain("Paused after 10 updates");
    await page.evaluate(() => {
      location.hash = "v=1&layers=2:relu,1:sigmoid&at=30&colour=red";
    });
    await expect.poll(() => sentence(page)).toContain("Paused after 30 updates");
    await page.getByText("cannot read (colour)").waitFor();
    await expect.poll(() => page.url()).toContain("layers=2:relu,1:sigmoid&at=30");
  });

  test("arrays that are dropped on the page open the check, and a table the data panel", async () => {
    const page = await studio.open({ link: "v=1&at=10" });
    const W1 = asArray([
      [1, 0, 0, 0],
      [0, 1, 0, 0],
    ]);
    const arrays = { X: asArray([[1, 2]]), W1, Z1: asArray([[1, 2, 0, 0]]) };
    await drop(page, "mine.npz", await writeNpz(arrays));
    await page.locator("#panel-check .result", { hasText: "mine.npz" }).waitFor();
    await page.getByRole("tab", { name: "Check my work" }).click();
    await drop(page, "table.csv", new TextEncoder().encode("a,b,kind\n1,2,x\n2,1,y\n3,5,x\n"));
    await page.getByRole("tabpanel", { name: "Data" }).waitFor();
    await page.getByText("table.csv").first().waitFor();
  });

  test("in Korean the same page speaks Korean", async () => {
    const page = await studio.open({ link: "v=1&at=1000&lang=ko" });
    await expect.poll(() => sentence(page)).toContain("1,000");
    expect(await page.getByRole("button", { name: "재생" }).isVisible()).toBe(true);
    expect(await page.evaluate(() => document.documentElement.lang)).toBe("ko");
  });
});

const sentence = (page: Page) => page.getByTestId("sentence").textContent();

async function fingerprint(page: Page): Promise<string> {
  const shown = page.getByTestId("fingerprint");
  await expect.poll(() => shown.textContent()).toMatch(/^[0-9a-f]{4} [0-9a-f]{4} [0-9a-f]{4}$/);
  await page.waitForTimeout(300);
  return (await shown.textContent())!.replaceAll(" ", "");
}

/** The first digits of the SHA-256 of all parameters in order, of the same run in Node. */
async function digitsInNode(changed: Partial<RunSettings>, step: number): Promise<string> {
  const settings = { ...runOf(initialSettings()), ...changed };
  const session = sessionOf(settings, materialOf(settings));
  session.seek(step);
  const hash = createHash("sha256");
  for (const { name } of session.parameters()) {
    const { buffer, byteOffset, byteLength } = session.arrays().get(name!)!;
    hash.update(new Uint8Array(buffer, byteOffset, byteLength));
  }
  return hash.digest("hex").slice(0, 12);
}

async function setSlider(page: Page, step: number): Promise<void> {
  await page.locator(".position input").evaluate((slider, value) => {
    (slider as HTMLInputElement).value = String(value);
    slider.dispatchEvent(new Event("input", { bubbles: true }));
  }, step);
}

/** Drops a file on the page. */
async function drop(page: Page, name: string, bytes: Uint8Array): Promise<void> {
  await page.evaluate(
    ([name, bytes]) => {
      const data = new DataTransfer();
      data.items.add(new File([Uint8Array.from(bytes)], name));
      document.body.dispatchEvent(
        new DragEvent("drop", { bubbles: true, cancelable: true, dataTransfer: data }),
      );
    },
    [name, [...bytes]] as const,
  );
}
