import type { Activation } from "../../../../nn/activations.ts";
import { type Read, refuse } from "./occurrence.ts";

/** An activation, whose attributes must be the ones that it has here. */
export const activation =
  (
    name: Activation,
    ...settings: readonly (readonly [name: string, otherwise: number, needed: number])[]
  ): Read =>
  (stack, occurrence) => {
    for (const [key, otherwise, needed] of settings) {
      const value = occurrence.attributes.float(key, otherwise);
      if (Math.abs(value - needed) > 1e-6 * needed)
        refuse(
          occurrence,
          `${key} ${needed}, as ${name} has it,`,
          String(value),
          "Train the network with it.",
        );
    }
    stack.activation(name);
  };

export const gelu: Read = (stack, occurrence) => {
  const approximate = occurrence.attributes.text("approximate", "none");
  if (approximate !== "none")
    refuse(
      occurrence,
      'approximate "none"',
      `"${approximate}"`,
      "It is off by up to 0.0005 from the one here.",
    );
  stack.activation("gelu");
};
