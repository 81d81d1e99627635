import { expect, test } from "vitest";
import { violations } from "./axe.ts";
import { inStudio } from "./support.ts";

inStudio("the sweep", (studio) => {
  const small = "v=1&at=100&epochs=600&panel=sweep&values=1,4&seeds=2";

  test("runs of several sizes learn beside the stage, and one slider takes all of them to another epoch", async () => {
    const page = await studio.open({ link: small });
    await page.getByRole("button", { name: "Start the sweep" }).click();
    await expect
      .poll(() => page.getByTestId("sweep-state").textContent(), { timeout: 30_000 })
      .toContain("Done: 4 runs");
    expect(await page.getByTestId("sentence").textContent()).toContain("Paused after 100 updates");
    const four = page.getByRole("button", { name: /^4 units/ });
    const atEnd = await four.locator("path.boundary").getAttribute("d");
    const slider = page.getByRole("slider", { name: /^All runs at/ });
    expect(await slider.getAttribute("aria-valuetext")).toBe("epoch 600");
    await slider.focus();
    await page.keyboard.press("Home");
    expect(await slider.getAttribute("aria-valuetext")).toBe("epoch 1");
    await expect.poll(() => four.locator("path.boundary").getAttribute("d")).not.toBe(atEnd);
  });

  test("the picture of a size is brought to the stage by keyboard, at the epoch that is looked at", async () => {
    const page = await studio.open({ link: small });
    await page.getByRole("button", { name: "Start the sweep" }).press("Enter");
    await expect
      .poll(() => page.getByTestId("sweep-state").textContent(), { timeout: 30_000 })
      .toContain("Done");
    await page.getByRole("button", { name: /^1 unit / }).press("Enter");
    await expect.poll(() => page.url(), { timeout: 10_000 }).toContain("at=600");
    expect(page.url()).toContain("layers=1:tanh,1:sigmoid");
    expect(await page.getByTestId("sentence").textContent()).toContain("Done: 600 updates");
  });

  test("a sweep is stopped and goes on, and the link keeps what it tries", async () => {
    const page = await studio.open({ link: "v=1&at=100&panel=sweep&seeds=2" });
    await page.getByRole("textbox", { name: "Values" }).fill("2, 30");
    await page.getByRole("button", { name: "Start the sweep" }).click();
    await page.getByRole("button", { name: "Stop", exact: true }).click();
    expect(await page.getByTestId("sweep-state").textContent()).toContain("Stopped at");
    await page.getByRole("button", { name: "Go on", exact: true }).click();
    await page.getByRole("button", { name: "Stop", exact: true }).waitFor();
    await expect.poll(() => page.url()).toContain("values=2,%2030");
  });

  test("the run on the stage goes on while a sweep is trained", async () => {
    const page = await studio.open({ link: "v=1&at=100&panel=sweep&seeds=8" });
    await page.getByRole("textbox", { name: "Values" }).fill("100, 120");
    await page.getByRole("button", { name: "Start the sweep" }).click();
    await page.getByRole("button", { name: "Play", exact: true }).click();
    await expect
      .poll(() => page.getByTestId("sentence").textContent(), { timeout: 10_000 })
      .toMatch(/after [1-9],\d{3} updates/);
    expect(await page.getByTestId("sweep-state").textContent()).toContain("Training");
  });

  test.each(["en", "ko"])("axe finds nothing where a sweep is shown, language %s", async (language) => {
    const page = await studio.open({
      link: `${small}&lang=${language}`,
      context: { reducedMotion: "reduce" },
    });
    await page.locator(".sweep button[type=submit]").click();
    await expect
      .poll(() => page.locator(".sweep progress").getAttribute("value"), { timeout: 30_000 })
      .toBe("1");
    await page.locator(".sweep summary").click();
    expect(await violations(page, "[role=tabpanel]")).toEqual([]);
  });
});
