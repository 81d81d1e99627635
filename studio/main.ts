import "./styles/tokens.css";
import "./styles/base.css";
import { mount } from "svelte";
import App from "./app/App.svelte";
import { connect } from "./bridge/client.ts";
import { startWorker } from "./bridge/startWorker.ts";
import { Studio } from "./run/studio.svelte.ts";
import { readLink } from "./state/link.ts";

const client = await connect(startWorker);
const studio = new Studio(client);
const { settings, problems } = readLink(location.hash);
Object.assign(studio.settings, settings);
mount(App, { target: document.getElementById("studio")!, props: { studio, problems } });
