import { isTableTarget } from "../../manifest/manifest.js";
import type { TSESTree } from "@typescript-eslint/utils";
import { unwrap } from "../../ast/unwrap.js";
import type { Detection, Project, ScriptFile } from "../detector.js";
import { join } from "./alternatives.js";
import { analyzeSourceText } from "./analyze-source-text.js";
import { getScriptDialects } from "./dialects/imported-dialects.js";
import { formatPlaceholders } from "./format-placeholders.js";
import { createImportedTexts } from "./imported-texts.js";
import { formatStatement } from "./postgres/run.js";
import { type FragmentRelation, qualifyNames } from "./qualify-names.js";
import { createGenerated, getStaticText, type SourceText } from "./source-text.js";
import { readFragment, readText } from "./static-text.js";

export type { FragmentRelation } from "./qualify-names.js";

/**
 * Where in a statement a fragment stands. `columns` is also any expression that is read (a value, `literal("a + b")`), `condition` also that of
 * HAVING or ON, `from` a table or more with or without aliases, `join` begins with its keyword.
 */
export type FragmentPlace = "columns" | "condition" | "from" | "group" | "join" | "order" | "set";

export interface FragmentQuery {
  readonly place: FragmentPlace;
  /** The first is the one that the query is about. */
  readonly relations: readonly FragmentRelation[];
  /** What the query's select list calls its columns: ORDER BY means these first. */
  readonly outputs?: readonly string[];
  /** What goes with the text for its placeholders: `whereRaw("?? = ?", ["name", 1])`. */
  readonly values?: readonly TSESTree.Node[];
  /** What a library writes for an expression that it knows as a table or a column. */
  readonly nameOf?: (node: TSESTree.Node) => string | undefined;
  readonly file: ScriptFile;
  readonly project: Project;
  /** The detector that knows the query. */
  readonly via: string;
}

/** What a fragment of SQL depends on, within the query that a builder puts around it: `whereRaw("name = ?")`, `literal("lower(name)")`. */
export function analyzeFragment(expression: TSESTree.Node, query: FragmentQuery): Detection[] {
  const { file, project, via, values = [], relations, nameOf } = query;
  const node = unwrap(expression);
  const context = {
    ...{ text: file.text, scopes: file.scopes, used: new Set<TSESTree.Node>() },
    ...(nameOf && { nameOf }),
    imported: createImportedTexts(file, project),
  };
  const isTagged = node.type === "TaggedTemplateExpression";
  const texts = isTagged ? readFragment(node, context, 0) : readText(node, context);
  const changes = project.changes.filter(({ old }) => isTableTarget(old));
  const dialects = getScriptDialects(file, project);
  return texts.flatMap((text) => {
    const fragment = qualifyNames(formatPlaceholders(text, values, context), relations);
    const { detections } = analyzeSourceText(getStatement(fragment, query), {
      ...{ changes, project, dialects },
      // The values of a tag are parameters, whatever is in any other text is pasted.
      assurance: isTagged ? "tagged" : "handed",
      fragment: { start: node.range[0], end: node.range[1] },
    });
    const label = formatStatement(getStaticText(text));
    return detections.map((detection) => ({ ...detection, via, text: label }));
  });
}

function getStatement(fragment: SourceText, query: FragmentQuery): SourceText {
  const [before, after] = getStatementAround(query);
  return join([[[createGenerated(before)]], [fragment], [[createGenerated(after)]]])[0] ?? fragment;
}

function getStatementAround({ place, relations, outputs = [] }: FragmentQuery): readonly [string, string] {
  const [main, ...others] = relations.map(formatRelation);
  const from = main === undefined ? "" : ` from ${[main, ...others].join(", ")}`;
  switch (place) {
    case "columns":
      // The line break ends a comment.
      return ["select ", `\n${from}`];
    case "condition":
      return [`select 1${from} where `, ""];
    case "from":
      return ["select 1 from ", ""];
    case "group":
      return [`select 1${from} group by `, ""];
    case "join":
      return [`select 1${from} `, ""];
    case "order":
      return [
        `select ${["1", ...outputs.map((name) => `1 as ${quote(name)}`)].join(", ")}${from} order by `,
        "",
      ];
    case "set":
      return [`update ${main ?? ""} set `, others.length === 0 ? "" : ` from ${others.join(", ")}`];
  }
}

function formatRelation({ schema, table, alias }: FragmentRelation): string {
  const name = schema === undefined ? quote(table) : `${quote(schema)}.${quote(table)}`;
  return alias === undefined || alias === table ? name : `${name} as ${quote(alias)}`;
}

function quote(name: string): string {
  return `"${name.replaceAll('"', '""')}"`;
}
