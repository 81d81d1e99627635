import { studioOptions } from "../options/studio.ts";
import { command } from "../spec.ts";

export const studio = command<typeof studioOptions>({
  name: "studio",
  about: "open the studio in a browser: see a network learn, stop it, take one step apart",
  arguments: [{ name: "[run]", about: "a run folder to look at" }],
  options: { Studio: studioOptions },
  examples: [
    ["studio", "a network learns a flower, at once"],
    ["studio run/", "a run of your own"],
    ["studio --data-dir data", "with the handwritten digits in data/mnist"],
    ["studio --offline studio.html", "as one page, for a machine without a network"],
  ],
  notes: "Only this machine can reach it, and it reaches no other. Ctrl-C ends it.",
  load: async () => (await import("../run/studio.ts")).studio,
});
