/** Links of the Markdown files in a package that lead to no file of it, or to no heading. */
import { existsSync, readdirSync, readFileSync, statSync } from "node:fs";
import { dirname, join, relative, resolve } from "node:path";

/** How a heading is addressed: as on the pages of repositories. */
const anchor = (heading: string): string =>
  heading
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}\s_-]/gu, "")
    .trim()
    .replaceAll(/\s/g, "-");

const withoutCode = (text: string): string =>
  text.replaceAll(/^(```|~~~).*?^\1/gms, "").replaceAll(/`[^`\n]*`/g, "code");

const anchorsOf = (file: string): string[] =>
  [...readFileSync(file, "utf8").matchAll(/^#+ (.*)$/gm)].map(([, heading]) => anchor(heading!));

/** Pictures are left aside: the package holds none. */
export function deadLinks(folder: string): string[] {
  const files = readdirSync(folder, { recursive: true, encoding: "utf8" })
    .filter((file) => file.endsWith(".md"))
    .map((file) => join(folder, file));
  return files.flatMap((file) =>
    [...withoutCode(readFileSync(file, "utf8")).matchAll(/(?<!!)\[[^\]]*\]\(([^)\s]+)\)/g)]
      .map(([, link]) => link!)
      .filter((link) => !/^[a-z]+:/.test(link))
      .filter((link) => {
        const [path = "", heading] = link.split("#");
        const target = path === "" ? file : resolve(dirname(file), path);
        if (!existsSync(target)) return true;
        return heading !== undefined && statSync(target).isFile() && !anchorsOf(target).includes(heading);
      })
      .map((link) => `${relative(folder, file)}: ${link}`),
  );
}
