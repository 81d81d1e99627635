import type { Lesson } from "./lesson.ts";

/** The lessons in their order; each is loaded when it is asked for. */
export const lessons: readonly (() => Promise<Lesson>)[] = [
  async () => (await import("./1/program.ts")).lesson,
  async () => (await import("./2/program.ts")).lesson,
  async () => (await import("./3/program.ts")).lesson,
  async () => (await import("./4/program.ts")).lesson,
  async () => (await import("./5/program.ts")).lesson,
];
