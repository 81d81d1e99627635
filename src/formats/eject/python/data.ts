import type { ProgramConfig } from "../../program/config.ts";
import { aboutCsv, csvLines, drawnLines, examplesFile, preparedLines } from "../../program/numpy/data.ts";
import { indented } from "./frame.ts";

/** A file that lies beside the program, wherever that is started from; it takes `import os`. */
export const beside = (file: string): string =>
  `os.path.join(os.path.dirname(os.path.abspath(__file__)), ${JSON.stringify(file)})`;

/** Whether the data that the network was trained on comes from a file, and not from lines that draw it. */
export const readsFile = (config: ProgramConfig): boolean => drawnLines(config) === undefined;

/**
 * The function `data(path)` of a program that trains: X and Y of an npz or a CSV file, and where no path is given the
 * data that the network was trained on.
 *
 * @param width outputs of the network
 */
export function dataFunction(config: ProgramConfig, width: number): string[] {
  const drawn = drawnLines(config);
  const name = JSON.stringify(examplesFile(config));
  const start = drawn
    ? ["if path is None:", ...indented(drawn)]
    : [`path = path or ${beside(examplesFile(config))}`];
  return [
    ...["", ""],
    ...aboutCsv(config, name),
    "def data(path=None):",
    '    """X and Y of an npz file that has them, of a CSV file, or those that the network was trained on."""',
    ...indented([
      ...start,
      `${drawn ? "elif" : "if"} path.endswith(".npz"):`,
      "    arrays = np.load(path)",
      '    X, Y = arrays["X"], arrays["Y"].reshape(len(arrays["X"]), -1)',
      "else:",
      ...indented(csvLines(config, "path")),
      ...oneHotOnce(preparedLines(config, width), width),
      "return X, Y",
    ]),
  ];
}

/** An npz may bring a column for each class already. */
const oneHotOnce = (lines: readonly string[], width: number): string[] =>
  lines.flatMap((line) =>
    line.startsWith("Y = np.eye(") ? [`if Y.shape[1] != ${width}:`, `    ${line}`] : [line],
  );
