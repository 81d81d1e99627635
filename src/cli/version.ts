import manifest from "../../package.json" with { type: "json" };

/** The version of this Chainrule. */
export const { version } = manifest;
