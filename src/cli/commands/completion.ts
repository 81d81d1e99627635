import { shells } from "../options/shells.ts";
import { command } from "../spec.ts";

export const completion = command<Record<never, never>>({
  name: "completion",
  about: "print the script that lets a shell complete commands, options and data sets",
  arguments: [{ name: "<shell>", about: shells.join(", ") }],
  options: {},
  examples: [
    ["completion bash >> ~/.bashrc", "bash"],
    ["completion zsh > ~/.zsh/_chainrule", "zsh, where ~/.zsh is in $fpath"],
    ["completion fish > ~/.config/fish/completions/chainrule.fish", "fish"],
  ],
  load: async () => (await import("../run/completion.ts")).printScript,
});
