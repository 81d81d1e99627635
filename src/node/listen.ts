import type { Server } from "node:http";
import { codeOf } from "./readFile.ts";

/** Starts a server on a port of an address; rejects with Node's error where that cannot be had. */
export function listen(server: Server, host: string, port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once("error", reject);
    server.listen(port, host, () => {
      server.off("error", reject);
      resolve();
    });
  });
}

/** Why a port cannot be listened on, as it reads after "got"; undefined for other errors. */
export const reasonAgainstPort = (port: number, cause: unknown): string | undefined =>
  ({
    EADDRINUSE: `${port}, which another program listens on`,
    EACCES: `${port}, which only an administrator may use`,
  })[codeOf(cause) ?? ""];
