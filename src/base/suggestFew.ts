import { didYouMean } from "./nearest.ts";

/** As many names as are shown, and how many of more. */
const [most, some] = [16, 8];

/**
 * What `suggest` says, for names that come from data, of which there may be any number: a few are shown, and those with
 * a comma stand in quotes, so that two are not taken for three.
 *
 * @example
 * suggestFew("maybe", ["no, thanks", "yes"]); // 'Known: "no, thanks", yes.'
 */
export function suggestFew(name: string, candidates: readonly string[]): string {
  const shown = candidates.slice(0, candidates.length > most ? some : most).map(quoted);
  const rest = candidates.length - shown.length;
  const known = `Known: ${shown.join(", ")}${rest > 0 ? ` and ${rest} more` : ""}.`;
  return [didYouMean(name, candidates) ?? [], known].flat().join(" ");
}

const quoted = (name: string): string => (name.includes(",") ? JSON.stringify(name) : name);
