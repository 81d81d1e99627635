import { describeOptions, exportOptions, plotOptions } from "../options/dataCommands.ts";
import { command } from "../spec.ts";

const named = [{ name: "<data>", about: "the name of a data set, or a file" }];

const list = command<Record<never, never>>({
  name: "list",
  about: "the built-in data sets and their options",
  options: {},
  examples: [["data list", "all data sets"]],
  load: async () => (await import("../run/dataList.ts")).listData,
});

const describe = command<typeof describeOptions>({
  name: "describe",
  about: "columns, ranges, classes and options of data",
  arguments: named,
  options: { Options: describeOptions },
  examples: [
    ["data describe moons", "what it holds, and what can be chosen"],
    ["data describe iris.csv --target species", "how a file is read"],
  ],
  load: async () => (await import("../run/dataDescribe.ts")).describeData,
});

const exportCommand = command<typeof exportOptions>({
  name: "export",
  about: "write data as CSV, JSON or npz",
  arguments: named,
  options: { Options: exportOptions },
  examples: [
    ["data export planar --out planar.csv", "for a spreadsheet"],
    ["data export mnist --part test --out digits.npz", "for NumPy: x and y"],
  ],
  load: async () => (await import("../run/dataExport.ts")).exportData,
});

const plot = command<typeof plotOptions>({
  name: "plot",
  about: "draw data: points in their classes, a curve, or pictures",
  arguments: named,
  options: { Options: plotOptions },
  examples: [
    ["data plot spirals --noise 0.05 --out spirals.svg", "points"],
    ["data plot mnist --out digits.png", "the first pictures"],
  ],
  load: async () => (await import("../run/dataPlot.ts")).plotData,
});

export const data = command<Record<never, never>>({
  name: "data",
  about: "list, describe, export and plot data",
  options: {},
  examples: [
    ["data", "all data sets"],
    ["data describe planar", "one of them"],
  ],
  commands: [list, describe, exportCommand, plot],
  usual: describe.name,
  load: async () => (await import("../run/dataList.ts")).listData,
});
