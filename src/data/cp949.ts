/**
 * CP949 (windows-949, "Unified Hangul Code"), what Excel writes in Korea. The Encoding Standard's `euc-kr` is this
 * code, and browsers follow it; Node's decoder knows only the older KS X 1001 part and turns the 8,822 other
 * syllables (such as those of 똠얌 or 펲) into something else without a word. So that part is made here.
 *
 * It needs no table: the syllables that KS X 1001 lacks stand in the order of Unicode on the free places, which are
 * the second bytes 41-5A, 61-7A and 81-FE after the first bytes 81-A0, and up to A0 after A1-C6.
 */

let table: Uint16Array | undefined;

/** The text in the bytes, or undefined where they are not CP949. */
export function decodeCp949(bytes: Uint8Array): string | undefined {
  table ??= makeTable();
  const units = new Uint16Array(bytes.length);
  let n = 0;
  for (let i = 0; i < bytes.length; i++) {
    const first = bytes[i]!;
    const unit = first < 0x80 ? first : table[(first << 8) | (bytes[++i] ?? 0)]!;
    if (unit === 0 && first !== 0) return undefined;
    units[n++] = unit;
  }
  return new TextDecoder("utf-16le", { ignoreBOM: true }).decode(units.subarray(0, n));
}

/** UTF-16 units by two bytes; 0 where two bytes stand for nothing. */
function makeTable(): Uint16Array {
  const units = new Uint16Array(0x10000);
  const decoder = new TextDecoder("euc-kr");
  const known = new Set<number>();
  for (let first = 0xa1; first <= 0xfe; first++)
    for (let second = 0xa1; second <= 0xfe; second++) {
      const unit = decoder.decode(Uint8Array.of(first, second)).charCodeAt(0);
      if (unit === 0xfffd || isPrivateUse(unit)) continue;
      units[(first << 8) | second] = unit;
      known.add(unit);
    }
  units[0xa2e6] = "€".charCodeAt(0);
  units[0xa2e7] = "®".charCodeAt(0);
  let syllable = 0xac00;
  for (const place of freePlaces()) {
    while (known.has(syllable)) syllable++;
    if (syllable > lastSyllable) break;
    units[place] = syllable++;
  }
  return units;
}

const lastSyllable = 0xd7a3;

const isPrivateUse = (unit: number): boolean => unit >= 0xe000 && unit <= 0xf8ff;

function* freePlaces(): Generator<number> {
  for (let first = 0x81; first <= 0xc6; first++) {
    const ranges = [
      [0x41, 0x5a],
      [0x61, 0x7a],
      [0x81, first <= 0xa0 ? 0xfe : 0xa0],
    ] as const;
    for (const [from, to] of ranges)
      for (let second = from; second <= to; second++) yield (first << 8) | second;
  }
}
