import type { FloatType, TypedArray } from "../../../base/dtype.ts";
import { shortestFloat32 } from "../../../base/shortestFloat32.ts";
import { arrayTypes } from "../../../compile/javascript/render.ts";
import { encodeBase64 } from "../base64.ts";

/** A line of numbers is not longer. */
const widest = 110;

/**
 * Numbers in an array that are written out, at most; others are base64, which nobody can read. It takes half the room,
 * 313 KB for a network of 784-50-100-10 and not 682, and half the time to load, 11 ms and not 26.
 */
const mostLiterals = 256;

/** The statement that declares an array with its numbers in it, those of a row of `columns` side by side. */
export function declareNumbers(
  name: string,
  values: TypedArray,
  columns: number,
  dtype: FloatType,
): readonly string[] {
  const type = arrayTypes[dtype];
  if (values.length > mostLiterals)
    return [`const ${name} = new ${type}(decode64("${encodeBase64(bytesOf(values))}"));`];
  const texts = Array.from(values, (value) =>
    numberText(dtype === "float32" ? shortestFloat32(value) : value),
  );
  const line = `const ${name} = new ${type}([${texts.join(", ")}]);`;
  if (line.length <= widest) return [line];
  const rows = Array.from({ length: Math.ceil(texts.length / columns) }, (_, i) =>
    texts.slice(i * columns, (i + 1) * columns),
  );
  return [`const ${name} = new ${type}([`, ...rows.flatMap(wrapped), "]);"];
}

/** The function that base64 is read by: the low byte of a number comes first there, on every machine. */
export function decode64(typed: boolean): readonly string[] {
  const [text, result] = typed ? [": string", ": ArrayBuffer"] : ["", ""];
  return [
    "/** Bytes from base64. */",
    `function decode64(text${text})${result} {`,
    "  const binary = atob(text);",
    "  const bytes = new Uint8Array(binary.length);",
    "  for (let i = 0; i < bytes.length; i++) bytes[i] = binary.charCodeAt(i);",
    "  return bytes.buffer;",
    "}",
  ];
}

const numberText = (value: number): string => (Object.is(value, -0) ? "-0" : String(value));

const bytesOf = ({ buffer, byteOffset, byteLength }: TypedArray): Uint8Array =>
  new Uint8Array(buffer, byteOffset, byteLength);

/** Numbers in lines that are not too long. */
function wrapped(texts: readonly string[]): readonly string[] {
  const lines: string[] = [];
  let line = " ";
  for (const text of texts) {
    if (line.length + text.length + 2 > widest) {
      lines.push(line);
      line = " ";
    }
    line += ` ${text},`;
  }
  return [...lines, line];
}
