import type { Change } from "../../manifest/manifest.js";
import { getTableSpellings } from "./name-spellings.js";

/** What names a table in another language, by which a file becomes a candidate: each spelling with the table that it stands for. */
export function getMentionWords(changes: readonly Change[]): ReadonlyMap<string, string> {
  return new Map(
    changes.flatMap(({ old }) =>
      old.kind === "column" || old.kind === "table"
        ? getTableSpellings(old.table).map((spelling) => [spelling, old.table] as const)
        : [],
    ),
  );
}
