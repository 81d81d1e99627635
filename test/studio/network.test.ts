import type { Page } from "playwright-core";
import { expect, test } from "vitest";
import { violations } from "./axe.ts";
import { inStudio } from "./support.ts";

const readout = (page: Page) => page.locator("#network-readout").textContent();
const link = (page: Page): string => decodeURIComponent(new URL(page.url()).hash);

/** A point on an edge, near its beginning, where no other edge lies on it. */
const onEdge = (page: Page, stop: string) =>
  page.locator(`[data-stop="${stop}"]`).evaluate((element) => {
    const path = element as SVGPathElement;
    const { x, y } = path.getPointAtLength(0.3 * path.getTotalLength());
    const box = path.ownerSVGElement!.getBoundingClientRect();
    return { x: box.x + x, y: box.y + y };
  });

inStudio("the network on the stage", (studio) => {
  test("a weight is pulled with the mouse: the value that is shown is that of the link, and of the link opened again", async () => {
    const page = await studio.open({ link: "at=500" });
    const edge = await onEdge(page, "weight-1-0-0");
    await page.mouse.move(edge.x, edge.y);
    await expect.poll(() => readout(page)).toContain("W1[0,0] = 2.55549");
    await page.mouse.down();
    for (let i = 1; i <= 10; i++) await page.mouse.move(edge.x, edge.y - 6 * i);
    await page.mouse.up();
    await expect.poll(() => link(page)).toMatch(/then=500 W1\[0\] 5\.755&at=500/);
    await expect.poll(() => readout(page)).toContain("W1[0,0] = 5.755 ");
    const again = await studio.open({ link: new URL(page.url()).hash.slice(1) });
    const same = await onEdge(again, "weight-1-0-0");
    await again.mouse.move(same.x, same.y);
    await expect.poll(() => readout(again)).toContain("W1[0,0] = 5.755 ");
  });

  test("a run that plays stands still while a weight is pulled, and plays on", async () => {
    const page = await studio.open({ link: "speed=100" });
    await page.getByRole("button", { name: "Pause" }).waitFor();
    const edge = await onEdge(page, "weight-2-0-0");
    await page.mouse.move(edge.x, edge.y);
    await page.mouse.down();
    await page.mouse.move(edge.x, edge.y - 30);
    await page.getByRole("button", { name: "Play" }).waitFor();
    await page.mouse.up();
    await page.getByRole("button", { name: "Pause" }).waitFor();
    await expect.poll(() => link(page)).toMatch(/then=\d+ W2\[0\] /);
  });

  test("by keyboard: along the edges to a bias, its value typed, and back to where it was", async () => {
    const page = await studio.open({ link: "at=500" });
    await page.getByText("Paused after 500 updates").first().waitFor();
    await page.locator('[data-stop="unit-0-0"]').focus();
    for (const key of ["ArrowRight", "ArrowRight", "ArrowDown", "ArrowLeft", "Enter"])
      await page.keyboard.press(key);
    const editor = page.getByRole("dialog", { name: "b1[1]" });
    await editor.waitFor();
    await page.keyboard.type("-0.5");
    await page.keyboard.press("Enter");
    await expect.poll(() => link(page)).toMatch(/then=500 b1\[1\] -0\.5&/);
    await expect
      .poll(() => page.evaluate(() => document.activeElement?.getAttribute("data-stop")))
      .toBe("bias-1-1");
    await expect.poll(() => readout(page)).toContain("b1[1] = -0.5");
  });

  test("layers and units are added and removed, by mouse and by keyboard", async () => {
    const page = await studio.open({ context: { reducedMotion: "reduce" } });
    await page.getByRole("button", { name: "One unit more in layer 1" }).click();
    await expect.poll(() => link(page)).toContain("layers=5:tanh,1:sigmoid");
    await page.getByRole("button", { name: "Add a layer before layer 2" }).focus();
    await page.keyboard.press("Enter");
    await expect.poll(() => link(page)).toContain("layers=5:tanh,4:tanh,1:sigmoid");
    await page.getByRole("button", { name: "Remove layer 1" }).press("Enter");
    await expect.poll(() => page.locator("button.unit").count()).toBe(2 + 4 + 1);
    await page.getByRole("button", { name: "One unit more in layer 2" }).press("Enter");
    await expect.poll(() => page.locator(".views").textContent()).toContain("one unit with sigmoid");
    await page.getByRole("button", { name: "Remove layer 1" }).press("Enter");
    await expect.poll(() => page.locator("button.unit").count()).toBe(2 + 1);
    await expect
      .poll(() => page.locator(":focus").getAttribute("aria-label"))
      .toBe("Add a layer before layer 1");
  });

  test("another activation while it runs keeps the weights, and going back finds the old one", async () => {
    const page = await studio.open({ link: "at=500" });
    await page.getByLabel("Activation of layer 1").selectOption("relu");
    await expect.poll(() => link(page)).toContain("then=500 layers 4:relu,1:sigmoid");
    const edge = await onEdge(page, "weight-1-0-0");
    await page.mouse.move(edge.x, edge.y);
    await expect.poll(() => readout(page)).toContain("W1[0,0] = 2.55549");
    await page.locator("input[type=range]").first().fill("499");
    await expect.poll(() => page.getByLabel("Activation of layer 1").inputValue()).toBe("tanh");
  });

  test("a preset sets up the whole run, XOR of lesson 2, and its link says so", async () => {
    const page = await studio.open({ context: { reducedMotion: "reduce" } });
    await page.getByRole("combobox", { name: "Run", exact: true }).selectOption("lesson2");
    await expect
      .poll(() => link(page))
      .toBe(
        "#v=1&data=xor&layers=4:sigmoid,1:sigmoid&init=uniform(-1,1)&bias=0&loss=halfSquaredError&lr=1&epochs=60000&seed=1&dtype=float64",
      );
    await expect.poll(() => page.locator("button.unit").count()).toBe(3 + 4 + 1);
    expect(await page.locator("g.bias").count()).toBe(0);
  });

  test("a setting that may not be gets the library's sentence, and the field shows what runs", async () => {
    const page = await studio.open({ context: { reducedMotion: "reduce" } });
    await page.getByRole("button", { name: "More settings" }).click();
    const layers = page.getByLabel("Layers, as text");
    await layers.fill("4:tanhh,1:sigmoid");
    await layers.press("Enter");
    await expect.poll(() => page.locator(".complaint").first().textContent()).toContain('"tanh"');
    await expect.poll(() => layers.inputValue()).toBe("4:tanh,1:sigmoid");
  });

  test.each(["en", "ko"])(
    "axe finds nothing in a large network and all settings, language %s",
    async (language) => {
      const page = await studio.open({
        link: `lang=${language}&layers=14:relu,dropout(0.2),2:softmax&init=`,
        context: { reducedMotion: "reduce" },
      });
      await page.locator(".toggle").click();
      await page.locator("#more-settings input").first().waitFor();
      await page.locator('[data-stop="weight-1-0-0"]').focus();
      await page.keyboard.press("Enter");
      await page.getByRole("dialog").waitFor();
      expect(await violations(page, ".stage")).toEqual([]);
    },
  );
});
