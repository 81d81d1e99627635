import type { Page } from "playwright-core";
import { expect, test } from "vitest";
import { inStudio } from "./support.ts";

const html = "<img src=x onerror=alert(1)>";
const many = (count: number, piece: (i: number) => string): string =>
  encodeURIComponent(Array.from({ length: count }, (_, i) => piece(i)).join("; "));

/** Drops files on the page. */
const drop = (page: Page, files: readonly (readonly [name: string, text: string])[]): Promise<void> =>
  page.evaluate((files) => {
    const dataTransfer = new DataTransfer();
    for (const [name, text] of files) dataTransfer.items.add(new File([text], name));
    const event = new DragEvent("drop", { dataTransfer, bubbles: true, cancelable: true });
    document.querySelector("main")!.dispatchEvent(event);
  }, files);

const complaint = (page: Page) => page.locator(".complaint").first();
const begin = (page: Page, preset: string) =>
  page.getByRole("combobox", { name: "Run", exact: true }).selectOption(preset);

inStudio("links and files that mean harm", ({ open }) => {
  test.each([
    [`data=${encodeURIComponent(html)}`, `got "${html}"`],
    [`layers=${encodeURIComponent(html)}`, `got "${html}"`],
    ["layers=1000000000:tanh,1:sigmoid", "at most 4,000,000 weights and biases"],
    ["epochs=1000000000", "at most 10,000,000 epochs"],
    ["options=samples:10000000", "at most 1,000,000 samples"],
    [`then=${many(1, () => "5 lr abc")}`, 'got "abc"'],
    [`then=${many(1, () => "5 W9[0] 1")}`, "got W9[0]"],
    ["data=file&source=file%3D%3Cb%3E.csv%26sha%3D3f2a91c04bd7", "the file <b>.csv"],
  ])("a link that cannot run says why, as text, and another run can be begun: %s", async (link, said) => {
    const page = await open({ link: `v=1&${link}`, ready: false });
    await expect.poll(() => complaint(page).textContent()).toContain(said);
    expect(await page.locator("img, b.csv").count()).toBe(0);
    await begin(page, "lesson2");
    await page.locator("canvas").first().waitFor();
    await expect.poll(() => complaint(page).count()).toBe(0);
  });

  test.each([
    ["a million signs", `layers=${"4:tanh,".repeat(150_000)}1:sigmoid`],
    ["thousands of changes at few steps", `at=20&then=${many(3000, (i) => `${i % 7} lr 0.${i + 1}`)}`],
    ["a thousand classes", "data=blobs&options=centers:1000,samples:5000&layers=4:tanh,1000:softmax"],
    ["names that every object has", "__proto__=1&constructor=2&panel=__proto__&op=constructor"],
    ["axes that are none", "axes=-1,0.5"],
  ])("a link with %s opens, and the page answers", async (_, link) => {
    const page = await open({ link: `v=1&${link}` });
    const start = Date.now();
    await page.getByRole("tab", { name: "Data" }).click();
    await page.getByRole("tabpanel").waitFor();
    expect(Date.now() - start).toBeLessThan(5000);
  });

  test("a step ten million updates away is gone to in sight, and given up for another", async () => {
    const page = await open({ link: "v=1&epochs=10000000&at=10000000" });
    const updates = async () =>
      Number((await page.locator(".position b").textContent())!.replaceAll(",", ""));
    await expect.poll(updates).toBeGreaterThan(100);
    await page.getByRole("button", { name: "One step" }).click();
    await page.waitForTimeout(500);
    const stopped = await updates();
    expect(stopped).toBeLessThan(9_000_000);
    await page.waitForTimeout(500);
    expect(await updates()).toBe(stopped);
  });

  test("names and values of a file are text, whatever they say", async () => {
    const page = await open({ link: "v=1&at=20" });
    const rows = Array.from({ length: 40 }, (_, i) => `${i},${i % 2 ? html : "<script>alert(1)</script>"}`);
    await drop(page, [[`${html}.csv`, `<b>size</b>,kind\n${rows.join("\n")}`]]);
    await page.getByRole("heading", { name: `${html}.csv` }).waitFor();
    expect(await page.getByRole("tabpanel").textContent()).toContain("<b>size</b>");
    expect(await page.locator("img, main script").count()).toBe(0);
  });

  test.each([
    ["empty.csv", ""],
    ["broken.npz", "PK\u0003\u0004 and no more"],
    ["broken.npy", "\u0093NUMPY"],
    ["deep.json", "[".repeat(100_000)],
    ["run.json", '{"chainrule": "<b>99</b>"}'],
    ["train-images-idx3-ubyte", "short"],
    ["wrong.safetensors", "\u00ff".repeat(20)],
  ])("a damaged file is refused, and the run stays as it was: %s", async (name, text) => {
    const page = await open({ link: "v=1&at=20" });
    const sentence = page.locator("[data-testid=sentence]");
    await expect.poll(() => sentence.textContent()).toContain("Paused after 20 updates");
    await drop(page, [[name, text]]);
    await complaint(page).waitFor();
    expect(await sentence.textContent()).toContain("Paused after 20 updates");
  });

  test("whatever is clicked in whatever haste, the last thing that was asked for stands", async () => {
    const page = await open({ link: "v=1" });
    await page.evaluate(async () => {
      const play = document.querySelector<HTMLButtonElement>(".transport button.primary")!;
      const slider = document.querySelector<HTMLInputElement>(".position input")!;
      const tabs = document.querySelectorAll<HTMLButtonElement>("[role=tab]");
      for (let i = 0; i < 60; i++) {
        if (i % 3 === 0) play.click();
        tabs[(i * 3) % tabs.length]!.click();
        slider.value = String((i * 3571) % 10_000);
        slider.dispatchEvent(new Event("input", { bubbles: true }));
        await new Promise((resolve) => setTimeout(resolve, 10));
      }
      slider.value = "777";
      slider.dispatchEvent(new Event("input", { bubbles: true }));
    });
    await expect.poll(() => page.locator(".position b").textContent(), { timeout: 5000 }).toBe("777");
    await expect.poll(() => page.url()).toContain("at=777");
  });
});
