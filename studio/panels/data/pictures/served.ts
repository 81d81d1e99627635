import type { NamedBytes } from "./files.ts";

/** The addresses of a data set's files on the studio's own server; empty where it has none. */
export async function servedFiles(name: string): Promise<string[]> {
  if (!location.protocol.startsWith("http")) return [];
  try {
    const answer = await fetch(new URL("served.json", location.href));
    const list = answer.ok ? ((await answer.json()) as unknown) : [];
    const addresses = Array.isArray(list) ? list.filter((one) => typeof one === "string") : [];
    return addresses.filter((address) => address.startsWith(`/data/${name}/`));
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
