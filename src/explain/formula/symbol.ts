import type { Language } from "./grammar.ts";

/** Letters that names spell out. */
const letters: Readonly<Record<string, string>> = {
  alpha: "\\alpha",
  beta: "\\beta",
  gamma: "\\gamma",
  epsilon: "\\epsilon",
  learningRate: "\\alpha",
  Znorm: "\\hat{Z}",
  Ztilde: "\\tilde{Z}",
  loss: "L",
};

/**
 * A name of the graph as each way of writing has it: `dZ1` is `dZ_1` in LaTeX, `learningRate` is `learning_rate`
 * in NumPy, `W1.velocity` a velocity with the index W1.
 */
export function symbol(name: string): Readonly<Record<Language, string>> {
  return { text: name, latex: latexName(name), numpy: numpyName(name) };
}

function latexName(name: string): string {
  const [of, part] = name.split(".") as [string, string?];
  if (part?.endsWith("_new")) return `${latexName(name.slice(0, -4))}^{\\mathrm{new}}`;
  if (part !== undefined) return `\\mathrm{${part}}_{${latexName(of)}}`;
  const [, derivative = "", stem = name, index, twin, renewed] =
    /^(d(?=[A-Z]|b\d|beta\d|gamma\d))?([A-Za-z]+?)(\d+)?(?:_(\d+))?(_new)?$/.exec(name) ?? [];
  const indices = [index, twin].filter((part) => part !== undefined).join(",");
  const base = letters[stem] ?? (stem.length === 1 ? stem : `\\mathrm{${stem}}`);
  const below = indices === "" ? "" : indices.length === 1 ? `_${indices}` : `_{${indices}}`;
  return `${derivative}${base}${below}${renewed ? "^{\\mathrm{new}}" : ""}`;
}

const numpyName = (name: string): string =>
  name
    .replaceAll(".", "_")
    .replaceAll(/([a-z])([A-Z])/g, (whole, a: string, b: string) =>
      whole === "dA" || whole === "dZ" || whole === "dW" ? whole : `${a}_${b.toLowerCase()}`,
    );
