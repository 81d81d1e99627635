import { documentOptions } from "../options/document.ts";
import { type lessonOptions, listOptions } from "../options/lesson.ts";
import { command } from "../spec.ts";

export const lesson = command<typeof lessonOptions>({
  name: "lesson",
  about: "show one of five lessons on neural networks, step by step, every number computed now",
  arguments: [{ name: "[number]", about: "1 to 5; the list of lessons when left out" }],
  options: { Lesson: listOptions, Written: documentOptions },
  examples: [
    ["lesson", "which lessons there are"],
    ["lesson 1", "step by step in a terminal, all at once elsewhere"],
    ["lesson 4 --lang ko", "in Korean"],
    ["lesson 4 --out lesson4.html", "as a page with its pictures"],
  ],
  notes:
    "In a terminal: Enter shows the next step, b goes back, s shows the contents, a digit goes there, q quits.",
  load: async () => (await import("../run/lesson.ts")).lesson,
});
