/** Takes the pictures of the studio for the README: built, served and looked at as a visitor does. */
import { fileURLToPath } from "node:url";
import { studioResources } from "../src/node/studio/resources.ts";
import { serve } from "../src/node/studio/server.ts";
import { builtStudioFolder } from "./builtStudio.ts";
import { launch } from "./chromium.ts";

const images = fileURLToPath(new URL("../docs/images", import.meta.url));

/** What is looked at, as links. */
const pictures = { studio: "v=1&at=1000", step: "v=1&at=600&panel=step&op=dW2" };

const server = await serve(await studioResources({ studio: await builtStudioFolder() }));
const browser = await launch();
try {
  for (const [name, link] of Object.entries(pictures))
    for (const theme of ["light", "dark"] as const) {
      const page = await browser.newPage({
        viewport: { width: 1440, height: 900 },
        reducedMotion: "reduce",
      });
      await page.goto(`${server.address}#${link}&theme=${theme}`);
      await page.locator("path.boundary").waitFor();
      if (name === "step") await page.getByRole("tabpanel").locator("math").first().waitFor();
      await page.screenshot({ path: `${images}/${name}-${theme}.png` });
      await page.close();
    }
} finally {
  await browser.close();
  await server.close();
}
