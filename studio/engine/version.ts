export { version } from "../../src/cli/version.ts";
