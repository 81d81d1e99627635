import type { Page } from "playwright-core";
import { expect, test } from "vitest";
import { inStudio } from "./support.ts";

const panel = (page: Page) => page.getByRole("tabpanel");
const six = [
  "dZ2 = A2 - Y",
  "dW2 = (1/m) dZ2 A1^T",
  "db2 = (1/m) sum(dZ2, axis 1, keepdims)",
  "dZ1 = (W2^T dZ2) * (1 - A1^2)",
  "dW1 = (1/m) dZ1 X^T",
  "db1 = (1/m) sum(dZ1, axis 1, keepdims)",
];

inStudio("the derivation panel", (studio) => {
  test("in columns the network of lesson 4 ends in the six equations, which are copied as LaTeX by keyboard", async () => {
    const page = await studio.open({
      link: "v=1&panel=derivation&convention=columns",
      context: { permissions: ["clipboard-read", "clipboard-write"] },
    });
    await panel(page).getByRole("button", { name: "Only the equations" }).focus();
    await page.keyboard.press("Enter");
    const lines = panel(page).locator(".ends .line button");
    await expect.poll(() => lines.count()).toBe(6);
    const said = await lines.evaluateAll((all) =>
      all.map((one) => one.querySelector(".hidden-text")!.textContent),
    );
    expect(said).toEqual(six);
    await lines.first().focus();
    await page.keyboard.press("Enter");
    await page.keyboard.press("Tab");
    await page.keyboard.press("Enter");
    await expect.poll(() => page.evaluate(() => navigator.clipboard.readText())).toBe("dZ_2 = A_2 - Y");
  });

  test("it follows the network as it is edited, and shows the numbers of a run that goes on", async () => {
    const page = await studio.open({ link: "v=1&panel=derivation&at=200&convention=columns" });
    await panel(page).getByRole("button", { name: "Numbers", exact: true }).click();
    await expect.poll(() => panel(page).textContent()).toContain("Numbers after 200 updates");
    expect(await panel(page).getByRole("table", { name: "Z1 (4, 3)", exact: true }).count()).toBe(1);
    await page.getByRole("button", { name: "One step", exact: true }).click();
    await expect.poll(() => panel(page).textContent()).toContain("Numbers after 201 updates");
    // A link that is pasted into the address bar is followed without loading the page anew.
    await page.goto(`${studio.address()}#v=1&panel=derivation&layers=3:relu,1:sigmoid`);
    await expect.poll(() => panel(page).textContent()).toContain("layers 3:relu,1:sigmoid");
  });
});
