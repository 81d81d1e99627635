import type { FloatType } from "../../base/dtype.ts";

/** How a float type lies in the first 32 of its bits. */
const layouts = {
  float32: { type: "Float32", fraction: 23, bias: 127, mask: "0xff" },
  float64: { type: "Float64", fraction: 20, bias: 1023, mask: "0x7ff" },
} as const;

/** The functions that look at the bits of a number; what is under their names is theirs in every program. */
export const bitFunctions = {
  bits: (): readonly string[] => ["const bits = new DataView(new ArrayBuffer(8));"],

  /** The power of two is made of its exponent, in two halves: a float cannot hold all of them at once. */
  scale(dtype: FloatType, number: string): readonly string[] {
    const { type, fraction, bias } = layouts[dtype];
    const power = (n: string) => `powerOfTwo(${n})`;
    const product =
      dtype === "float32"
        ? `fround(fround(a * ${power("half")}) * ${power("n - half")})`
        : `a * ${power("half")} * ${power("n - half")}`;
    return [
      "/** 2^n, from its exponent. */",
      `function powerOfTwo(n${number})${number} {`,
      `  bits.setInt32(0, (n + ${bias}) << ${fraction});`,
      // A number may have left its lower half there.
      ...(dtype === "float64" ? ["  bits.setInt32(4, 0);"] : []),
      `  return bits.get${type}(0);`,
      "}",
      "",
      "/** a 2^n, rounded once. */",
      `function scale(a${number}, n${number})${number} {`,
      "  const half = Math.floor(n / 2);",
      `  return ${product};`,
      "}",
    ];
  },

  exponent(dtype: FloatType, number: string): readonly string[] {
    const { type, fraction, bias, mask } = layouts[dtype];
    return [
      "/** The whole part of log2 |a|: the exponent of a number. */",
      `function exponent(a${number})${number} {`,
      `  bits.set${type}(0, a);`,
      `  return ((bits.getInt32(0) >> ${fraction}) & ${mask}) - ${bias};`,
      "}",
    ];
  },
};
