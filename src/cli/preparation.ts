import { fail } from "../base/error.ts";
import type { EncodingOptions } from "../data/fitEncoding.ts";
import type { SplitOptions } from "../data/split.ts";
import type { Loaded } from "../formats/material/material.ts";
import { defined } from "./defined.ts";
import { csvOptions, tasks } from "./options/data.ts";
import { choiceOption, countOption, listOption, realOption } from "./optionValues.ts";
import { dashed } from "./program.ts";
import type { DataGiven } from "./source.ts";

/** How the data is to be split and encoded. */
export interface Preparation extends EncodingOptions {
  readonly missing?: "fill" | "drop";
  readonly split?: SplitOptions;
  readonly validation?: SplitOptions;
}

const csvNames = Object.keys(csvOptions) as (keyof typeof csvOptions)[];

/** What the options say about splitting and encoding. */
export function preparationOf(given: DataGiven): Preparation {
  const seed = countOption("--data-seed", given.dataSeed) ?? 0;
  const share = (flag: string, text: string | undefined): SplitOptions | undefined => {
    const test = realOption(flag, text, { above: 0 });
    // 1 could mean all of the examples or one of them; either leaves a part that says nothing.
    if (test === 1)
      fail("usage", { who: flag, expected: "a share below 1, or a count from 2", got: `"${text}"` });
    return test === undefined ? undefined : { test, seed };
  };
  return defined({
    target: listOption(given.target),
    task: choiceOption("--task", given.task, tasks),
    ignore: listOption(given.ignore),
    missing: choiceOption("--missing", given.missing, ["fill", "drop"]),
    scale: given.standardize
      ? ("standardize" as const)
      : choiceOption("--scale", given.scale, ["standardize", "minMax", "none"]),
    split: share("--test", given.test),
    validation: share("--validation", given.validation),
  });
}

/** Options for files say nothing of data sets, and the other way round. */
export function refuseOthers({ source }: Loaded, given: DataGiven): void {
  const isFile = source.kind === "file";
  const isTable = isFile && source.targets === undefined;
  const others = [
    ...(isFile ? (["samples", "noise", "dataOption"] as const) : (["task", "targets"] as const)),
    ...(isTable ? [] : (["target", "ignore", "missing", ...csvNames] as const)),
  ];
  const wrong = others.find((option) => given[option] !== undefined);
  if (!wrong) return;
  const table =
    wrong === "targets" ? "an npy file, to go with its inputs," : "a file, whose columns it names,";
  fail("usage", {
    who: `--${dashed(wrong)}`,
    expected: ["samples", "noise", "dataOption"].includes(wrong) ? "a data set that is drawn" : table,
    got: isFile ? `the ${isTable ? "file" : "arrays of"} "${source.path}"` : `the data set "${source.name}"`,
  });
}
