import { reduction, spread } from "./reduction.ts";

/** The largest element over axes; NaN if any is NaN. Elements that share the maximum share the cotangent equally. */
export const max = reduction({
  name: "max",
  combine: (k, a, b) => k.maximum(a, b),
  identity: Number.NEGATIVE_INFINITY,
  neutral: Number.NEGATIVE_INFINITY,
  derivative: (k, g, [x], largest, attributes) => {
    const top = k.equal(x, spread(k, largest, x, attributes, "max"));
    const share = k.select(top, k.one, k.zero);
    const winners = spread(k, k.sum(share, attributes.axes, attributes.keepdims), x, attributes, "max");
    return [k.div(k.mul(spread(k, g, x, attributes, "max"), share), winners)];
  },
  latex: "\\max {x}",
});
