// @vitest-environment happy-dom
import { cleanup, fireEvent, render, screen } from "@testing-library/svelte";
import { flushSync } from "svelte";
import { afterEach, expect, test } from "vitest";
import { hover } from "../hover.svelte.ts";
import { darken, light, shine, slip } from "../light.svelte.ts";
import { type Asked, fakeStudio, runOnStage } from "../testing.svelte.ts";
import Network from "./Network.svelte";

const palette = {
  paper: [255, 255, 255],
  ink: [0, 0, 0],
  classes: Array.from({ length: 10 }, () => [0, 0, 255]),
} as const;

function shown(
  layers: string,
  changed: Parameters<typeof runOnStage>[0] = {},
): { asked: Asked; container: Element } {
  const { studio, asked } = fakeStudio(runOnStage({ layers, ...changed }));
  const { container } = render(Network, { studio, palette } as never);
  flushSync();
  return { asked, container };
}

afterEach(() => {
  cleanup();
  darken(light);
  darken(slip);
  hover.point = undefined;
});

test("the sign of a weight is told by form as well as by color, and the exact value by its focus", async () => {
  const { container } = shown("4:tanh,1:sigmoid", { dtype: "float64" });
  expect(container.querySelectorAll("path.edge").length).toBe(12);
  // RandomState(3) draws the first weights of the lesson: 0.01789, 0.00437, 0.00096, -0.01863.
  const edge = container.querySelector('[data-stop="weight-1-1-1"]')!;
  expect(edge.getAttribute("aria-label")).toBe("W1[1,1], weight from input x2 to unit 2 of layer 1");
  await fireEvent.focusIn(edge);
  await fireEvent.focus(edge);
  flushSync();
  expect(container.querySelector("#network-readout")!.textContent).toContain("W1[1,1] = -0.0186349270");
  expect(container.querySelectorAll("path.edge")[5]!.getAttribute("class")).toContain("minus");
  expect(container.querySelectorAll("path.edge")[0]!.getAttribute("class")).not.toContain("minus");
});

test("arrow keys walk from the inputs along the edges", async () => {
  const { container } = shown("4:tanh,1:sigmoid");
  const first = container.querySelector<HTMLElement>('[data-stop="unit-0-0"]')!;
  expect([...container.querySelectorAll('.picture [tabindex="0"]')]).toEqual([first]);
  first.focus();
  await fireEvent.keyDown(first, { key: "ArrowRight" });
  await Promise.resolve();
  expect(document.activeElement!.getAttribute("data-stop")).toBe("weight-1-0-0");
});

test("a value that is typed is sent as it is, for its place in the array", async () => {
  const { container, asked } = shown("4:tanh,1:sigmoid");
  const edge = container.querySelector<HTMLElement>('[data-stop="weight-1-1-2"]')!;
  edge.focus();
  await fireEvent.keyDown(edge, { key: "Enter" });
  const field = screen.getByLabelText("W1[1,2], Value");
  await fireEvent.input(field, { target: { value: "-1.25" } });
  await fireEvent.input(field, { target: { value: "" } });
  await new Promise((resolve) => setTimeout(resolve));
  expect(asked).toEqual([["change", { kind: "weight", name: "W1", place: 6, value: -1.25 }]]);
  await fireEvent.keyDown(field, { key: "Escape" });
  expect(screen.queryByRole("dialog")).toBeNull();
});

test("a hidden activation changes while weights stay; the number of units begins the run anew", async () => {
  const { asked } = shown("4:tanh,1:sigmoid", { step: 3 });
  await screen.findAllByRole("option", { name: "relu" });
  await fireEvent.change(screen.getByLabelText("Activation of layer 1"), { target: { value: "relu" } });
  await fireEvent.click(screen.getByLabelText("One unit more in layer 1"));
  await fireEvent.click(screen.getByLabelText("Add a layer before layer 1"));
  await fireEvent.click(screen.getByLabelText("Remove layer 1"));
  expect(asked).toEqual([
    ["change", { kind: "layers", layers: "4:relu,1:sigmoid" }],
    ["restart", { layers: "5:tanh,1:sigmoid" }],
    ["restart", { layers: "4:tanh,4:tanh,1:sigmoid" }],
    ["restart", { layers: "1:sigmoid" }],
  ]);
});

test("the number of outputs is not changed, and the page says why", async () => {
  const { asked } = shown("4:tanh,1:sigmoid");
  await fireEvent.click(screen.getByLabelText("One unit more in layer 2"));
  expect(asked).toEqual([]);
  expect(screen.getByRole("status").textContent).toContain("one unit with sigmoid, or two with softmax");
});

test("fifty units are twelve and a number, and dropout and softmax are steps of their own", () => {
  const { container } = shown("50:relu,dropout(0.2),2:softmax");
  expect(container.querySelectorAll("button.unit").length).toBe(2 + 12 + 2);
  expect([...container.querySelectorAll("text")].map((text) => text.textContent!.trim())).toEqual([
    "dropout(0.2)",
    "+38 more",
    "softmax",
    expect.stringContaining("x1"),
    expect.stringContaining("x2"),
  ]);
});

test("a network with too many weights is drawn without them", () => {
  const { container } = shown("150:relu,150:relu,1:sigmoid");
  expect(container.querySelectorAll("path.hit").length).toBe(0);
  expect(container.querySelectorAll("path.edge.plain").length).toBe(24 + 144 + 12);
  expect(container.textContent).toContain("2 × 150 + 150 × 150 + 150 × 1 weights");
});

test("what another panel lights is marked, and a slip in its own way", () => {
  const { container } = shown("4:tanh,1:sigmoid");
  shine(light, ["dW1"], [{ name: "A1", place: 4 * 9 + 3 }]);
  shine(slip, [], [{ name: "W2", place: 2 }]);
  flushSync();
  expect(container.querySelectorAll("path.halo:not(.wrong)").length).toBe(8);
  expect(container.querySelectorAll("path.halo.wrong").length).toBe(1);
  expect(container.querySelector(".unit.lit")!.getAttribute("data-stop")).toBe("unit-1-3");
  darken(light);
  flushSync();
  expect(container.querySelectorAll("path.halo:not(.wrong)").length).toBe(0);
});

test("every unit says its value at the point that is looked at", () => {
  const { container } = shown("4:tanh,1:sigmoid");
  expect(container.querySelectorAll(".value").length).toBe(0);
  hover.point = { i: 0, j: 99 };
  flushSync();
  expect(container.querySelectorAll(".value").length).toBe(2 + 4 + 1);
});
