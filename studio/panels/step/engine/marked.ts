import { mathml } from "../../../../src/explain/document/mathml.ts";
import { symbol } from "../../../../src/explain/formula/symbol.ts";
import type { TermView } from "../view.ts";

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

/** A formula in numbers in which the terms that stand there as they are can be told apart: `<mrow data-term="0">`. */
export function withTerms(math: string, terms: readonly TermView[]): string {
  let at = 0;
  let written = "";
  for (const { index, numbers } of terms) {
    const latex = numbers
      .replaceAll(" * ", " \\cdot ")
      .replaceAll(
        /e([-+]?)0*(\d+)/g,
        (_, sign: string, power: string) => ` \\times 10^{${sign === "-" ? "-" : ""}${power}}`,
      );
    const form = inside(mathml(latex, false));
    const start = math.indexOf(form, at);
    if (start < 0) continue;
    written += `${math.slice(at, start)}<mrow data-term="${index}">${form}</mrow>`;
    at = start + form.length;
  }
  return written + math.slice(at);
}
