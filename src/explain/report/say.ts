import { formatNumber } from "../document/numbers.ts";
import { joined, type Said } from "../language/sentences.ts";
import type { ErrorTerms, Finding } from "./findings.ts";
import type { Look } from "./look.ts";
import type { Report } from "./report.ts";
import { nearlyAll, smallSlope } from "./units.ts";
import { text } from "./words.ts";

type Of<Kind extends Finding["kind"]> = Extract<Finding, { kind: Kind }>;

const short = (x: number): string => formatNumber(x, 3);
const mostListed = 12;

/** `0, 1, 2`; of many, the first ones. */
const listOf = (units: readonly number[]): string =>
  units.length > mostListed ? `${units.slice(0, mostListed).join(", ")}, ...` : units.join(", ");

/** What was found as a sentence that is true for its numbers. */
export function sayFinding(finding: Finding, report: Report): Said {
  switch (finding.kind) {
    case "error terms":
      return sayErrors(finding, report);
    case "symmetry":
      return saySymmetry(finding);
    case "linear collapse":
      return sayCollapse(finding, report.about.looked);
    case "idle units":
      return sayIdle(finding, report.about.looked);
    case "learning rate":
      return sayRate(finding);
  }
}

function sayErrors(
  { layers: [first, last], start, end }: Of<"error terms">,
  { looks, layers }: Report,
): Said {
  const ends = { first, last };
  const at = (terms: ErrorTerms): Said[] => {
    const { epoch, ratio, verdict, perLayer } = terms;
    if (verdict === "none") return [text.noErrors({ epoch, last })];
    if (terms.first === 0) return [text.nothingBack({ epoch, ...ends })];
    const sizes = { small: short(terms.first), large: short(terms.last) };
    return [
      text.ratio({ epoch, ...ends, ratio: short(ratio!), ...sizes }),
      verdict === "steady" ? text.steady() : text[verdict]({ perLayer: short(perLayer!) }),
      ...(terms.predicted === undefined ? [] : [text.predicted({ predicted: short(terms.predicted) })]),
      ...(terms.bound === undefined ? [text.unpredicted()] : [text.bound({ bound: short(terms.bound) })]),
    ];
  };
  const link =
    end.verdict === "steady" || end.verdict === "none" ? [] : [largestChange(looks.at(-1)!, layers)];
  return joined([...(start.epoch === end.epoch ? [] : at(start)), ...at(end), ...link.flat()]);
}

/** Between which neighbors the size changes most; nothing where it changes everywhere alike. */
function largestChange({ layers }: Look, names: Report["layers"]): Said[] {
  const changes = layers.flatMap(({ back }, i) => (back?.ratio ? [{ i, ratio: back.ratio }] : []));
  const size = ({ ratio }: { readonly ratio: number }) => Math.abs(Math.log(ratio));
  const [most, ...others] = changes.toSorted((a, b) => size(b) - size(a));
  if (!most || others.every((one) => size(one) > 0.99 * size(most))) return [];
  const { i, ratio } = most;
  return [text.link({ from: names[i + 1]!.linear, to: names[i]!.linear, ratio: short(ratio) })];
}

function saySymmetry({ layer, relation, units, others = [], stays, still, seen }: Of<"symmetry">): Said {
  const at = { layer, list: listOf(units), count: units.length, start: seen[0], end: seen[1] };
  if (relation === "mirror")
    return text[stays ? "mirrorStays" : "mirrorParts"]({ ...at, others: listOf(others) });
  return text[still ? "alikeStill" : stays ? "alikeStays" : "alikeParts"](at);
}

function sayCollapse(finding: Of<"linear collapse">, examples: number): Said {
  const { layers, input, values, product, widths, parameters, difference, largest } = finding;
  const rank = Math.min(...widths);
  return joined([
    text.collapse({
      layers: layers.join(", "),
      input,
      last: values.at(-1)!,
      shape: `(${product.shape.join(", ")})`,
      numbers: parameters.layers,
      one: parameters.one,
    }),
    ...(rank < Math.min(...product.shape) ? [text.rank({ rank })] : []),
    text.verified({ examples, difference: formatNumber(difference, 2), largest: short(largest) }),
  ]);
}

function sayIdle({ state, layer, units, of, epoch }: Of<"idle units">, examples: number): Said {
  const idle = { layer, list: listOf(units), count: units.length, of, epoch, examples };
  return text[state]({ ...idle, slope: String(smallSlope), share: String(100 * nearlyAll) });
}

function sayRate(test: Of<"learning rate">): Said {
  const { rates, losses, smooth, from, steepest, lowest, falling, diverges, end } = test;
  const to = short(rates.at(-1)!);
  const loss = short(Math.min(...smooth));
  const course =
    from === undefined || steepest === undefined
      ? [text.neverFalls({ rate: short(rates[0]!) })]
      : falling
        ? [text.stillFalling({ steepest: short(steepest), loss })]
        : [
            text.falls({ from: short(from), steepest: short(steepest), lowest: short(lowest), loss }),
            ...(from < lowest ? [text.range({ from: short(from), lowest: short(lowest) })] : []),
          ];
  const rate = short(diverges ?? 0);
  const broke = end === "not finite" && diverges === rates[losses.length - 1];
  return joined([
    text.tested({ from: short(rates[0]!), to, steps: rates.length }),
    ...course,
    diverges === undefined
      ? text.noDivergence({ to })
      : broke
        ? text.notFinite({ rate })
        : text.tooHigh({ rate }),
  ]);
}
