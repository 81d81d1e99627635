import { interpreter } from "../../src/run/interpreter.ts";
import { conformance } from "./suite.ts";

conformance(interpreter);
