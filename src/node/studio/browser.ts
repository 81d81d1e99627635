import { spawn } from "node:child_process";

/** The program that opens an address in the system's browser, with its arguments. */
export function browserCommand(platform: string, address: string): readonly [string, readonly string[]] {
  if (platform === "darwin") return ["open", [address]];
  // start takes its first quoted word for the title of a window.
  if (platform === "win32") return ["cmd", ["/c", "start", '""', address]];
  return ["xdg-open", [address]];
}

/** Opens an address in the system's browser. Where there is none nothing happens: the address is on the screen. */
export function openBrowser(address: string): void {
  const [program, words] = browserCommand(process.platform, address);
  const child = spawn(program, words, {
    detached: true,
    stdio: "ignore",
    windowsVerbatimArguments: true,
  });
  child.on("error", () => {});
  child.unref();
}
