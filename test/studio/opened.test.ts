import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { removeScratchFolders, runCli, scratchFolder } from "../../src/cli/testing.ts";
import { inStudio } from "./support.ts";

afterAll(removeScratchFolders);

/** A run as the command line writes it: in batches, with Adam. */
async function trained() {
  const cwd = scratchFolder();
  const words = "train moons --samples 200 --noise 0.2 --layers 8:tanh,1:sigmoid --optimizer adam --lr 0.02";
  await runCli([...words.split(" "), ..."--epochs 60 --batch 50 --seed 5 --out run".split(" ")], { cwd });
  return { folder: join(cwd, "run"), weights: "weights.safetensors" };
}

inStudio(
  "the studio on a run",
  (studio) => {
    test("it opens the run that the command was given, and repeats it to the stored bits", async () => {
      const page = await studio.open({ query: "opened" });
      await page.getByText("after 240 updates its weights are the stored ones, to the bit").waitFor();
      const sentence = () => page.getByTestId("sentence").textContent();
      await expect.poll(sentence).toContain("240 updates");
      await expect.poll(() => page.url()).toContain("data=moons&options=samples:200,noise:0.2");
      await page.getByRole("button", { name: "Close" }).first().click();
      expect(await page.getByText("to the bit").count()).toBe(0);
    });
  },
  { opened: trained },
);
