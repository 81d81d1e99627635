/** The formats a document can be written in. */
export const formatNames = ["text", "markdown", "html", "latex", "json"] as const;
export type Format = (typeof formatNames)[number];
