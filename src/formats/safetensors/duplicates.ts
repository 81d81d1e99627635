import { endOfString, isClosing, isOpening } from "../parseJson.ts";

const [quote, colon] = [0x22, 0x3a];

/**
 * The first name that an object of a JSON text states twice, anywhere in it. `JSON.parse` keeps the last one and
 * says nothing, so a file could show one tensor to one reader and another to the next.
 *
 * @param json a text that `JSON.parse` has accepted
 */
export function duplicateName(json: string): string | undefined {
  const open: Set<string>[] = [];
  let last = "";
  for (let at = 0; at < json.length; at++) {
    const code = json.charCodeAt(at);
    if (code === quote) {
      const end = endOfString(json, at);
      last = json.slice(at, end + 1);
      at = end;
    } else if (isOpening(code)) open.push(new Set());
    else if (isClosing(code)) open.pop();
    else if (code === colon) {
      const name: string = JSON.parse(last);
      if (open.at(-1)!.has(name)) return name;
      open.at(-1)!.add(name);
    }
  }
  return undefined;
}
