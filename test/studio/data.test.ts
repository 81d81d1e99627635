import type { Locator, Page } from "playwright-core";
import { expect, test } from "vitest";
import { inStudio } from "./support.ts";

const flowers = `sepal,petal,height,kind,id\n${Array.from({ length: 60 }, (_, i) => {
  const height = i % 7 === 3 ? "" : 100 + 10 * (i % 5);
  const kind = ["setosa", "versicolor", "virginica"][i % 3];
  return `${(5 + Math.sin(i)).toFixed(2)},${(1 + (i % 3) + 0.3 * Math.cos(3 * i)).toFixed(2)},${height},${kind},${i}`;
}).join("\n")}\n`;

const fileOf = (name: string, text: string) => ({ name, mimeType: "text/csv", buffer: Buffer.from(text) });

/** Draws a stroke through places given as shares of a box. */
async function drag(
  page: Page,
  target: Locator,
  places: readonly (readonly [number, number])[],
): Promise<void> {
  await target.scrollIntoViewIfNeeded();
  const box = (await target.boundingBox())!;
  const at = ([u, v]: readonly [number, number]): [number, number] => [
    box.x + u * box.width,
    box.y + v * box.height,
  ];
  await page.mouse.move(...at(places[0]!));
  await page.mouse.down();
  for (const place of places.slice(1)) await page.mouse.move(...at(place), { steps: 10 });
  await page.mouse.up();
}

inStudio("the data panel", ({ open }) => {
  test("a data set of the gallery is trained on, with a last layer that fits its classes", async () => {
    const page = await open({ link: "panel=data&at=3" });
    await page.getByTestId("data-blobs").click();
    await page.waitForFunction(() => /data=blobs.*layers=4:tanh,3:softmax/.test(location.hash));
    await page.getByRole("group", { name: "Clouds, that is classes" }).getByRole("spinbutton").fill("5");
    await page.keyboard.press("Enter");
    await page.waitForFunction(() => /options=centers:5&layers=4:tanh,5:softmax/.test(location.hash));
    await page.getByTestId("data-sineRegression").click();
    await page.waitForFunction(() => /layers=4:tanh,1&/.test(location.hash));
  });

  test("points drawn with the mouse and the keyboard are trained on, and a link brings them back", async () => {
    const page = await open({ link: "panel=data&at=3" });
    await page.getByRole("button", { name: "Draw points" }).click();
    const plane = page.getByTestId("plane");
    await drag(page, plane, [
      [0.2, 0.3],
      [0.8, 0.3],
    ]);
    await page.getByText("Training begins when there are points of two classes.").waitFor();
    await plane.focus();
    for (let i = 0; i < 3; i++) await page.keyboard.press("Shift+ArrowDown");
    await page.keyboard.press("1");
    for (let i = 0; i < 4; i++) {
      await page.keyboard.press("Enter");
      await page.keyboard.press("Shift+ArrowLeft");
    }
    await page.waitForFunction(() => /data=points/.test(location.hash));
    const classOf = (label: string) => page.getByRole("button", { name: `Class ${label}` });
    await page.keyboard.press("Delete");
    await expect.poll(() => classOf("1").textContent()).toMatch(/1\s*3$/);
    await page.keyboard.press("Control+z");
    await expect.poll(() => classOf("1").textContent()).toMatch(/1\s*4$/);
    await expect.poll(() => page.url()).toMatch(/,1(&|%3B)/);
    await page.waitForTimeout(300);
    const [, link = ""] = page.url().split("#");
    const again = await open({ link });
    await expect.poll(() => again.getByRole("button", { name: "Class 1" }).textContent()).toMatch(/1\s*4$/);
  });

  test("a CSV is shown before anything changes, trained on, and asked for again by its link", async () => {
    const page = await open({ link: "panel=data&at=3" });
    await page.getByRole("button", { name: "File or text" }).click();
    await page.getByTestId("file").setInputFiles(fileOf("flowers.csv", flowers));
    await page.getByText("Read as UTF-8, fields parted by commas").waitFor();
    await page.getByLabel("Use of kind").selectOption("target");
    await page.getByLabel("Use of id").selectOption("ignored");
    await page.getByText("3 classes to tell apart").waitFor();
    expect(page.url()).not.toContain("data=file");
    await page.getByTestId("train-file").click();
    await page.getByText("The stage learns from flowers.csv.").waitFor();
    await page
      .getByText(/^Done: 1,000 updates/)
      .first()
      .waitFor();
    await page.getByLabel("Across").selectOption("2");
    await page.waitForFunction(() => /axes=2,1/.test(location.hash));
    const sentence = await page.getByTestId("sentence").textContent();

    const [, link = ""] = page.url().split("#");
    const again = await open({ link, ready: false });
    const asked = "data: expected the file flowers.csv (SHA-256 ff7f3e430bbf...) but got none yet.";
    await again.getByRole("tabpanel").getByText(asked).waitFor();
    await again.getByTestId("file").setInputFiles(fileOf("other.csv", `${flowers}1,2,3,setosa,9\n`));
    await again.getByText("other.csv is another file than the link asks for").waitFor();
    await again.getByTestId("file").setInputFiles(fileOf("flowers.csv", flowers));
    await again.getByText("flowers.csv is the file of the link").waitFor();
    await expect.poll(() => again.getByTestId("sentence").textContent()).toBe(sentence);
  });

  test("a wrong file that is dropped gets the library's sentence there, and the page stays as it was", async () => {
    const page = await open({ link: "panel=data&at=3" });
    const before = await page.getByTestId("sentence").textContent();
    const dropped = await page.evaluateHandle(() => {
      const data = new DataTransfer();
      data.items.add(new File(["a,b\n1,2\n<img src=x onerror=alert(1)>\n"], "broken.csv"));
      return data;
    });
    await page.dispatchEvent("main", "drop", { dataTransfer: dropped });
    await page
      .getByRole("alert")
      .getByText("broken.csv, line 3: expected 2 fields, as on line 1 but got 1.")
      .waitFor();
    expect(await page.getByTestId("sentence").textContent()).toBe(before);
    expect(await page.locator("img").count()).toBe(0);
  });

  test("text that is pasted is read as a table", async () => {
    const page = await open({ link: "panel=data&at=3&lang=ko" });
    await page.getByRole("button", { name: "파일·텍스트" }).click();
    await page.getByText("또는 표를 붙여 넣기").click();
    await page.getByRole("textbox", { name: "표의 행" }).fill("<b>x</b>;y\n1,5;2\n2,5;3\n3;4\n4;6\n5;8\n");
    await page.getByRole("button", { name: "읽기" }).click();
    await page.getByText("구분 문자는 세미콜론").waitFor();
    await page.getByRole("rowheader", { name: "<b>x</b>" }).waitFor();
    await page.getByText("예측할 수: y.").waitFor();
  });
});

const folder = process.env.CHAINRULE_DATA_DIR;
inStudio(
  "digits",
  ({ open }) => {
    test.skipIf(!folder)(
      "the preset of lesson 3 finds the files on the server and begins (needs CHAINRULE_DATA_DIR)",
      async () => {
        const page = await open({ link: "at=3" });
        await page.getByRole("combobox", { name: "Run", exact: true }).selectOption("lesson3digits");
        await page
          .getByText(/^Learning: after [\d,]+ updates/)
          .first()
          .waitFor({ timeout: 30_000 });
        await expect.poll(() => page.url()).toContain("data=mnist&layers=50:sigmoid");
        expect(await page.locator(".complaint").count()).toBe(0);
      },
    );
    test.skipIf(!folder)(
      "MNIST is learned, and a digit that is drawn is read (needs CHAINRULE_DATA_DIR with a folder mnist)",
      async () => {
        const page = await open({ link: "panel=data&at=3&speed=0" });
        await page.getByRole("button", { name: "Digits (MNIST)" }).click();
        await page.getByRole("button", { name: "Load MNIST" }).click();
        await page.getByTestId("train-pictures").click();
        await page
          .getByText(/^Done: 3,000 updates/)
          .first()
          .waitFor({ timeout: 60_000 });
        await page
          .getByText(/^9\d\.\d % are classified right after 3,000 updates\.$/)
          .waitFor({ timeout: 20_000 });
        await drag(page, page.getByTestId("board"), [
          [0.35, 0.25],
          [0.65, 0.25],
          [0.45, 0.8],
        ]);
        await page.getByTestId("digit").getByText("The network says 7").waitFor();
        await page.getByRole("button", { name: "4 taken for 9" }).click();
        await page.getByText(/^4 taken for 9: \d+ of \d+$/).waitFor();
        await page.getByRole("button", { name: "Clear" }).click();
        await page.getByTestId("board").focus();
        await page.keyboard.press("Space");
        for (let i = 0; i < 9; i++) await page.keyboard.press("ArrowDown");
        await page.getByTestId("digit").getByText("The network says 1").waitFor();
      },
    );
  },
  folder === undefined ? {} : { dataDir: folder },
);
