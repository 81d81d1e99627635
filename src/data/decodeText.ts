import { fail } from "../base/error.ts";
import { decodeCp949 } from "./cp949.ts";

/** V8 holds no longer text: decoding one would read as bytes that do not fit the encoding. */
const longest = 2 ** 29;

/**
 * The text in the bytes of a file. Without a given `encoding`: a byte order mark decides; then zero bytes tell
 * UTF-16; then it is UTF-8 if every byte fits; then CP949, Excel's in Korea, if every byte fits and half of what
 * is not ASCII is Hangul; then windows-1252.
 *
 * @param encoding `cp949`, or a label of the Encoding Standard: `utf-8`, `utf-16le`, `shift_jis`, ...
 * @throws ChainruleError `usage` for an unknown encoding, `data` for bytes that do not fit it or are no text
 *
 * @example
 * decodeText(Uint8Array.of(0xb0, 0xa1)); // { text: "가", encoding: "cp949" }
 */
export function decodeText(
  bytes: Uint8Array,
  encoding?: string,
  who = "text",
): { text: string; encoding: string } {
  if (bytes.length >= longest)
    fail("data", { who, expected: "a text of less than 512 MiB", got: `${bytes.length} bytes` });
  const label = encoding?.toLowerCase() ?? detectEncoding(bytes);
  const text =
    decoderOf(label, who)(bytes) ??
    fail("data", {
      who,
      expected: `text in ${label}`,
      got: "bytes that do not fit it",
      fix: "Leave the encoding to be detected, or name another.",
    });
  if (text.includes("\0"))
    fail("data", {
      who,
      expected: "a text file",
      got: "zero bytes, as binary files have",
      fix: "Is it the right file?",
    });
  return { text, encoding: label };
}

type Decode = (bytes: Uint8Array) => string | undefined;

const cp949Names = ["cp949", "uhc", "ms949", "windows-949", "euc-kr", "ks_c_5601-1987"];

function decoderOf(label: string, who: string): Decode {
  if (cp949Names.includes(label)) return decodeCp949;
  try {
    return strict(new TextDecoder(label, { fatal: true }));
  } catch (cause) {
    const fix = "Known are utf-8, utf-16le, utf-16be, cp949, shift_jis, gb18030, windows-1252 and more.";
    return fail("usage", { who, expected: "the name of a text encoding", got: `"${label}"`, fix }, cause);
  }
}

const strict =
  (decoder: TextDecoder): Decode =>
  (bytes) => {
    try {
      return decoder.decode(bytes);
    } catch {
      return undefined;
    }
  };

function detectEncoding(bytes: Uint8Array): string {
  const [a, b, c] = bytes;
  if (a === 0xef && b === 0xbb && c === 0xbf) return "utf-8";
  if (a === 0xff && b === 0xfe) return "utf-16le";
  if (a === 0xfe && b === 0xff) return "utf-16be";
  const head = bytes.subarray(0, 1024);
  const zeros = (parity: number) => head.filter((byte, i) => byte === 0 && i % 2 === parity).length;
  if (8 * zeros(1) > head.length && zeros(0) === 0) return "utf-16le";
  if (8 * zeros(0) > head.length && zeros(1) === 0) return "utf-16be";
  if (strict(new TextDecoder("utf-8", { fatal: true }))(bytes) !== undefined) return "utf-8";
  const korean = decodeCp949(bytes);
  return korean !== undefined && isMostlyHangul(korean) ? "cp949" : "windows-1252";
}

function isMostlyHangul(text: string): boolean {
  const count = (pattern: RegExp) => text.match(pattern)?.length ?? 0;
  return 2 * count(/\p{Script=Hangul}/gu) >= count(/\P{ASCII}/gu);
}
