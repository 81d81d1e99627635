import type { Server } from "node:http";
import { type AddressInfo, isIPv6 } from "node:net";
import { setTimeout } from "node:timers/promises";
import { createAdaptorServer, type HttpBindings } from "@hono/node-server";
import { fail } from "../../base/error.ts";
import { listen, reasonAgainstPort } from "../listen.ts";
import { codeOf } from "../readFile.ts";
import { app } from "./app.ts";
import type { Limits } from "./limits.ts";
import type { Served } from "./served.ts";

export interface PredictionServer {
  /** Where it listens: `http://127.0.0.1:8080`. */
  readonly address: string;
  /** Takes no more requests, answers those that came, and ends all that is left after `grace` seconds. */
  stop(grace: number): Promise<void>;
}

export interface ServeOptions {
  readonly host: string;
  /** 0: one that is free. */
  readonly port: number;
  readonly limits: Limits;
  readonly version: string;
}

/** Milliseconds for a request to come in whole, and for its headers alone: a slow client keeps no place for long. */
const timeouts = { requestTimeout: 30_000, headersTimeout: 10_000, keepAliveTimeout: 5_000 };

/**
 * Milliseconds in which connections that came before the end are still read: what they ask is refused in words. Node
 * itself resets a connection whose request it has not read yet when it closes.
 */
const farewell = 500;

const loopbacks = ["127.0.0.1", "localhost", "::1"];

/**
 * Serves predictions over HTTP.
 *
 * @throws ChainruleError `usage` for an address or port that cannot be had
 */
export async function servePredictions(served: Served, options: ServeOptions): Promise<PredictionServer> {
  const { host, port, limits, version } = options;
  let isStopping = false;
  const routes = app(served, {
    limits,
    version,
    isLocal: loopbacks.includes(host),
    isStopping: () => isStopping,
    connection(context) {
      const { incoming } = context.env as HttpBindings;
      return { client: incoming.socket.remoteAddress ?? "", port: incoming.socket.localPort ?? 0 };
    },
  });
  const server = createAdaptorServer({ fetch: routes.fetch, serverOptions: timeouts }) as Server;
  await listen(server, host, port).catch((cause) => refuse(host, port, cause));
  const { port: used } = server.address() as AddressInfo;
  return {
    address: `http://${isIPv6(host) ? `[${host}]` : host}:${used}`,
    async stop(grace) {
      isStopping = true;
      await setTimeout(Math.min(farewell, grace * 1000));
      const closed = new Promise((resolve) => server.close(resolve));
      const left = new AbortController();
      const late = setTimeout(grace * 1000, undefined, { signal: left.signal }).then(
        () => server.closeAllConnections(),
        () => {},
      );
      await closed;
      left.abort();
      await late;
    },
  };
}

function refuse(host: string, port: number, cause: unknown): never {
  const reason = reasonAgainstPort(port, cause);
  const isForeign = ["EADDRNOTAVAIL", "ENOTFOUND"].includes(codeOf(cause) ?? "");
  const foreign = isForeign ? `${host}, which is no address of this machine` : String(cause);
  return fail(
    "usage",
    {
      who: "serve",
      expected: "a host and a port to listen on",
      got: reason === undefined ? foreign : `port ${reason}`,
      fix: "Choose others with --host and --port.",
    },
    cause,
  );
}
