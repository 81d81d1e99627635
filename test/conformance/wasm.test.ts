import { wasm } from "../../src/run/wasm.ts";
import { conformance } from "./suite.ts";

conformance(wasm);
