/** Lists and objects in one another: those of a description are some six deep. */
const deepest = 100;

/** Lists and objects of a text: each takes up to 60 bytes of memory, and may take three of the text. */
const mostParts = 500_000;

/** Names in one object: with more of them, to file each takes seconds. */
const mostNames = 200_000;

const [quote, backslash, colon] = [0x22, 0x5c, 0x3a];

/**
 * JSON out of a stranger's file. `JSON.parse` alone makes a list or an object of every bracket, which is many times
 * the text in memory: how many there are, and how deep, is counted first.
 *
 * @param most lists and objects
 * @throws Error with what is wrong, in words
 */
export function parseJson(text: string, most: number = mostParts): unknown {
  /** How many names each open list or object has so far. */
  const open: number[] = [];
  let parts = 0;
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code === quote) at = endOfString(text, at);
    else if (isOpening(code)) {
      if (open.push(0) > deepest)
        throw new Error(`lists or objects more than ${deepest} deep in one another`);
      if (++parts > most) throw new Error(`more than ${most} lists and objects`);
    } else if (isClosing(code)) open.pop();
    else if (code === colon && open.length > 0 && ++open[open.length - 1]! > mostNames)
      throw new Error(`an object of more than ${mostNames} names`);
  }
  return JSON.parse(text);
}

/** `[` or `{` */
export const isOpening = (code: number): boolean => code === 0x5b || code === 0x7b;
/** `]` or `}` */
export const isClosing = (code: number): boolean => code === 0x5d || code === 0x7d;

/** Where the string ends that starts at a quote: at its other quote, or at the end of the text. */
export function endOfString(text: string, start: number): number {
  for (let at = start + 1; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code === quote) return at;
    if (code === backslash) at++;
  }
  return text.length;
}
