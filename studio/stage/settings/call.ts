import type { SettingView } from "../../engine/catalogue.ts";

/** A kind with its settings as text: `sgd(momentum=0.9)`. */
export interface Call {
  readonly name: string;
  /** The values that are written, by the names of the settings. */
  readonly values: Readonly<Record<string, string>>;
}

/** Reads `huber(2)` or `sgd(momentum=0.9)`; values without a name take the settings in order. */
export function readCall(text: string, settings: readonly SettingView[]): Call {
  const [, name = text, list = ""] = /^\s*(\w+)\s*(?:\((.*)\))?\s*$/.exec(text) ?? [];
  const values = list.split(",").flatMap((piece, i): [string, string][] => {
    const [, key = settings[i]?.name, value = ""] = /^\s*(?:(\w+)\s*=)?\s*(.*?)\s*$/.exec(piece) ?? [];
    return key === undefined || value === "" ? [] : [[key, value]];
  });
  return { name, values: Object.fromEntries(values) };
}

/** The text of a call, without the settings that are at their initial values. */
export function writeCall({ name, values }: Call, settings: readonly SettingView[]): string {
  const written = Object.entries(values).filter(
    ([key, value]) => value !== "" && value !== String(settings.find((one) => one.name === key)?.initial),
  );
  return written.length === 0
    ? name
    : `${name}(${written.map(([key, value]) => `${key}=${value}`).join(",")})`;
}
