import type { OptionSpecs } from "../spec.ts";

/** All options of `serve`. */
export const serveOptions = {
  port: { value: "<n>", about: "port to listen on; 0 for any that is free (8080)" },
  host: { value: "<address>", about: "address to listen on; 0.0.0.0 lets other machines in (127.0.0.1)" },
  maxBytes: { value: "<n>", about: "bytes that a request may have (4194304)" },
  maxRows: { value: "<n>", about: "examples that a request may have (4096)" },
  rate: { value: "<n>", about: "requests a second of one client, 0 for no limit (200)" },
  grace: { value: "<seconds>", about: "time for open requests when it is told to stop (10)" },
} as const satisfies OptionSpecs;
