import type { SqlUse } from "../../../../src/references/sql/analyze-postgres.js";

/**
 * Uses stand in the text itself: `«name»` is a read, `«+name»` a write, `«~*»` implicit, and `?` at the end says `inferred`.
 * Two uses of one place stand in one another, in this order: `«+«name»»`.
 */
const SIGNS = { read: "", write: "+", implicit: "~" } as const;

export const stripMarks = (marked: string): string => marked.replace(/«[+~]?|\??»/g, "");

export function markUses(sql: string, uses: readonly SqlUse[]): string {
  let marked = sql;
  for (const { start, end, access, certainty } of uses.toReversed()) {
    const doubt = certainty === "inferred" ? "?" : "";
    marked = `${marked.slice(0, start)}«${SIGNS[access]}${marked.slice(start, end)}${doubt}»${marked.slice(end)}`;
  }
  return marked;
}
