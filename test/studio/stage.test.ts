import { expect, test } from "vitest";
import { inStudio } from "./support.ts";

inStudio("the stage", (studio) => {
  test("the page opens learning: boundary, network and loss at once, and one sentence says what happens", async () => {
    const page = await studio.open();
    await expect.poll(() => page.getByTestId("sentence").textContent()).toContain("Learning: after");
    expect(await page.getByRole("button", { name: "Pause" }).isVisible()).toBe(true);
    expect(await page.getByRole("button", { name: "One step" }).isVisible()).toBe(true);
    expect(await page.getByRole("button", { name: "Why did it move?" }).isVisible()).toBe(true);
    await expect.poll(() => page.locator("path.boundary").count()).toBe(1);
  });

  test("under reduced motion it opens paused", async () => {
    const page = await studio.open({ context: { reducedMotion: "reduce" } });
    await expect
      .poll(() => page.getByTestId("sentence").textContent())
      .toContain("Nothing is learned yet: 17 random");
    expect(await page.getByRole("button", { name: "Play" }).isVisible()).toBe(true);
  });

  test("a link reproduces the run at its position, and a step more by keyboard goes on from it", async () => {
    const page = await studio.open({ link: "v=1&dtype=float64&at=1000" });
    await expect
      .poll(() => page.getByTestId("sentence").textContent())
      .toContain("Paused after 1,000 updates");
    await page.getByRole("button", { name: "One step" }).focus();
    await page.keyboard.press("Enter");
    await expect
      .poll(() => page.getByTestId("sentence").textContent())
      .toContain("Paused after 1,001 updates: the loss is 0.2586");
    await expect.poll(() => page.url()).toContain("at=1001");
  });
});
