import type { NamedBytes } from "./files.ts";

/** A data set whose files are on the studio's own server. */
export interface Served {
  readonly name: string;
  readonly addresses: readonly string[];
}

/** Those of the data sets whose files the studio's own server has. */
export async function servedSets(names: readonly string[]): Promise<Served[]> {
  const all = await servedAddresses();
  return names
    .map((name) => ({ name, addresses: all.filter((address) => address.startsWith(`/data/${name}/`)) }))
    .filter(({ addresses }) => addresses.length > 0);
}

async function servedAddresses(): Promise<string[]> {
  if (!location.protocol.startsWith("http")) return [];
  try {
    const answer = await fetch(new URL("served.json", location.href));
    const list = answer.ok ? ((await answer.json()) as unknown) : [];
    return Array.isArray(list) ? list.filter((one) => typeof one === "string") : [];
  } catch {
    return [];
  }
}

/** The files at these addresses, fetched one after the other: the largest has ten megabytes. */
export async function fetched(addresses: readonly string[]): Promise<NamedBytes[]> {
  const files: NamedBytes[] = [];
  for (const address of addresses) {
    const answer = await fetch(new URL(address, location.origin));
    const name = decodeURIComponent(address.split("/").at(-1)!);
    files.push({ name, bytes: new Uint8Array(await answer.arrayBuffer()) });
  }
  return files;
}
