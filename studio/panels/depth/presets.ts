import type { Said } from "../../../src/explain/language/sentences.ts";
import type { RunSettings } from "../../state/settings.ts";
import { words } from "./words.ts";

/** A run that shows one thing that goes wrong, and how far to take it to see it. */
export interface Preset {
  readonly name: string;
  readonly title: Said;
  readonly about: Said;
  readonly settings: Partial<RunSettings>;
}

const flower: Partial<RunSettings> = {
  data: "planar",
  options: {},
  source: "",
  bias: true,
  loss: "",
  optimizer: "sgd",
  rate: "1.2",
  batch: 0,
  seed: 3,
  scale: "none",
  l1: 0,
  l2: 0,
};

const six = Array.from({ length: 6 }, () => "8:sigmoid").join(",");

export const presets: readonly Preset[] = [
  {
    name: "vanishing",
    title: words.vanishing(),
    about: words.vanishingAbout(),
    settings: { ...flower, layers: `${six},1:sigmoid`, init: "" },
  },
  {
    name: "zeros",
    title: words.zeros(),
    about: words.zerosAbout(),
    settings: { ...flower, layers: "4:tanh,1:sigmoid", init: "zeros" },
  },
  {
    name: "dead",
    title: words.dead(),
    about: words.deadAbout(),
    settings: { ...flower, layers: "8:relu,8:relu,1:sigmoid", init: "", rate: "3" },
  },
];
