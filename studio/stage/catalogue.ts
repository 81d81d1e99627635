import type { Client } from "../bridge/client.ts";
import type { Catalogue } from "../engine/catalogue.ts";

const asked = new WeakMap<Client, Promise<Catalogue>>();

/** What a run can be made of: it never changes, so that each engine is asked once. */
export function catalogueOf(client: Client): Promise<Catalogue> {
  const known = asked.get(client) ?? client.ask("catalogue");
  asked.set(client, known);
  return known;
}
