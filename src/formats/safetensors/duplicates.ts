/** Strings and the characters that give JSON its structure. */
const tokens = /"[^"\\]*(?:\\.[^"\\]*)*"|[{}[\]:,]/g;

/**
 * The first name that an object of a JSON text states twice, anywhere in it. `JSON.parse` keeps the last one and
 * says nothing, so a file could show one tensor to one reader and another to the next.
 *
 * @param json a text that `JSON.parse` has accepted
 */
export function duplicateName(json: string): string | undefined {
  const open: Set<string>[] = [];
  let last = "";
  for (const [token] of json.matchAll(tokens)) {
    if (token === "{" || token === "[") open.push(new Set());
    else if (token === "}" || token === "]") open.pop();
    else if (token === ":") {
      const name: string = JSON.parse(last);
      if (open.at(-1)!.has(name)) return name;
      open.at(-1)!.add(name);
    }
    last = token;
  }
  return undefined;
}
