import type { Encoding, InputEncoding } from "../../../data/encoding.ts";
import type { Draft } from "../schema/message.ts";
import { type GraphWriter, rowsOf } from "./graphWriter.ts";

/** An input for each column of a table, and the tensor of the network's inputs that they become, as DOUBLE. */
export function writeColumns(
  writer: GraphWriter,
  { inputs }: Encoding,
): { readonly inputs: readonly Draft<"ValueInfoProto">[]; readonly x: string } {
  const columns = inputs.map((input) => ({ input, name: writer.unique(input.name) }));
  const parts = columns.map(({ input, name }) => writeColumn(writer, input, name));
  return {
    inputs: columns.map(({ input, name }) =>
      input.type === "number"
        ? rowsOf(name, writer.type, 1, "a number; NaN where it is missing")
        : rowsOf(
            name,
            "STRING",
            1,
            `one of ${input.categories.join(", ")}${input.missing ? "; empty where it is missing" : ""}`,
          ),
    ),
    x: writer.node("Concat", parts, "X", { axis: { int: 1 } }),
  };
}

function writeColumn(writer: GraphWriter, input: InputEncoding, name: string): string {
  const label = (what: string) => `${name}.${what}`;
  if (input.type === "category") {
    // A missing value comes as the empty text, and its feature is the last.
    const categories = writer.texts(label("categories"), [
      ...input.categories,
      ...(input.missing ? [""] : []),
    ]);
    return writer.cast(writer.node("Equal", [name, categories], label("equal")), "DOUBLE", label("oneHot"));
  }
  const number = (what: string, value: number) => writer.constant(label(what), [value], [], "DOUBLE");
  const wide = writer.cast(name, "DOUBLE", label("wide"));
  const missing = writer.node("IsNaN", [wide], label("missing"));
  const filled = writer.node("Where", [missing, number("fill", input.fill), wide], label("filled"));
  const centered = writer.node("Sub", [filled, number("offset", input.offset)], label("centered"));
  return writer.node("Div", [centered, number("scale", input.scale)], label("scaled"));
}

/** `y scale + offset` for the targets of a regression that were scaled for training. */
export function writeUnscaled(writer: GraphWriter, { target }: Encoding, y: string): string {
  if (
    target.task !== "regression" ||
    target.columns.every(({ offset, scale }) => offset === 0 && scale === 1)
  )
    return y;
  const of = (key: "offset" | "scale") =>
    writer.constant(
      `target.${key}`,
      target.columns.map((column) => column[key]),
      [target.columns.length],
      "DOUBLE",
    );
  const wide = writer.cast(y, "DOUBLE", "Ywide");
  const whole = writer.node(
    "Add",
    [writer.node("Mul", [wide, of("scale")], "Ystretched"), of("offset")],
    "Yunscaled",
  );
  return writer.cast(whole, writer.type, "Y");
}
