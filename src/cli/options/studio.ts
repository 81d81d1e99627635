import type { OptionSpecs } from "../spec.ts";
import { dataOptions } from "./data.ts";

const { dataDir } = dataOptions;

/** All options of `studio`. */
export const studioOptions = {
  port: { value: "<n>", about: "port to listen on (4747, or another where that one is taken)" },
  dataDir,
  open: { about: "print the address, open no browser", negative: true },
  offline: { value: "<file>", about: "write the studio as one page that works from the disk, and end" },
} as const satisfies OptionSpecs;
