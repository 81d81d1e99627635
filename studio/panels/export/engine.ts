import { html } from "../../../src/explain/document/html.ts";
import { latex } from "../../../src/explain/document/latex.ts";
import { markdown } from "../../../src/explain/document/markdown.ts";
import { writeConfigFile } from "../../../src/formats/configFile.ts";
import { sha256 } from "../../../src/formats/sha256.ts";
import type { Session } from "../../engine/session.ts";
import type { Stage } from "../../engine/stage.ts";
import { folderZip } from "./folder.ts";
import { boundarySvg, type Look, lossSvg, networkSvg } from "./pictures.ts";
import { configAtStart, csvName, csvText, describeData, nameOf } from "./subject.ts";
import { arraysNpz, historyCsv, weightsCsv } from "./tables.ts";
import { derivationOn, numpyOf, type Reading, sheetOn, typescriptOf } from "./writings.ts";

export { openedBits, readRun } from "../../engine/openRun.ts";

/** How what is taken along is to be written. */
export type Wish = Look & Reading & { /** What follows `#` in the link of the run. */ readonly link: string };

/** A file to take along. */
export interface Taken {
  readonly name: string;
  readonly type: string;
  readonly content: string | Uint8Array;
}

type Make = (session: Session, wish: Wish) => string | Uint8Array | Promise<string | Uint8Array>;

const svg = "image/svg+xml";
const csv = "text/csv";
const text = "text/plain";

/** Each thing that can be taken along: the end of its name where it is called by the run, its type, and how it is made. */
const things = {
  boundary: ["-boundary.svg", svg, boundarySvg],
  loss: ["-loss.svg", svg, lossSvg],
  network: ["-network.svg", svg, networkSvg],
  history: ["-history.csv", csv, historyCsv],
  data: ["", csv, ({ material }) => csvText(material.training)],
  weights: ["-weights.csv", csv, weightsCsv],
  arrays: [".npz", "application/zip", arraysNpz],
  folder: [".zip", "application/zip", (session, wish) => folderZip(session, wish, wish.link)],
  settings: ["", "application/json", settingsText],
  latex: ["-derivation.tex", text, (session, wish) => latex(derivationOn(session, wish))],
  markdown: ["-derivation.md", "text/markdown", (session, wish) => markdown(derivationOn(session, wish))],
  questions: ["-worksheet.html", "text/html", (session, wish) => html(sheetOn(session, "questions", wish))],
  answers: ["-answers.html", "text/html", (session, wish) => html(sheetOn(session, "answers", wish))],
  typescript: ["-train.ts", text, typescriptOf],
  numpy: ["-train.py", text, numpyOf],
} satisfies Record<string, readonly [name: string, type: string, make: Make]>;

export type Thing = keyof typeof things;

/**
 * Makes a file of the run as it is now.
 *
 * @throws ChainruleError where the run has no such thing: a boundary of one input, a worksheet of a thousand numbers
 */
export async function take(stage: Stage, thing: Thing, wish: Wish): Promise<Taken> {
  const session = stage.session();
  const [end, type, make] = things[thing] as readonly [string, string, Make];
  const names = { data: csvName(session.material.training), settings: "run.json" };
  return {
    name: names[thing as keyof typeof names] ?? nameOf(session) + end,
    type,
    content: await make(session, wish),
  };
}

async function settingsText(session: Session): Promise<string> {
  const { data } = await describeData(session);
  return writeConfigFile(configAtStart(session, data));
}

/** What tells whether two pages hold the same bits. */
export interface Fingerprint {
  readonly steps: number;
  /** The first twelve hexadecimal digits of the SHA-256 of all parameters, one after the other. */
  readonly digits: string;
  /** How many numbers they are. */
  readonly parameters: number;
}

/** The fingerprint of the weights as they are now. */
export async function fingerprint(stage: Stage): Promise<Fingerprint> {
  const session = stage.session();
  const steps = session.steps();
  const arrays = session.parameters().map(({ name }) => session.arrays().get(name!)!);
  const bytes = new Uint8Array(arrays.reduce((sum, { byteLength }) => sum + byteLength, 0));
  let at = 0;
  for (const { buffer, byteOffset, byteLength } of arrays) {
    bytes.set(new Uint8Array(buffer, byteOffset, byteLength), at);
    at += byteLength;
  }
  return {
    steps,
    digits: (await sha256(bytes)).slice(0, 12),
    parameters: arrays.reduce((sum, { length }) => sum + length, 0),
  };
}
