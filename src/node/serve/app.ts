import { type Context, Hono } from "hono";
import { bodyLimit } from "hono/body-limit";
import { secureHeaders } from "hono/secure-headers";
import { writeNpy } from "../../array/npy.ts";
import { ChainruleError } from "../../base/error.ts";
import { predictionJson, predictTable } from "../prediction.ts";
import { isOwnHost } from "../studio/headers.ts";
import { bodyReaders, npyType } from "./body.ts";
import { type Limits, limiter } from "./limits.ts";
import { metrics } from "./metrics.ts";
import { openApi } from "./openapi.ts";
import type { Served } from "./served.ts";

export interface AppOptions {
  readonly limits: Limits;
  readonly version: string;
  /** Whether only this machine may ask, so that a request under a foreign name is refused. */
  readonly isLocal: boolean;
  /** Whether the server is stopping. */
  isStopping(): boolean;
  /** The address of the client, and the port it came in by. */
  connection(context: Context): { readonly client: string; readonly port: number };
}

/** What the server answers: a function from a request to an answer. */
export function app(served: Served, options: AppOptions): Hono {
  const { limits, isLocal, version } = options;
  const counts = metrics();
  const waitOf = limiter(limits.rate);
  const description = openApi(served, limits, version);
  const { encoding } = served;
  const columns = new Set([...encoding.columns, ...encoding.inputs.map(({ name }) => name)]).size;
  const routes = new Hono();

  routes.use(async (context, next) => {
    const end = counts.begin();
    await next();
    const known = routes.routes.some(({ path }) => path === context.req.path);
    end(known ? context.req.path : "other", context.res.status);
  });
  routes.use(secureHeaders());
  routes.use(async (context, next) => {
    const { port } = options.connection(context);
    if (isLocal && !isOwnHost(context.req.header("host"), port))
      return refuse(context, 421, "usage", "this server answers to 127.0.0.1 and localhost alone");
    if (options.isStopping()) context.header("connection", "close");
    return next();
  });

  routes.get("/", (context) =>
    context.json({ name: served.name, predict: "/predict", description: "/openapi.json" }),
  );
  routes.get("/health", (context) =>
    options.isStopping() ? context.json({ status: "stopping" }, 503) : context.json({ status: "ok" }),
  );
  routes.get("/metrics", async (context) =>
    context.body(await counts.text(), 200, { "content-type": counts.contentType }),
  );
  routes.get("/openapi.json", (context) => context.json(description));

  routes.post(
    "/predict",
    async (context, next) => {
      if (options.isStopping()) return refuse(context, 503, "aborted", "the server is stopping");
      const wait = waitOf(options.connection(context).client);
      if (wait === 0) return next();
      context.header("retry-after", String(Math.ceil(wait)));
      return refuse(context, 429, "usage", `more than ${limits.rate} requests a second from one client`);
    },
    bodyLimit({
      maxSize: limits.bytes,
      onError: (context) => refuse(context, 413, "usage", `the body may have ${limits.bytes} bytes`),
    }),
    async (context) => {
      const type = (context.req.header("content-type") ?? "").split(";")[0]!.trim().toLowerCase();
      const reader = Object.hasOwn(bodyReaders, type) ? bodyReaders[type] : undefined;
      if (!reader)
        return refuse(context, 415, "usage", `the body must be ${Object.keys(bodyReaders).join(" or ")}`);
      const given = reader(new Uint8Array(await context.req.arrayBuffer()), {
        rows: limits.rows,
        columns,
        encoding,
      });
      if (given.rows > limits.rows)
        return refuse(context, 413, "usage", `a request may have ${limits.rows} rows, not ${given.rows}`);
      const table = given.table();
      const prediction = await predictTable(served, table);
      counts.predicted(table.rows);
      if ((context.req.header("accept") ?? "").includes(npyType))
        return context.body(writeNpy(prediction.outputs).slice(), 200, { "content-type": npyType });
      return context.json(predictionJson(served.model, prediction));
    },
  );

  routes.notFound((context) => {
    const allowed = routes.routes
      .filter(({ path, method }) => path === context.req.path && method !== "ALL")
      .map(({ method }) => method);
    if (allowed.length === 0) return refuse(context, 404, "usage", `there is no ${context.req.path}`);
    context.header("allow", [...new Set(allowed)].join(", "));
    return refuse(context, 405, "usage", `${context.req.path} takes ${allowed[0]}`);
  });
  routes.onError((error, context) =>
    error instanceof ChainruleError && error.code !== "internal"
      ? refuse(context, 400, error.code, error.message)
      : refuse(context, 500, "internal", "the server failed; its log may say more"),
  );
  return routes;
}

const refuse = (
  context: Context,
  status: 400 | 404 | 405 | 413 | 415 | 421 | 429 | 500 | 503,
  code: string,
  message: string,
): Response => context.json({ error: { code, message } }, status);
