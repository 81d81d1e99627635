import "../styles/tokens.css";
import "../styles/base.css";
import { mount } from "svelte";
import type { Client } from "../bridge/client.ts";
import { Studio } from "../run/studio.svelte.ts";
import { readLink } from "../state/link.ts";
import App from "./App.svelte";

/** Puts the studio on the page, with the run of its link. */
export function begin(client: Client): void {
  const studio = new Studio(client);
  const { settings, problems } = readLink(location.hash);
  Object.assign(studio.settings, settings);
  mount(App, { target: document.getElementById("studio")!, props: { studio, problems } });
}
