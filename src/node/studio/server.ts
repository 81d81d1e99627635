import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { ChainruleError, fail } from "../../base/error.ts";
import { listen, reasonAgainstPort } from "../listen.ts";
import { codeOf } from "../readFile.ts";
import { answerWith, refuse } from "./answer.ts";
import { isOwnHost } from "./headers.ts";
import type { Resources } from "./resource.ts";

/** A server that runs. */
export interface StudioServer {
  /** Where it listens, with a slash at the end. */
  readonly address: string;
  readonly port: number;
  /** Ends every connection and stops listening. */
  close(): Promise<void>;
}

/** Where the studio listens unless that port is taken. */
const usualPort = 4747;

/** The loopback interface: no other machine reaches it. */
const loopback = "127.0.0.1";

/**
 * Serves resources to this machine alone: by GET and HEAD, under its own names, with a strict policy on each answer.
 *
 * @param port to listen on; without it 4747, or another where that one is taken
 * @throws ChainruleError `usage` for a port that is taken or may not be used
 */
export async function serve(resources: Resources, port?: number): Promise<StudioServer> {
  const server = createServer((request, response) => void respond(resources, request, response));
  await listen(server, loopback, port ?? usualPort)
    .catch((cause) => {
      if (port === undefined && codeOf(cause) === "EADDRINUSE") return listen(server, loopback, 0);
      throw cause;
    })
    .catch((cause) => refusePort(port ?? usualPort, cause));
  const { port: used } = server.address() as AddressInfo;
  return {
    address: `http://${loopback}:${used}/`,
    port: used,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

function refusePort(port: number, cause: unknown): never {
  fail(
    "usage",
    {
      who: "studio port",
      expected: "a port that is free",
      got: reasonAgainstPort(port, cause) ?? `an error (${codeOf(cause) ?? String(cause)})`,
      fix: "Choose another, or leave it out.",
    },
    cause,
  );
}

async function respond(
  resources: Resources,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const { method = "", url = "", headers, socket } = request;
  if (!isOwnHost(headers.host, socket.localPort ?? 0))
    return refuse(request, response, 403, "Served to this machine alone, under its own names.");
  if (method !== "GET" && method !== "HEAD")
    return refuse(request, response, 405, "Only GET and HEAD.", { allow: "GET, HEAD" });
  const resource = resources.get(url.split("?")[0]!);
  if (!resource) return refuse(request, response, 404, "There is nothing here.");
  try {
    await answerWith(resource, request, response);
  } catch (error) {
    const isGone = error instanceof ChainruleError;
    refuse(request, response, isGone ? 404 : 500, isGone ? error.message : "It could not be read.");
  }
}
