import type { Said } from "../../../src/explain/language/sentences.ts";
import type { Thing } from "./engine.ts";
import { words } from "./words.ts";

/** What can be done with a thing; `png` draws an SVG in pixels. */
export type Action = "save" | "png" | "copy" | "show" | "print";

/** One row of the panel: things that are the same in several forms. */
export interface Item {
  readonly title: Said;
  readonly about?: Said;
  readonly buttons: readonly {
    readonly thing: Thing;
    readonly action: Action;
    readonly label: Said | string;
  }[];
}

export interface Shelf {
  readonly name: string;
  readonly title: Said;
  readonly items: readonly Item[];
}

const picture = (thing: Thing, title: Said): Item => ({
  title,
  buttons: [
    { thing, action: "save", label: "SVG" },
    { thing, action: "png", label: "PNG" },
  ],
});
const table = (thing: Thing, title: Said, label = "CSV"): Item => ({
  title,
  buttons: [{ thing, action: "save", label }],
});
const program = (thing: Thing, title: Said, about: Said, label: string): Item => ({
  title,
  about,
  buttons: [
    { thing, action: "show", label: words.show() },
    { thing, action: "copy", label: words.copy() },
    { thing, action: "save", label },
  ],
});
const sheet = (thing: Thing, title: Said, about?: Said): Item => ({
  title,
  ...(about && { about }),
  buttons: [
    { thing, action: "print", label: words.print() },
    { thing, action: "save", label: "HTML" },
  ],
});

/** Everything that can be taken along, in the order in which it stands in the panel. */
export const shelves: readonly Shelf[] = [
  {
    name: "pictures",
    title: words.pictures(),
    items: [
      picture("boundary", words.boundary()),
      picture("loss", words.loss()),
      picture("network", words.network()),
    ],
  },
  {
    name: "numbers",
    title: words.numbers(),
    items: [
      table("history", words.history()),
      table("data", words.data()),
      table("weights", words.weights()),
      table("arrays", words.arrays(), "npz"),
    ],
  },
  {
    name: "run",
    title: words.run(),
    items: [
      {
        title: words.folder(),
        about: words.folderAbout(),
        buttons: [{ thing: "folder", action: "save", label: "zip" }],
      },
      {
        title: words.settings(),
        about: words.settingsAbout(),
        buttons: [{ thing: "settings", action: "save", label: "run.json" }],
      },
    ],
  },
  {
    name: "papers",
    title: words.papers(),
    items: [
      sheet("questions", words.questions(), words.questionsAbout()),
      sheet("answers", words.answers()),
      {
        title: words.derivation(),
        buttons: [
          { thing: "latex", action: "save", label: "LaTeX" },
          { thing: "markdown", action: "save", label: "Markdown" },
          { thing: "markdown", action: "copy", label: words.copy() },
        ],
      },
    ],
  },
  {
    name: "programs",
    title: words.programs(),
    items: [
      program("typescript", words.typescript(), words.typescriptAbout(), ".ts"),
      program("numpy", words.numpy(), words.numpyAbout(), ".py"),
    ],
  },
];
