import { expect, test } from "vitest";
import { panels } from "../../studio/app/panels.ts";
import { violations } from "./axe.ts";
import { inStudio } from "./support.ts";

inStudio("accessibility", (studio) => {
  const places = ["", ...panels.map(({ name }) => name)].flatMap((panel) =>
    (["en", "ko"] as const).map((language) => [panel, language] as const),
  );

  test.each(places)("axe finds nothing in panel %j, language %s, light and dark", async (panel, language) => {
    const page = await studio.open({
      link: `v=1&at=400&panel=${panel}&lang=${language}&theme=light`,
      context: { reducedMotion: "reduce" },
    });
    if (panel !== "") await page.getByRole("tabpanel").locator("*").first().waitFor();
    await page.waitForTimeout(500);
    expect(await violations(page)).toEqual([]);
    await page
      .getByRole("combobox", { name: language === "en" ? "Theme" : "화면 모드" })
      .selectOption("dark");
    await page.waitForTimeout(100);
    expect(await violations(page)).toEqual([]);
  });

  test("at phone width nothing is wider than the screen", async () => {
    for (const panel of ["", ...panels.map(({ name }) => name)]) {
      const page = await studio.open({ link: `v=1&at=400&panel=${panel}`, width: 360, height: 740 });
      await page.waitForTimeout(400);
      expect([panel, await page.evaluate(() => document.documentElement.scrollWidth)]).toEqual([panel, 360]);
    }
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
