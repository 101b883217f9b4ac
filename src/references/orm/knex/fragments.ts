import { parsePostgres } from "../../../sql/postgres-parser.js";
import { replaceParameters } from "../../sql/replace-parameters.js";
import type { SourceText } from "../../sql/source-text.js";
import type { Draft } from "./draft.js";

/** Where raw SQL stands, with the shortest statement around it. */
const AROUND = {
  columns: ["select ", " from t"],
  condition: ["select 1 from t where (", ")"],
  table: ["select 1 from ", ""],
  group: ["select 1 from t group by ", ""],
  join: ["select 1 from t ", ""],
  order: ["select 1 from t order by ", ""],
  conflict: ["insert into t values (1) on conflict ", " do nothing"],
} as const;

export type FragmentPlace = keyof typeof AROUND;

/**
 * Raw SQL as a part of the statement, if it is one that Postgres' grammar takes there. Any other stands apart, so that it does not
 * take the rest of the statement with it.
 */
export function addFragment(text: SourceText, place: FragmentPlace, draft: Draft): SourceText[] {
  if (text.length === 0) return [];
  const [before, after] = AROUND[place];
  if (parses(text, before, after)) return [text];
  draft.loose.push({ text, before: place === "condition" ? " where " : ", ", after: "" });
  return [];
}

function parses(text: SourceText, before: string, after: string): boolean {
  const sql = `${before}${text.map((piece) => (piece.kind === "text" ? piece.text : "h1")).join("")}${after}`;
  return "statements" in parsePostgres(sql) || "statements" in parsePostgres(replaceParameters(sql));
}
