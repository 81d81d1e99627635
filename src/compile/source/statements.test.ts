import { describe, expect, it } from "vitest";
import { syntax } from "../javascript/syntax.ts";
import { Names } from "./names.ts";
import { statements } from "./statements.ts";
import { type Term, terms } from "./term.ts";

const { primitives: k, text } = terms("float64");
const [a, b, c] = ["a", "b", "c"].map(text) as [Term, Term, Term];

/** The expression for a term, in double precision. */
const written = (term: Term): string =>
  statements([term], syntax("float64"), new Map(), () => "t").values[0]!;

describe("An expression in a program", () => {
  it("keeps the order of its operations with as few brackets as it can", () => {
    expect(written(k.sub(k.sub(a, b), c))).toBe("a - b - c");
    expect(written(k.sub(a, k.sub(b, c)))).toBe("a - (b - c)");
    expect(written(k.add(a, k.add(b, c)))).toBe("a + (b + c)");
    expect(written(k.mul(k.add(a, b), c))).toBe("(a + b) * c");
    expect(written(k.add(k.mul(a, b), c))).toBe("a * b + c");
    expect(written(k.div(a, k.mul(b, c)))).toBe("a / (b * c)");
    expect(written(k.neg(k.neg(a)))).toBe("-(-a)");
    expect(written(k.sub(a, k.constant(-2)))).toBe("a - -2");
    expect(written(k.neg(k.constant(-0)))).toBe("-(-0)");
    expect(written(k.add(k.select(k.less(a, b), a, b), c))).toBe("(a < b ? a : b) + c");
    expect(written(k.select(k.less(a, b), k.select(k.equal(a, c), a, b), c))).toBe(
      "a < b ? (a === c ? a : b) : c",
    );
  });

  it("is computed once where two need it", () => {
    const sum = k.add(a, b);
    expect(k.add(a, b)).toBe(sum);
    let n = 0;
    const { lines, values } = statements([k.mul(sum, sum)], syntax("float64"), new Map(), () => `t${++n}`);
    expect(lines).toEqual(["const t1 = a + b;"]);
    expect(values).toEqual(["t1 * t1"]);
  });

  it("is parted where it would be too long", () => {
    let long = a;
    for (let i = 0; i < 30; i++) long = k.add(k.mul(long, b), c);
    const names = new Names();
    const { lines } = statements([long], syntax("float64"), new Map(), () => names.numbered("t"));
    expect(lines.length).toBeGreaterThan(2);
    expect(Math.max(...lines.map(({ length }) => length))).toBeLessThan(110);
  });

  it("has its name from the graph where there is one", () => {
    const z = k.add(a, b);
    const { lines, values } = statements([z], syntax("float64"), new Map([[z, "z1"]]), () => "t");
    expect([lines, values]).toEqual([["const z1 = a + b;"], ["z1"]]);
  });
});

it("names are given once, with numbers behind them", () => {
  const names = new Names(["sum1", "x"]);
  expect(["x", "x", "y"].map((wish) => names.unique(wish))).toEqual(["x_2", "x_3", "y"]);
  expect([names.numbered("sum"), names.numbered("sum")]).toEqual(["sum2", "sum3"]);
});
