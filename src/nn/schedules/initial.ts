import { number } from "../settings.ts";

/** The learning rate a schedule is built around. */
export const initial = number(0.1, { above: 0 });
