import type { OptionSpecs } from "../spec.ts";

/** All options of `serve`. */
export const serveOptions = {
  port: { value: "<n>", about: "port to listen on; 0 for any that is free (8080)" },
  host: { value: "<address>", about: "address to listen on; 0.0.0.0 lets other machines in (127.0.0.1)" },
  maxBytes: { value: "<n>", about: "most bytes of a request (4194304)" },
  maxRows: { value: "<n>", about: "most examples in a request (4096)" },
  rate: { value: "<n>", about: "most requests a second of one client, 0 for no limit (200)" },
  grace: { value: "<seconds>", about: "time that open requests get when it is told to stop (10)" },
} as const satisfies OptionSpecs;
