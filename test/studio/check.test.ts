import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Page } from "playwright-core";
import { expect, test } from "vitest";
import { asArray, writeNpz } from "../../src/array/index.ts";
import { inStudio } from "./support.ts";

const panel = (page: Page) => page.getByRole("tabpanel");

/** A learner's step of a 2-1 network by one example, in which the bias was forgotten. */
const learners = {
  X: [[1, 2]],
  W1: [[0.5], [0.25]],
  b1: [0.5],
  Z1: [[1]],
  A1: [[0.7310585786300049]],
};

async function npz(arrays: Readonly<Record<string, number[] | number[][]>>): Promise<string> {
  const file = join(mkdtempSync(join(tmpdir(), "check-")), "mine.npz");
  const all = Object.fromEntries(Object.entries(arrays).map(([name, values]) => [name, asArray(values)]));
  writeFileSync(file, await writeNpz(all));
  return file;
}

const drop = (page: Page, name: string, text: string): Promise<void> =>
  page.evaluate(
    ([name, text]) => {
      const dataTransfer = new DataTransfer();
      dataTransfer.items.add(new File([text!], name!));
      window.dispatchEvent(new DragEvent("drop", { dataTransfer, cancelable: true }));
    },
    [name, text],
  );

inStudio("the check panel", (studio) => {
  test("a chosen npz is checked, and its slip stands on the network and in the chain", async () => {
    const page = await studio.open({ link: "v=1&panel=check&layers=1:sigmoid" });
    await panel(page)
      .locator("input[type=file]")
      .setInputFiles(await npz(learners));
    await expect.poll(() => panel(page).locator("h2").textContent()).toBe("The first slip is in Z1");
    expect(await panel(page).textContent()).toContain(
      "The bias b1 is missing from Z1. Add it to every example.",
    );
    expect(await panel(page).getByRole("row", { name: "Z1[0, 0]" }).textContent()).toBe("Z1[0, 0]11.5");
    expect(await panel(page).getByRole("button", { name: "A1 right" }).count()).toBe(1);
  });

  test("a wrong dropped file gets the library's sentence where it was dropped, its text never as HTML", async () => {
    const page = await studio.open({ link: "v=1&panel=check&at=300" });
    await panel(page).getByRole("button", { name: "dZ2 with the wrong sign" }).click();
    await expect.poll(() => panel(page).locator("h2").textContent()).toBe("The first slip is in dZ2");
    await drop(page, "<b>cat</b>.json", '{"<img src=x onerror=alert(1)>": 1}');
    const alert = panel(page).getByRole("alert");
    await expect.poll(() => alert.textContent()).toContain("<img src=x onerror=alert(1)>");
    expect(await panel(page).locator("img").count()).toBe(0);
    expect(await panel(page).locator("h2").textContent()).toBe("The first slip is in dZ2");
    await drop(page, "mine.txt", "X = 1 2\nW1 = [[1 2 3 4] [5 6 7 8]]\nb1 = 0 0 0 0\nZ1 = [[11 14 17 20]]");
    await expect
      .poll(() => panel(page).locator("h2").textContent())
      .toBe("Right: the one value that was checked agrees");
    expect(await alert.count()).toBe(0);
  });

  test("practice works by the keyboard alone, in Korean", async () => {
    const page = await studio.open({ link: "v=1&panel=check&at=500&lang=ko" });
    await panel(page).getByRole("button", { name: "연습" }).focus();
    await page.keyboard.press("Enter");
    await expect.poll(() => panel(page).locator("h2").textContent()).toMatch(/^Z1\[0,\d\] 값은 얼마일까요/);
    await panel(page).getByLabel("답").focus();
    await page.keyboard.type("abc");
    await page.keyboard.press("Enter");
    const told = panel(page).getByRole("status");
    await expect.poll(() => told.textContent()).toContain("입력한 값(abc)은 수가 아닙니다");
    for (const name of ["힌트 1", "힌트 2", "답 보기"]) {
      await panel(page).getByRole("button", { name }).focus();
      await page.keyboard.press("Enter");
    }
    await expect.poll(() => told.textContent()).toMatch(/답은 -?[\d.]+입니다/);
    await page.keyboard.press("Enter");
    await expect.poll(() => panel(page).locator("h2").textContent()).toMatch(/^A1\[0,\d\] 값은 얼마일까요/);
    expect(await page.evaluate(() => document.activeElement?.tagName)).toBe("INPUT");
  });
});
