import { connect } from "./bridge/client.ts";
import { startWorker } from "./bridge/startWorker.ts";

// The engine is sent for before the page's own parts: both load at the same time.
const client = connect(startWorker);
void import("./app/begin.ts").then(async ({ begin }) => begin(await client));
