import type { Page } from "playwright-core";
import { expect, test } from "vitest";
import { inStudio } from "./support.ts";

/** A machine that is busy with other tests takes its time. */
const soon = <T>(read: () => T) => expect.poll(read, { timeout: 20_000 });
const panel = (page: Page) => page.getByRole("tabpanel");

inStudio("the depth panel", (studio) => {
  test("the vanishing example loads by mouse: seven rows, and a ratio of 0.0000432", async () => {
    const page = await studio.open({ link: "v=1&panel=depth&at=10" });
    await panel(page).getByRole("button", { name: "Six layers of sigmoid" }).click();
    await soon(() => panel(page).locator("tbody th", { hasText: "dZ" }).count()).toBe(7);
    await soon(() => panel(page).locator(".ratio b").textContent()).toBe("0.00004323");
    expect(await panel(page).textContent()).toContain("They vanish");
  });

  test("another activation while it runs is marked in the strip, and stands in the link", async () => {
    const page = await studio.open({ link: "v=1&panel=depth&at=400" });
    await page.getByRole("button", { name: "Play" }).click();
    await soon(() => panel(page).locator("td[data-cell]").count()).toBeGreaterThan(8);
    const relu = panel(page).getByRole("button", { name: "relu", exact: true });
    await relu.focus();
    await page.keyboard.press("Enter");
    await soon(() => relu.getAttribute("aria-pressed")).toBe("true");
    await soon(() => panel(page).locator(".flag").textContent()).toBe("relu");
    await soon(() => decodeURIComponent(page.url())).toMatch(/then=\d+ layers 4:relu,1:sigmoid/);
    expect(await page.getByRole("button", { name: "Pause" }).isVisible()).toBe(true);
  });

  test("the strip is walked by keyboard, in Korean too", async () => {
    const page = await studio.open({ link: "v=1&panel=depth&at=100&lang=ko" });
    const cell = panel(page).locator('td[tabindex="0"]');
    await cell.focus();
    await page.keyboard.press("End");
    await page.keyboard.press("ArrowUp");
    await soon(() => panel(page).locator(".read").textContent()).toContain("100번 갱신한 뒤 dZ2 크기: 0.4");
  });

  test("weights of zero name the units that stay the same", async () => {
    const page = await studio.open({ link: "v=1&panel=depth&at=10" });
    await panel(page).getByRole("button", { name: "All weights zero" }).click();
    await soon(() => panel(page).textContent()).toContain("A1: 0, 1, 2, 3");
    expect(await panel(page).textContent()).toContain("nothing tells the 4 of them apart");
  });
});
