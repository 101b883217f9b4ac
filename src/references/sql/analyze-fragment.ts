import type { TSESTree } from "@typescript-eslint/utils";
import type { TableName } from "../../catalog/table-columns.js";
import type { Detection, Project, ScriptFile } from "../detector.js";
import { join } from "./alternatives.js";
import { analyzeSourceText } from "./analyze-source-text.js";
import { createGenerated } from "./source-text.js";
import { readText } from "./static-text.js";

/** Where in a statement a fragment stands. */
export type FragmentPlace = "columns" | "condition" | "group" | "join" | "order" | "set";

/** A table that the query around the fragment has, under its alias. */
export interface FragmentRelation extends TableName {
  readonly alias?: string;
}

export interface FragmentQuery {
  readonly place: FragmentPlace;
  /** The first is the one that the query is about. */
  readonly relations: readonly FragmentRelation[];
  readonly file: ScriptFile;
  readonly project: Project;
  /** The detector that knows the query. */
  readonly via: string;
}

/** What a fragment of SQL depends on, within the query that a builder puts around it: `whereRaw("name = ?")`, `literal("lower(name)")`. */
export function analyzeFragment(node: TSESTree.Node, query: FragmentQuery): Detection[] {
  const [before, after] = getStatementAround(query);
  const { file, project, via } = query;
  const context = { text: file.text, scopes: file.scopes, used: new Set<TSESTree.Node>() };
  const texts = join([[[createGenerated(before)]], readText(node, context), [[createGenerated(after)]]]);
  const changes = project.changes.filter(({ kind }) => kind === "column" || kind === "table");
  return texts
    .flatMap((text) => analyzeSourceText(text, { changes, project, assurance: "handed" }).detections)
    .map((detection) => ({ ...detection, via }));
}

function getStatementAround({ place, relations }: FragmentQuery): readonly [string, string] {
  const from = relations.map(formatRelation).join(", ");
  switch (place) {
    case "columns":
      return ["select ", ` from ${from}`];
    case "condition":
      return [`select 1 from ${from} where (`, ")"];
    case "group":
      return [`select 1 from ${from} group by `, ""];
    case "join":
      return [`select 1 from ${from} `, ""];
    case "order":
      return [`select 1 from ${from} order by `, ""];
    case "set":
      return [`update ${from} set `, ""];
  }
}

function formatRelation({ schema, table, alias }: FragmentRelation): string {
  const name = schema === undefined ? quote(table) : `${quote(schema)}.${quote(table)}`;
  return alias === undefined || alias === table ? name : `${name} as ${quote(alias)}`;
}

function quote(name: string): string {
  return `"${name.replaceAll('"', '""')}"`;
}
