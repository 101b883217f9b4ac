import type { SqlUse } from "../../../../src/references/sql/analyze-postgres.js";

/**
 * Uses stand in the text itself: `«name»` is a read, `«+name»` a write, `«~*»` implicit, and at the end `?` says `inferred`, `??` says `unresolved`.
 * Two uses of one place stand in one another, in this order: `«+«name»»`.
 */
const SIGNS = { read: "", write: "+", implicit: "~" } as const;

export const stripMarks = (marked: string): string => marked.replace(/«[+~]?|\?{0,2}»/g, "");

export function markUses(sql: string, uses: readonly SqlUse[]): string {
  let marked = sql;
  for (const { start, end, access, certainty } of uses.toReversed()) {
    const doubt = { resolved: "", inferred: "?", unresolved: "??" }[certainty];
    marked = `${marked.slice(0, start)}«${SIGNS[access]}${marked.slice(start, end)}${doubt}»${marked.slice(end)}`;
  }
  return marked;
}
