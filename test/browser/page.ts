import type { FloatType } from "../../src/index.ts";
import { train } from "./program.ts";

const dtype = new URL(location.href).searchParams.get("dtype") as FloatType;
train(dtype).then(
  (weights) => {
    document.title = JSON.stringify(weights);
  },
  (error) => {
    document.title = `failed: ${error}`;
  },
);
