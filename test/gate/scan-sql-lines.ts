import type { Access, Reference } from "../../src/references/reference.js";
import type { ScanResult } from "../../src/scan/scan-result.js";
import type { Tree } from "../../src/trees/tree.js";

const PLACES: readonly (readonly [RegExp, string, Access])[] = [
  [/select\s+name\s+from\s+users/g, "user-full-name", "read"],
  [/update users set name/g, "user-full-name", "write"],
  [/select \* from users/g, "user-full-name", "implicit"],
  [/name String/g, "user-full-name", "declare"],
  [/from legacy/g, "legacy-table", "read"],
];

/** Stands in for the scanner: SQL under `src/`; `export const f` gives the scope; `syntax error` makes a file unreadable. */
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
  const stats = {
    files: 0,
    candidates: 0,
    failedParses: 0,
    unresolvedImports: 0,
    receivers: 0,
    anyReceivers: 0,
  };
  return { references, excluded: [], problems, definitionFiles: [], stats };
}

export function scanLines(file: string, text: string): Reference[] {
  const found = PLACES.flatMap(([pattern, change, access]) =>
    [...text.matchAll(pattern)].map((match): Reference => {
      const start = findPlace(text, match.index);
      const end = findPlace(text, match.index + match[0].length);
      return {
        ...{ change, access, file, ...start, endLine: end.line, endColumn: end.column },
        scope:
          [...text.slice(0, match.index).matchAll(/(?:const|function) (\w+)/g)].at(-1)?.[1] ?? "<module>",
        via: "sql",
        text: match[0],
        certainty: "resolved",
      };
    }),
  );
  return found.sort((a, b) => a.line - b.line || a.column - b.column);
}

function findPlace(text: string, offset: number): { readonly line: number; readonly column: number } {
  const lines = text.slice(0, offset).split("\n");
  return { line: lines.length, column: (lines.at(-1)?.length ?? 0) + 1 };
}
