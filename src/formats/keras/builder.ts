import { fail } from "../../base/error.ts";
import { formatShape, type Shape } from "../../base/shape.ts";
import type { Layer } from "../../nn/layers/layer.ts";
import { type Affine, compose } from "./affine.ts";
import type { KerasLayer } from "./config.ts";

/** Where an array of one of our layers comes from: the layer's variable of that number, or one number everywhere. */
export type Source = { readonly variable: number } | { readonly constant: number };

/** One of our layers, and where its arrays come from, by symbol. */
export interface Built {
  readonly layer: Layer;
  readonly keras: KerasLayer;
  readonly sources: Readonly<Record<string, Source>>;
}

/** What has been taken over so far, from the input on. */
export class Builder {
  /** The shape of an example where the next layer begins. */
  shape: Shape;
  /** What happens to the inputs before the first layer. */
  affine: Affine | undefined;
  readonly features: number;
  readonly built: Built[] = [];
  readonly notes: string[] = [];

  constructor(shape: Shape, features: number) {
    this.shape = shape;
    this.features = features;
  }

  push(keras: KerasLayer, layer: Layer, sources: Built["sources"] = {}): void {
    this.built.push({ keras, layer, sources });
  }

  /** Adds a step that shifts and scales the inputs; after a layer there is none in Chainrule. */
  scale({ who }: KerasLayer, step: Affine): void {
    if (this.built.length > 0)
      fail("data", {
        who,
        expected: "scaling of the inputs alone, before every other layer",
        got: "one after a layer",
        fix: "Fold it into the layer that follows.",
      });
    this.affine = this.affine ? compose(this.affine, step) : step;
  }

  /** Layers that look at a whole row need one axis of features. */
  requireRows({ who }: KerasLayer): number {
    const [features, ...others] = this.shape;
    if (features === undefined || others.length > 0)
      fail("data", {
        who,
        expected: "examples of one axis",
        got: `shape ${formatShape(this.shape)}`,
        fix: "Put a Flatten before it.",
      });
    return features!;
  }
}
