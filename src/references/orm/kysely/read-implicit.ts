import { unwrap } from "../../../ast/unwrap.js";
import { getNames } from "./names.js";
import { isTable, type Relation } from "./query.js";
import type { Finding, KyselyCall } from "./read-call.js";
import { getHandleScope } from "./read-references.js";
import { readReferences } from "./read-references.js";
import { getStarNames } from "./rows.js";
import { getStars } from "./scopes.js";

/** Whole rows: `selectAll()`, `returningAll("u")`, `eb.table("u")`, `fn.toJson("u")`. */
export function readImplicit({ node, name, handle }: KyselyCall, finding: Finding): void {
  const { reading, collector } = finding;
  const [first] = node.arguments;
  const callee = unwrap(node.callee);
  const at = callee.type === "MemberExpression" ? callee.property : callee;
  const add = (relations: readonly Relation[]): void => {
    for (const { source } of relations)
      if (isTable(source)) collector.addAllColumns(source, { access: "implicit", at });
  };
  if (name.endsWith("All")) {
    if (handle.kind === "query") add(getStars(handle.query, getStarNames(first, reading), reading));
    return;
  }
  if (first === undefined) return;
  const aliases = getNames(first, reading.file.scopes).flatMap(({ path }) => (path.length === 1 ? path : []));
  const relations = getHandleScope(handle, reading).relations.filter(({ alias }) => aliases.includes(alias));
  if (relations.length > 0) return add(relations);
  if (name !== "table") readReferences({ at: first, form: "column", handle }, finding);
}
