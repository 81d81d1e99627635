/** Prints the programs that scripts/golden/programs.py runs, as JSON by name. */
import { programs } from "../../test/derivation/programs.ts";

process.stdout.write(JSON.stringify(Object.fromEntries(programs.map(({ name, text }) => [name, text]))));
