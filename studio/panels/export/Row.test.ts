// @vitest-environment happy-dom
import { cleanup, fireEvent, render } from "@testing-library/svelte";
import { afterEach, expect, test, vi } from "vitest";
import type { Said } from "../../../src/explain/language/sentences.ts";
import { Complaint } from "../../bridge/client.ts";
import type { Taken, Thing } from "./engine.ts";
import Row from "./Row.svelte";
import { shelves } from "./shelf.ts";

afterEach(cleanup);

const itemOf = (title: string) =>
  shelves.flatMap(({ items }) => items).find((item) => item.title.en === title)!;
const text: Taken = { name: "run.py", type: "text/plain", content: "<b>import numpy</b>" };

function shown(title: string, take: (thing: Thing) => Promise<Taken> = async () => text) {
  const print = vi.fn();
  const page = render(Row, { item: itemOf(title), say: (said: Said) => said.en, take, print });
  return { ...page, print };
}

test("every thing stands on a shelf once for each form", () => {
  const forms = shelves.flatMap(({ items }) =>
    items.flatMap(({ buttons }) => buttons.map(({ thing, action }) => `${thing} ${action}`)),
  );
  expect(new Set(forms).size).toBe(forms.length);
  expect(new Set(forms.map((form) => form.split(" ")[0])).size).toBe(15);
});

test("a program is shown as text, not as HTML, and hidden again", async () => {
  const { getByRole, container, findByRole } = shown("NumPy");
  await fireEvent.click(getByRole("button", { name: "NumPy: Show" }));
  const hide = await findByRole("button", { name: "NumPy: Hide" });
  expect(container.querySelector("pre")!.textContent).toBe("<b>import numpy</b>");
  expect(container.querySelector("b")).toBe(null);
  await fireEvent.click(hide);
  expect(container.querySelector("pre")).toBe(null);
});

test("what is printed is the body of the document", async () => {
  const { getByRole, print } = shown("Worksheet", async () => ({
    ...text,
    content: "<html><head><style>x</style></head><body>\n<h1>Sheet</h1></body></html>",
  }));
  await fireEvent.click(getByRole("button", { name: "Worksheet: Print" }));
  await vi.waitFor(() => expect(print).toHaveBeenCalledWith("\n<h1>Sheet</h1>"));
});

test("a complaint stands in the row, and goes with the next try", async () => {
  let works = false;
  const { getByRole, findByRole, queryByRole } = shown("NumPy", async () => {
    if (!works)
      throw new Complaint("usage", "numpyTraining: expected an optimizer whose update is one formula.");
    return text;
  });
  await fireEvent.click(getByRole("button", { name: "NumPy: Show" }));
  expect((await findByRole("alert")).textContent).toContain("whose update is one formula");
  works = true;
  await fireEvent.click(getByRole("button", { name: "NumPy: Show" }));
  await vi.waitFor(() => expect(queryByRole("alert")).toBe(null));
});
