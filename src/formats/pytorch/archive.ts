import { readZip } from "../../array/zip.ts";
import { fail } from "../../base/error.ts";
import { mostContents } from "../npz/limits.ts";

/** The zip archive that `torch.save` writes since PyTorch 1.6. */
export interface Archive {
  /** The pickle, which says what the file holds. */
  readonly pickle: Uint8Array;
  /** The files of the storages, by their key. */
  readonly storages: ReadonlyMap<string, Uint8Array>;
  readonly littleEndian: boolean;
}

/** How files begin that PyTorch before 1.6 wrote: a pickle of the number 0x1950a86a20f9469cfc6c. */
const oldStart = [0x8a, 0x0a, 0x6c, 0xfc, 0x9c, 0x46, 0xf9, 0x20, 0x6a, 0xa8, 0x50, 0x19];

/** @throws ChainruleError `data` for another file, a damaged archive, or one larger inside than it may be */
export async function openArchive(bytes: Uint8Array, who: string): Promise<Archive> {
  if (oldStart.every((byte, i) => bytes[2 + i] === byte))
    return refuse(
      who,
      "the zip archive that torch.save writes since PyTorch 1.6",
      "a file of the older format",
      `Write it anew in Python: torch.save(torch.load("old.pt", weights_only=True), "new.pt").`,
    );
  const files = await readZip(bytes, mostContents(bytes.length)).catch((cause: Error) =>
    refuse(
      who,
      "a file that torch.save wrote (a zip archive)",
      `bytes that do not read as one (${cause.message})`,
      "Is the file complete?",
      cause,
    ),
  );
  const outside = [...files.keys()].find((name) => name.split(/[/\\]/).includes(".."));
  if (outside !== undefined) return refuse(who, "files inside the archive", JSON.stringify(outside));
  const pickles = [...files.keys()].filter((name) => /^[^/]*\/?data\.pkl$/.test(name));
  if (pickles.length !== 1)
    return refuse(
      who,
      "an archive with one data.pkl, as torch.save writes it",
      `${pickles.length}`,
      'Save it in Python with torch.save(model.state_dict(), "net.pt").',
    );
  const folder = pickles[0]!.slice(0, -"data.pkl".length);
  const order = new TextDecoder().decode(files.get(`${folder}byteorder`)) || "little";
  if (order !== "little" && order !== "big")
    return refuse(who, "little or big as byteorder", JSON.stringify(order.slice(0, 20)));
  const data = `${folder}data/`;
  const storages = [...files].filter(([name]) => name.startsWith(data));
  return {
    pickle: files.get(pickles[0]!)!,
    storages: new Map(storages.map(([name, content]) => [name.slice(data.length), content])),
    littleEndian: order === "little",
  };
}

const refuse = (who: string, expected: string, got: string, fix?: string, cause?: unknown): never =>
  fail("data", { who, expected, got, fix }, cause);
