/**
 * What stands between this process and a compiler: lines of the shell that start the words they are given, and end them
 * with all that these have started, and remove their folder, where they take too long or whoever asked is gone. It is
 * the compiler's parent that sees to it, because a process that is ended by force ends nobody else.
 *
 * `$1` is the folder, or nothing; `$2` how many seconds are enough; `$3` the process that asked, which is looked for
 * each second, or nothing: then the standard input ends with whoever has its other end, be that a process or a thread of
 * one; `$4` whether to give way to others. The words are never read as a text of the shell.
 */
export const wrapper = `
folder=$1 seconds=$2 asker=$3 gives_way=$4
shift 4
exec 3<&0
[ -z "$gives_way" ] || ! command -v nice >/dev/null || set -- nice -n 10 "$@"
"$@" 3<&- </dev/null &
compiler=$!
exec >/dev/null 2>&1
over() {
  trap '' TERM
  kill -TERM 0
  [ -z "$folder" ] || rm -rf "$folder"
  kill -KILL 0
}
if [ -n "$asker" ]; then
  (
    while kill -0 "$asker" && [ "$seconds" -gt 0 ]; do
      sleep 1
      seconds=$((seconds - 1))
    done
    over
  ) 3<&- &
else
  (sleep "$seconds"; over) 3<&- &
  (read -r line <&3; over) &
fi
wait "$compiler"
status=$?
trap '' TERM
kill -TERM 0
exit "$status"
`;

/** A command as the arguments of `sh`. */
export const wrapped = (
  words: readonly string[],
  how: {
    readonly folder?: string;
    readonly seconds: number;
    readonly asker?: number;
    readonly givesWay?: boolean;
  },
): readonly string[] => [
  "-c",
  wrapper,
  "chainrule",
  how.folder ?? "",
  String(how.seconds),
  String(how.asker ?? ""),
  how.givesWay ? "yes" : "",
  ...words,
];
