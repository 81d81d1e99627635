import type { Page } from "playwright-core";
import { expect, test } from "vitest";
import { panels } from "../../studio/app/panels.ts";
import { violations } from "./axe.ts";
import { inStudio } from "./support.ts";

const names = ["", ...panels.map(({ name }) => name)];

/** Opens a panel by its tab; the stage alone for an empty name. */
async function openPanel(page: Page, name: string): Promise<void> {
  if (name === "") return;
  await page.locator(`#tab-${name}`).click();
  await page.locator(`#panel-${name}`).locator("button, p, math").first().waitFor();
  await page.waitForTimeout(300);
}

inStudio("accessibility", (studio) => {
  test.each(["en", "ko"] as const)(
    "axe finds nothing in any panel, light and dark, language %s",
    async (language) => {
      const page = await studio.open({
        link: `v=1&at=400&lang=${language}&theme=light`,
        context: { reducedMotion: "reduce" },
      });
      const theme = page.getByRole("combobox", { name: language === "en" ? "Theme" : "화면 모드" });
      const found: string[] = [];
      for (const name of names) {
        await openPanel(page, name);
        for (const mode of ["light", "dark"]) {
          await theme.selectOption(mode);
          found.push(...(await violations(page)).map((violation) => `${name} ${mode}: ${violation}`));
        }
      }
      expect(found).toEqual([]);
    },
  );

  test("at phone width nothing is wider than the screen", async () => {
    const page = await studio.open({ link: "v=1&at=400", width: 360, height: 740 });
    const widths: unknown[] = [];
    for (const name of names) {
      await openPanel(page, name);
      widths.push([name, await page.evaluate(() => document.documentElement.scrollWidth)]);
    }
    expect(widths).toEqual(names.map((name) => [name, 360]));
  });

  test("the tools are reached and opened by keyboard alone", async () => {
    const page = await studio.open({ link: "v=1&at=400" });
    await page.keyboard.press("Tab");
    await page.keyboard.press("Enter");
    await page.keyboard.press("Tab");
    await page.keyboard.press("ArrowRight");
    expect(await page.evaluate(() => document.activeElement?.textContent?.trim())).toBe("One step");
    await page.keyboard.press("Enter");
    await page.getByRole("tabpanel", { name: "One step" }).waitFor();
  });
});
