import { createTableColumns } from "../../../src/catalog/table-columns.js";
import type { Detection, Project } from "../../../src/references/detector.js";
import { detectEmbeddedSql } from "../../../src/references/sql/detect-embedded-sql.js";
import { parseScript } from "../../../src/parse/parse-script.js";
import { change, createTestProject, parseTestScript } from "../../support/parse.js";
import { stripMarks } from "./postgres/marks.js";

/** `users.name` goes; `teams.name` is another column of the same spelling. */
export const USERS = createTestProject({
  changes: [change("column", "users.name")],
  tables: createTableColumns([
    { table: "users", columns: ["id", "name", "email", "age", "team_id", "active"] },
    { table: "teams", columns: ["id", "name", "title"] },
  ]),
});

/** The script of a marked one (`postgres/marks.ts`) with the places that the detector finds in it marked again: in the linter's tree and in the scanner's. */
export function detectMarked(marked: string, project: Project = USERS): string {
  const source = stripMarks(marked);
  const found = markDetections(source, detectEmbeddedSql(parseTestScript("a.ts", source), project));
  const scanned = markDetections(source, detectEmbeddedSql(parseScript("a.ts", source), project));
  if (found !== scanned) throw new Error(`the linter finds ${found}, the scanner ${scanned}`);
  return found;
}

const SIGNS: Readonly<Record<string, string>> = { read: "", write: "+", implicit: "~" };
const DOUBTS = { resolved: "", inferred: "?", unresolved: "??" } as const;

export function markDetections(source: string, detections: readonly Detection[]): string {
  let marked = source;
  for (const { start, end, access, certainty } of detections.toSorted((a, b) => b.start - a.start)) {
    const text = `«${SIGNS[access] ?? access}${marked.slice(start, end)}${DOUBTS[certainty]}»`;
    marked = marked.slice(0, start) + text + marked.slice(end);
  }
  return marked;
}
