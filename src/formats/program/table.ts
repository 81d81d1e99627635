import { fail } from "../../base/error.ts";
import { targetNames } from "../../data/encoding.ts";
import type { SplitOptions } from "../../data/split.ts";
import { watchedPart } from "../runFile/watchedPart.ts";
import type { RunSource } from "../runFile.ts";
import { values } from "./calls.ts";
import { type ProgramConfig, scalingKind } from "./config.ts";
import type { DataLines, Entries } from "./lines.ts";
import { literal } from "./literal.ts";

/** The lines that read a file and encode its columns as they were. */
export function fileLines(
  { use, node }: Entries,
  config: ProgramConfig,
  source: Extract<RunSource, { kind: "file" }>,
): DataLines {
  const { path, options } = source;
  const { split, missing, task } = config.data;
  if (path === "-")
    fail("usage", {
      who: "program",
      expected: "a run on a data set or a file",
      got: "one whose data came on the standard input",
      fix: "Save the data to a file, and name it in data.source.path.",
    });
  if (source.targets !== undefined)
    fail("usage", {
      who: "program",
      expected: "a run on a data set or a table",
      got: `one on the arrays of ${path} and ${source.targets}`,
      fix: "Save them as one table, np.savez(file, x=x, y=y), and train on that.",
    });
  const watched = watchedPart(config);
  const read = `await ${node("readTableFile")}(${[literal(path), ...values(options)].join(", ")})`;
  const begin = [
    ...(missing === "drop"
      ? [`const whole = ${read};`, `const table = ${use("dropIncomplete")}(whole.table);`]
      : [`const { table } = ${read};`]),
    `const columns = ${literal(columnsOf(config))} as const;`,
  ];
  const prepared = (table: string, how: SplitOptions | undefined): string =>
    `${use("prepareTable")}(${table}, ${how ? `{ ...columns, split: ${literal(how)} }` : "columns"})`;
  if (!split || !watched)
    return {
      lines: [...begin, `const { dataset } = ${prepared("{ table }", split ?? watched)};`],
      training: ["dataset.x", "dataset.y"],
      ...(watched && { validation: "dataset.test!" }),
      ...(split && { test: ["dataset.test!.x", "dataset.test!.y"] }),
    };
  const labels = task === "regression" ? "" : ", labels.data";
  const selected = (part: string) => `${use("selectRows")}(table, rows.${part})`;
  const targets = (encoding: string, table: string) => `${use("encodeTargets")}(${encoding}, ${table})!`;
  return {
    lines: [
      ...begin,
      ...(labels === ""
        ? []
        : [`const labels = ${targets(`${use("fitEncoding")}(table, columns)`, "table")};`]),
      `const rows = ${use("splitRows")}(table.rows, ${literal(split)}${labels});`,
      `const { dataset, encoding } = ${prepared(`{ table: ${selected("train")} }`, watched)};`,
      `const judged = ${selected("test")};`,
      `const judgedX = ${use("encodeInputs")}(encoding, judged, { unseen: "zeros" });`,
      `const judgedY = ${targets("encoding", "judged")};`,
    ],
    training: ["dataset.x", "dataset.y"],
    validation: "dataset.test!",
    test: ["judgedX", "judgedY"],
  };
}

/** What `prepareTable` has to be told of the columns. */
function columnsOf({ data }: ProgramConfig) {
  const { encoding, task } = data;
  const scale = scalingKind(data);
  const target = encoding ? targetNames(encoding) : data.targets;
  const used = [...target, ...(encoding?.inputs ?? []).map(({ name }) => name)];
  const ignore = encoding?.columns.filter((name) => !used.includes(name)) ?? [];
  return {
    target,
    task,
    ...(ignore.length > 0 && { ignore }),
    scale,
    ...(task === "regression" && { scaleTarget: scale }),
  };
}
