import type { TSESTree } from "@typescript-eslint/utils";
import { getElements, getEntries } from "../../../ast/object-entries.js";
import type { Access } from "../../reference.js";
import { addUnresolved } from "./dynamic-names.js";
import type { SequelizeQuery, SequelizeWalk } from "./sequelize-walk.js";
import { getConstant, getNames } from "./static-names.js";
import { addPath, walkExpression } from "./walk-expression.js";

/** `attributes`: a list of names, pairs with an alias and expressions, or what is to be added (`include`) and left out (`exclude`). */
export function walkAttributes(node: TSESTree.Node, query: SequelizeQuery, walk: SequelizeWalk): void {
  const parts = getEntries(node, walk.file.scopes);
  const lists = parts.filter(({ name }) => name === "include" || name === "exclude");
  if (lists.length === 0) return walkList(node, "read", { query, walk });
  // What is left out is named, but stands in no statement.
  for (const { name, value } of lists) walkList(value, name === "exclude" ? "type" : "read", { query, walk });
}

interface ListWalk {
  readonly query: SequelizeQuery;
  readonly walk: SequelizeWalk;
}

/** A list of names; with `access`, of those that are written (`fields`). */
export function walkList(node: TSESTree.Node, access: Access, { query, walk }: ListWalk): void {
  const { scopes } = walk.file;
  for (const element of getElements(node, scopes)) {
    const value = getConstant(element, scopes);
    const subject = value.type === "ArrayExpression" ? value.elements[0] : value;
    if (!subject || walkExpression(subject, { ...query, place: "columns" }, walk)) continue;
    const names = getNames(subject, scopes);
    for (const { name, at } of names) addPath(name, at, { query, walk, access });
    if (names.length === 0 && subject.type !== "SpreadElement")
      addUnresolved(subject, access, { table: query.table, walk });
  }
}

/** The properties that an attribute's query gives other values: `[fn("max", col("n")), "n"]`. */
export function getAliases(node: TSESTree.Node, walk: Pick<SequelizeWalk, "file">): string[] {
  const { scopes } = walk.file;
  const included = getEntries(node, scopes).find(({ name }) => name === "include")?.value;
  return getElements(included ?? node, scopes).flatMap((element) => {
    const value = getConstant(element, scopes);
    if (value.type !== "ArrayExpression") return [];
    const [, alias] = value.elements;
    return alias ? getNames(alias, scopes).map(({ name }) => name) : [];
  });
}
