import { homedir } from "node:os";
import { join } from "node:path";

/**
 * The folder for what can be fetched or made again: the platform's cache folder, then `chainrule`. Undefined where the
 * user has no home, as in a container whose user is not in its list of users.
 */
export function cacheFolder(
  platform: string = process.platform,
  env: Readonly<Record<string, string | undefined>> = process.env,
  homeOf: () => string = homedir,
): string | undefined {
  if (platform === "win32" && env.LOCALAPPDATA) return join(env.LOCALAPPDATA, "chainrule", "Cache");
  if (platform !== "win32" && platform !== "darwin" && env.XDG_CACHE_HOME)
    return join(env.XDG_CACHE_HOME, "chainrule");
  const home = orNothing(homeOf);
  if (home === undefined) return undefined;
  if (platform === "win32") return join(home, "AppData", "Local", "chainrule", "Cache");
  if (platform === "darwin") return join(home, "Library", "Caches", "chainrule");
  return join(home, ".cache", "chainrule");
}

function orNothing(homeOf: () => string): string | undefined {
  try {
    return homeOf() || undefined;
  } catch {
    return undefined;
  }
}
