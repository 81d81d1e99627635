import type { Page } from "playwright-core";
import { expect, test } from "vitest";
import { violations } from "./axe.ts";
import { inStudio } from "./support.ts";

const panel = (page: Page) => page.getByRole("tabpanel");
const operations = (page: Page) => panel(page).getByRole("slider", { name: /^Operation|^갱신의 연산/ });
const at = (page: Page) => operations(page).getAttribute("aria-valuetext");

inStudio("one step, taken apart", (studio) => {
  test("keys walk through the operations, forth and back and by phases, and the place stands in the link", async () => {
    const page = await studio.open({ link: "v=1&panel=step&at=500" });
    await operations(page).focus();
    expect(await at(page)).toBe("Z1, Forward, 1 of 16");
    await page.keyboard.press("ArrowRight");
    expect(await at(page)).toBe("A1, Forward, 2 of 16");
    await page.keyboard.press("ArrowLeft");
    expect(await at(page)).toBe("Z1, Forward, 1 of 16");
    await page.keyboard.press("PageDown");
    await page.keyboard.press("PageDown");
    expect(await at(page)).toBe("dZ2, Backward, 6 of 16");
    await page.keyboard.press("End");
    expect(await at(page)).toBe("b2, Update, 16 of 16");
    await page.keyboard.press("Home");
    await page.keyboard.press("ArrowRight");
    await expect.poll(() => page.url()).toContain("op=A1");
    await page.reload();
    await operations(page).waitFor();
    await expect.poll(() => at(page)).toBe("A1, Forward, 2 of 16");
  });

  test("a cell under the pointer lights its row, its column and its weights on the stage", async () => {
    const page = await studio.open({ link: "v=1&panel=step&at=500" });
    await panel(page).getByRole("button", { name: "dW1", exact: true }).click();
    const grid = panel(page).getByRole("grid", { name: "Result dW1, 2 × 4" });
    await grid.getByRole("gridcell").nth(5).hover();
    await expect
      .poll(() =>
        panel(page)
          .getByRole("heading", { name: /^dW1\[1,1\] = / })
          .count(),
      )
      .toBe(1);
    const lit = (name: string) => panel(page).getByRole("img", { name }).locator(".lit").count();
    expect([await lit("X transposed, 2 × 400"), await lit("dZ1, 400 × 4")]).toEqual([5, 5]);
    await expect.poll(() => page.locator(".stage path.halo").count()).toBe(1);
    await expect.poll(() => panel(page).getByText("They agree.").count()).toBe(1);
    await panel(page).locator(".large [data-name=dZ1]").hover();
    await expect
      .poll(() => panel(page).locator("figure.pointed figcaption").textContent())
      .toContain("400 × 4");
  });

  test("why it moved leads from the weight back to the loss", async () => {
    const page = await studio.open({ link: "v=1&at=300" });
    await page.getByRole("button", { name: "Why did it move?" }).click();
    const chain = panel(page).getByRole("region", { name: /^Why does / });
    await chain.waitFor();
    const links = await chain.locator("li button").allTextContents();
    expect(links[1]!.trim()).toBe(`d${links[0]!.trim()}`);
    expect(links.at(-1)!.trim()).toBe("loss");
    await chain.locator("li button").nth(2).focus();
    await page.keyboard.press("Enter");
    expect(await at(page)).toContain("Backward");
    await expect.poll(() => chain.locator("[aria-current=step]").textContent()).toContain("dZ");
  });

  test("the update is taken from here, and taken back", async () => {
    const page = await studio.open({ link: "v=1&panel=step&at=1000&op=loss" });
    const title = panel(page).getByRole("heading", { level: 2 });
    await expect.poll(() => title.textContent()).toContain("1,001");
    const loss = panel(page).getByRole("heading", { name: /^loss = / });
    expect(await loss.textContent()).toContain("loss = 0.258625,");
    await panel(page).getByRole("button", { name: "Take this update" }).click();
    await expect.poll(() => title.textContent()).toContain("1,002");
    await panel(page).getByRole("button", { name: "Previous update" }).click();
    await expect.poll(() => title.textContent()).toContain("1,001");
    await expect.poll(() => loss.textContent()).toContain("loss = 0.258625,");
  });

  test("while it plays it keeps the update it showed, and pauses from here", async () => {
    const page = await studio.open({ link: "v=1&panel=step&at=500" });
    await operations(page).waitFor();
    await page.getByRole("button", { name: "Play", exact: true }).click();
    await expect.poll(() => panel(page).textContent()).toContain("this shows update 501, as it was");
    await panel(page).getByRole("button", { name: "Pause here" }).click();
    await expect.poll(() => panel(page).textContent()).not.toContain("as it was");
    await expect
      .poll(() => panel(page).getByRole("heading", { level: 2 }).textContent())
      .not.toContain("Update 501,");
  });

  test("the lesson's numbers are followed by hand, in Korean and with examples as columns", async () => {
    const page = await studio.open({
      link: "v=1&panel=step&apart=worked-example&op=dZ2&lang=ko&convention=columns",
    });
    await expect
      .poll(() =>
        panel(page)
          .getByRole("heading", { name: /dZ2\[0,0\] = -0\.1218/ })
          .count(),
      )
      .toBe(1);
    await operations(page).focus();
    await page.keyboard.press("End");
    await expect.poll(() => at(page)).toBe("W2, 갱신, 13개 중 13번째");
    await expect.poll(() => panel(page).textContent()).toContain("0.1 → 0.1301");
  });

  test.each([
    ["a product", "op=dW1", 1440],
    ["an activation on a phone, dark", "op=A1&theme=dark", 360],
    ["the chain in Korean", "op=why&lang=ko", 1440],
    ["one example in Korean, dark", "op=W1&example=7&lang=ko&theme=dark", 390],
  ])("%s is accessible", async (_, link, width) => {
    const page = await studio.open({ link: `v=1&panel=step&at=500&${link}`, width });
    await panel(page).getByRole("heading", { level: 3 }).first().waitFor();
    expect(await violations(page)).toEqual([]);
  });
});
