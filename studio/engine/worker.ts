import type { Question } from "../bridge/message.ts";
import { answer } from "./answer.ts";

/** The engine in a thread of its own. */
addEventListener("message", ({ data }: MessageEvent<Question>) => {
  void answer(data).then((reply) => postMessage(reply));
});
postMessage("ready");
