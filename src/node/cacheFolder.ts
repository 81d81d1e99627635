import { homedir } from "node:os";
import { join } from "node:path";

/** The folder for what can be fetched or made again: the platform's cache folder, then `chainrule`. */
export function cacheFolder(
  platform: string = process.platform,
  env: Readonly<Record<string, string | undefined>> = process.env,
  home = homedir(),
): string {
  if (platform === "win32")
    return join(env.LOCALAPPDATA ?? join(home, "AppData", "Local"), "chainrule", "Cache");
  if (platform === "darwin") return join(home, "Library", "Caches", "chainrule");
  return join(env.XDG_CACHE_HOME || join(home, ".cache"), "chainrule");
}
