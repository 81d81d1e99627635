import type { Task } from "../../src/data/dataset.ts";
import type { Change } from "../state/changes.ts";

/** An array as it crosses from the engine to the page. */
export interface Tensor {
  readonly shape: readonly number[];
  readonly values: Float64Array;
}

/** A layer as the page draws it. */
export interface LayerView {
  readonly type: string;
  /** As it is written: `4:tanh`. */
  readonly text: string;
  /** The number in its names, `W1`; of layers with weights. */
  readonly number?: number;
  readonly units?: number;
  readonly activation?: string;
}

/** A run that was begun: all that stays the same while it goes on. */
export interface Opened {
  readonly dataset: {
    readonly name: string;
    readonly task: Task;
    readonly features: readonly string[];
    readonly classes: readonly string[];
    readonly examples: number;
    /** Examples that the run does not see; 0 where there are none. */
    readonly fresh: number;
    readonly freshSeed?: number;
  };
  /** What is drawn of the data. */
  readonly cloud: Cloud;
  readonly layers: readonly LayerView[];
  readonly outputs: number;
  readonly loss: string;
  readonly optimizer: string;
  readonly stepsAnEpoch: number;
  /** Updates of the whole run. */
  readonly end: number;
  readonly changes: readonly Change[];
}

/** Points of the data along the two inputs that are drawn; one of them, and the target, for a single input. */
export interface Cloud {
  readonly axes: readonly number[];
  readonly ranges: readonly (readonly [number, number])[];
  readonly x: Float32Array;
  readonly y: Float32Array;
  /** A class, or a number to predict. */
  readonly target: Float32Array;
  /** Whether the field over these axes can be drawn. */
  readonly plane: boolean;
}

/** What a request for a picture says about what the page has already. */
export interface FrameWish {
  /** Which course of the run the page knows, and how many epochs of it. */
  readonly generation: number;
  readonly known: number;
  /** Points a side of the field; 0 for none. */
  readonly resolution: number;
}

/** A run as it is now. */
export interface Frame {
  readonly steps: number;
  readonly epoch: number;
  readonly playing: boolean;
  /** Whether the last update was taken. */
  readonly ended: boolean;
  /** Of the last epoch that was finished; NaN before. */
  readonly loss: number;
  readonly accuracy?: number;
  readonly fresh?: { readonly loss: number; readonly accuracy?: number };
  /** Parameters by name, where there are few enough to draw. */
  readonly weights: Readonly<Record<string, Tensor>>;
  readonly field?: {
    readonly resolution: number;
    readonly output: Float32Array;
    /** For each layer with weights, but the last: a map for each unit, one after the other. */
    readonly layers: readonly Float32Array[];
  };
  readonly course: {
    readonly generation: number;
    readonly first: number;
    readonly loss: Float64Array;
    readonly accuracy: Float64Array;
  };
  /** Updates taken in a second, lately; 0 when it stands. */
  readonly rate: number;
  readonly engine: { readonly backend: string; readonly note?: string };
  /** Why it cannot go on, where it left the finite numbers. */
  readonly fault?: string;
}
