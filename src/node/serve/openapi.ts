import type { InputEncoding } from "../../data/encoding.ts";
import { npyType } from "./body.ts";
import type { Limits } from "./limits.ts";
import type { Served } from "./served.ts";

type Json = Readonly<Record<string, unknown>>;

/** The description of the server in OpenAPI 3.1, made from the network's own inputs and outputs. */
export function openApi(served: Served, limits: Limits, version: string): Json {
  const { name, encoding } = served;
  const failed = (description: string) => ({
    description,
    content: json({ $ref: "#/components/schemas/Error" }),
  });
  const numbers = { type: "array", items: { type: "number" } };
  return {
    openapi: "3.1.0",
    info: { title: `Predictions of ${name}`, version, description: about(served) },
    paths: {
      "/predict": {
        post: {
          operationId: "predict",
          summary: `What the network says about up to ${limits.rows} rows`,
          requestBody: {
            required: true,
            content: {
              ...json({ $ref: "#/components/schemas/Inputs" }),
              [npyType]: { schema: { description: "an array of shape (rows, columns)" } },
            },
          },
          responses: {
            200: {
              description: `JSON, or an npy array of the outputs where ${npyType} is accepted`,
              content: {
                ...json({ $ref: "#/components/schemas/Outputs" }),
                [npyType]: { schema: { description: "an array of shape (rows, outputs)" } },
              },
            },
            400: failed("inputs that do not fit the network"),
            413: failed(`a body over ${limits.bytes} bytes, or more than ${limits.rows} rows`),
            415: failed("a body that is neither JSON nor npy"),
            429: failed("too many requests of one client"),
            503: failed("the server is stopping"),
          },
        },
      },
      "/health": { get: { summary: "200 while it answers, 503 while it stops", responses: ok("the state") } },
      "/metrics": { get: { summary: "Counters in Prometheus' text format", responses: ok("the counters") } },
    },
    components: {
      schemas: {
        Row: recordOf(encoding.inputs),
        Inputs: {
          type: "object",
          required: ["inputs"],
          properties: {
            inputs: {
              description: "records by column name, or rows in the order of the columns",
              type: "array",
              minItems: 1,
              maxItems: limits.rows,
              items: { oneOf: [{ $ref: "#/components/schemas/Row" }, rowOf(encoding.inputs)] },
            },
          },
        },
        Outputs: {
          type: "object",
          required: encoding.target.task === "regression" ? ["outputs"] : ["outputs", "labels"],
          properties: {
            outputs: { type: "array", items: numbers, description: outputsOf(served) },
            ...(encoding.target.task === "regression"
              ? {}
              : { labels: { type: "array", items: labelsOf(encoding.target.classes) } }),
          },
        },
        Error: {
          type: "object",
          required: ["error"],
          properties: {
            error: {
              type: "object",
              required: ["code", "message"],
              properties: { code: { type: "string" }, message: { type: "string" } },
            },
          },
        },
      },
    },
  };
}

const json = (schema: Json): Json => ({ "application/json": { schema } });
const ok = (description: string): Json => ({ 200: { description } });
const labelsOf = (classes: readonly string[]): Json =>
  classes.length > 0 ? { type: "string", enum: classes } : { type: "string" };

function about({ encoding: { target, inputs } }: Served): string {
  const columns = inputs.length === 1 ? "1 column" : `${inputs.length} columns`;
  return target.task === "regression"
    ? `${columns} in, ${target.columns.map(({ name }) => name).join(", ")} out.`
    : `${columns} in, ${target.name} out: ${target.classes.join(", ")}.`;
}

function outputsOf({ encoding: { target } }: Served): string {
  if (target.task === "regression") return target.columns.map(({ name }) => name).join(", ");
  return target.classes.length > 2
    ? `for each row the probabilities of ${target.classes.join(", ")}`
    : `for each row the probability of ${target.classes[1] ?? "class 1"}`;
}

/** A missing value is null; a category may be one that is filled in as missing. */
const cellOf = (input: InputEncoding): Json =>
  input.type === "number"
    ? { type: ["number", "null"] }
    : { enum: [...input.categories, ...(input.missing ? [null] : [])] };

/** Columns that a record names one by one; with more, a description as long as the data itself helps nobody. */
const mostColumns = 200;

function recordOf(inputs: readonly InputEncoding[]): Json {
  if (inputs.length > mostColumns) return { type: "object", minProperties: inputs.length };
  return {
    type: "object",
    required: inputs.map(({ name }) => name),
    properties: Object.fromEntries(inputs.map((input) => [input.name, cellOf(input)])),
  };
}

function rowOf(inputs: readonly InputEncoding[]): Json {
  const size = { type: "array", minItems: inputs.length, maxItems: inputs.length };
  return inputs.length > mostColumns ? size : { ...size, prefixItems: inputs.map(cellOf) };
}
