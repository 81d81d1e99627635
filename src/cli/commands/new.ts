import { command } from "../spec.ts";

export const newProject = command<Record<never, never>>({
  name: "new",
  about: "write a project to start from: a TypeScript program that trains, judges and predicts",
  arguments: [{ name: "<folder>", about: "a folder that is not there yet, or is empty" }],
  options: {},
  examples: [["new my-network", "then: cd my-network && npm install && npm start"]],
  load: async () => (await import("../run/new.ts")).startProject,
});
