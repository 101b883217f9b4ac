import type { Access, Reference } from "../../src/references/reference.js";
import type { ScanResult } from "../../src/scan/scan-result.js";
import type { Tree } from "../../src/trees/tree.js";

const PLACES: readonly (readonly [RegExp, string, Access])[] = [
  [/select name from users/, "user-full-name", "read"],
  [/update users set name/, "user-full-name", "write"],
  [/select \* from users/, "user-full-name", "implicit"],
  [/name String/, "user-full-name", "declare"],
  [/from legacy/, "legacy-table", "read"],
];

/** Stands in for the scanner: one access a line, under `src/`; `export const f` gives the scope; `syntax error` makes a file unreadable. */
export async function scanSqlLines(tree: Tree): Promise<ScanResult> {
  const { entries } = await tree.list();
  const references: Reference[] = [];
  const problems: ScanResult["problems"][number][] = [];
  for await (const [{ path }, text = ""] of tree.read(
    entries.filter((entry) => entry.path.startsWith("src/")),
  )) {
    if (text.includes("syntax error"))
      problems.push({ file: path, message: "It does not parse", isFatal: true });
    references.push(...scanLines(path, text));
  }
  references.sort((a, b) => (a.change + a.file < b.change + b.file ? -1 : 1));
  return { references, excluded: [], problems };
}

export function scanLines(file: string, text: string): Reference[] {
  let scope = "<module>";
  return text.split("\n").flatMap((source, index) => {
    scope = /(?:const|function) (\w+)/.exec(source)?.[1] ?? scope;
    return PLACES.flatMap(([pattern, change, access]): Reference[] => {
      const match = pattern.exec(source);
      if (match === null) return [];
      const [line, column] = [index + 1, match.index + 1];
      const end = { endLine: line, endColumn: column + match[0].length };
      return [
        {
          change,
          access,
          file,
          line,
          column,
          ...end,
          scope,
          via: "sql",
          text: match[0],
          certainty: "resolved",
        },
      ];
    });
  });
}
