import { type Io, say } from "../io.ts";
import { shells } from "../options/shells.ts";
import { choiceOption } from "../optionValues.ts";

/** Scripts that ask `chainrule complete` for the words that may follow; where it knows none, the shell offers files. */
const scripts: Readonly<Record<(typeof shells)[number], string>> = {
  bash: `_chainrule() {
  local IFS=$'\\n'
  COMPREPLY=($(chainrule complete -- "\${COMP_WORDS[@]:1:COMP_CWORD}" 2>/dev/null | cut -f1))
}
complete -o bashdefault -o default -F _chainrule chainrule`,
  zsh: `#compdef chainrule
_chainrule() {
  local -a found
  found=(\${(f)"$(chainrule complete -- "\${(@)words[2,CURRENT]}" 2>/dev/null)"})
  if (( \${#found} )); then
    found=(\${found//:/\\\\:})
    found=(\${found/$'\\t'/:})
    _describe chainrule found
  else
    _files
  fi
}
(( $+functions[compdef] )) && compdef _chainrule chainrule`,
  fish: `complete -c chainrule -a '(chainrule complete -- (commandline -opc)[2..] (commandline -ct) 2>/dev/null)'`,
};

/** Prints a shell's script. */
export async function printScript(io: Io, [shell]: readonly string[]): Promise<number> {
  say(io.stdout, scripts[choiceOption("completion", shell, shells)!]);
  return 0;
}
