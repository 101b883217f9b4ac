import type { ScopeManager } from "@typescript-eslint/scope-manager";
import type { TSESTree } from "@typescript-eslint/utils";
import { getDottedPath } from "../../ast/property-name.js";
import { unwrap } from "../../ast/unwrap.js";
import { isTagClient } from "./sql-clients.js";

/** Tags whose template is SQL, whatever they hang on: `` sql`…` ``, `` Prisma.sql`…` ``, `` db.$queryRaw`…` ``, `` sql.fragment`…` ``. */
const SQL_TAGS: ReadonlySet<string> = new Set([
  "sql",
  "SQL",
  "$queryRaw",
  "$executeRaw",
  "fragment",
  "unsafe",
  "typedSql",
]);

/** Tags that give the text back as it would be without them, but for its indentation. */
const PLAIN_TAGS: ReadonlySet<string> = new Set([
  "dedent",
  "outdent",
  "stripIndent",
  "oneLine",
  "oneLineTrim",
]);

/** How a tagged template's text comes about: `sql` takes interpolations as parameters, `plain` and `raw` as text. */
export type TagKind = "sql" | "plain" | "raw";

export function getTagKind(
  { tag }: TSESTree.TaggedTemplateExpression,
  scopes: ScopeManager,
): TagKind | undefined {
  const path = getTagPath(tag);
  const name = path?.at(-1);
  if (path === undefined || name === undefined) return undefined;
  if (path.join(".") === "String.raw") return "raw";
  if (PLAIN_TAGS.has(name)) return "plain";
  if (SQL_TAGS.has(name) || isTagClient(unwrap(tag), scopes)) return "sql";
  // slonik: sql.type(schema)`…`, sql.typeAlias("void")`…`.
  return path.includes("sql") ? "sql" : undefined;
}

function getTagPath(tag: TSESTree.Expression): readonly string[] | undefined {
  const node = unwrap(tag);
  return node.type === "CallExpression" ? getDottedPath(unwrap(node.callee)) : getDottedPath(node);
}
