import type { FloatType } from "../../src/index.ts";
import { type backends, train } from "./program.ts";

const { searchParams } = new URL(location.href);
const dtype = searchParams.get("dtype") as FloatType;
const backend = searchParams.get("backend") as keyof typeof backends;
train(dtype, backend).then(
  (weights) => {
    document.title = JSON.stringify(weights);
  },
  (error) => {
    document.title = `failed: ${error}`;
  },
);
