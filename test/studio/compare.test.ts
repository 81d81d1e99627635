import { expect, test } from "vitest";
import { violations } from "./axe.ts";
import { inStudio } from "./support.ts";

inStudio("the comparison", (studio) => {
  test("a pinned run beside one with another learning rate: what differs, and where they part", async () => {
    const page = await studio.open({ link: "v=1&at=300&panel=compare" });
    await page.getByRole("button", { name: "Pin this run" }).click();
    const parting = page.getByTestId("parting");
    await expect
      .poll(() => parting.textContent(), { timeout: 30_000 })
      .toContain("equal to the bit, all 10,000 updates long");
    const rate = page.getByLabel("Learning rate", { exact: true }).first();
    await rate.fill("0.5");
    await page.getByRole("button", { name: "Begin anew" }).click();
    await expect
      .poll(() => parting.textContent(), { timeout: 30_000 })
      .toContain("they part after update 1: 17 of 17 weights");
    expect(await page.getByRole("row", { name: /^Learning rate/ }).textContent()).toMatch(/1\.2\s*0\.5/);
    await page.getByRole("slider", { name: /^Both after/ }).fill("700");
    await page.getByRole("img", { name: "Run 1, update 700" }).waitFor();
    await page.getByRole("img", { name: "Stage, update 700" }).waitFor();
    expect(await page.getByTestId("parted").textContent()).toMatch(/^\d+\.\d % of the plane/);
  });

  test("a run is pinned, named and brought back by keyboard alone", async () => {
    const page = await studio.open({ link: "v=1&at=300&panel=compare" });
    await page.getByRole("button", { name: "Pin this run" }).press("Enter");
    await page.getByRole("textbox", { name: "Name of Run 1" }).focus();
    await page.keyboard.type("before");
    await page.getByRole("button", { name: "One step" }).press("Enter");
    await expect.poll(() => page.url(), { timeout: 10_000 }).toContain("at=301");
    await page.getByRole("button", { name: "Bring before to the stage" }).press("Enter");
    await expect.poll(() => page.url(), { timeout: 10_000 }).toContain("at=300");
    await page.getByRole("button", { name: "Unpin before" }).press("Enter");
    expect(await page.getByTestId("parting").count()).toBe(0);
  });

  test.each(["en", "ko"])("axe finds nothing where runs are compared, language %s", async (language) => {
    const page = await studio.open({
      link: `v=1&at=300&panel=compare&epochs=500&lang=${language}`,
      context: { reducedMotion: "reduce" },
    });
    await page.locator(".compare button.primary").click();
    await page.locator(".compare button.primary").click();
    await page.locator(".compare table").waitFor();
    expect(await violations(page, "[role=tabpanel]")).toEqual([]);
  });
});
