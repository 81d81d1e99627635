import { mathml } from "../../../../src/explain/document/mathml.ts";
import { symbol } from "../../../../src/explain/formula/symbol.ts";

const inside = (math: string): string =>
  math.replace(/^<math[^>]*>(?:<mrow>)?/, "").replace(/(?:<\/mrow>)?<\/math>$/, "");

/** A formula in which each of these names, transposed or not, is told apart: `<mrow data-name="W1">`. */
export function marked(latex: string, names: readonly string[]): string {
  const forms = names
    .flatMap((name) =>
      ["", "^\\top"].map((turn) => ({ name, form: inside(mathml(symbol(name).latex + turn, false)) })),
    )
    // `dZ1` before `Z1`, which it ends with.
    .sort((a, b) => b.form.length - a.form.length);
  const found: { readonly name: string; readonly form: string }[] = [];
  const math = forms.reduce(
    (text, one) =>
      text.replaceAll(one.form, () => {
        found.push(one);
        return `\uE000${found.length - 1}\uE001`;
      }),
    mathml(latex),
  );
  return math.replaceAll(/\uE000(\d+)\uE001/g, (_, i: string) => {
    const { name, form } = found[Number(i)]!;
    return `<mrow data-name="${name}">${form}</mrow>`;
  });
}
