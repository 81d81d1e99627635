import { initialSettings, rows, type Settings, version } from "./settings.ts";

/** Signs of settings that need no escape after a `#`; the rest is escaped, so that a link survives a chat or a mail. */
const escaped = (text: string): string =>
  encodeURIComponent(text).replaceAll("%2C", ",").replaceAll("%3A", ":");

/** The settings as the text after `#`: those that are not at their initial values. */
export function writeLink(settings: Settings): string {
  const parts = Object.entries(rows).flatMap(([name, row]) => {
    const write = row.write as (value: unknown) => string;
    const text = write(settings[name as keyof Settings]);
    return text === write(row.initial) ? [] : [`${row.key}=${escaped(text)}`];
  });
  return [`v=${version}`, ...parts].join("&");
}

/** A page says so many problems, and so many signs of each; who wrote more of them did not write a link. */
const [mostProblems, mostSigns] = [10, 40];

const shortened = (key: string): string => (key.length > mostSigns ? `${key.slice(0, mostSigns)}...` : key);

/** What a link said, and what in it could not be read. */
export interface ReadLink {
  readonly settings: Settings;
  /** Keys that are unknown or have no such value, the first of them; `v` for a newer version. */
  readonly problems: readonly string[];
}

/** The settings of a link; what it does not say is at its initial value. */
export function readLink(hash: string): ReadLink {
  const settings = initialSettings() as Record<string, unknown>;
  const problems = new Set<string>();
  for (const [key, text] of new URLSearchParams(hash.replace(/^#/, "").replaceAll("+", "%2B"))) {
    if (key === "v") {
      if (Number(text) !== version) problems.add("v");
      continue;
    }
    const [name, row] = Object.entries(rows).find(([, one]) => one.key === key) ?? [];
    const value = row?.read(text);
    if (name === undefined || value === undefined) problems.add(shortened(key));
    else settings[name] = value;
  }
  return { settings: settings as unknown as Settings, problems: [...problems].slice(0, mostProblems) };
}
