import type { TSESTree } from "@typescript-eslint/utils";
import type { MappedTable } from "../../../catalog/catalog.js";
import { getElements, getEntries } from "../../../ast/object-entries.js";
import { unwrap } from "../../../ast/unwrap.js";
import type { FragmentPlace } from "../../sql/analyze-fragment.js";
import { addUnresolved } from "./dynamic-names.js";
import type { SequelizeQuery, SequelizeWalk } from "./sequelize-walk.js";
import { getConstant, getNames } from "./static-names.js";
import { addPath, walkExpression } from "./walk-expression.js";

/** `order: "name"`, `[["name", "DESC"]]`, `[[User, "name"]]`, `[[{ model: User, as: "author" }, Team, "name"]]`, `[["author", "name"]]`. */
export function walkOrder(node: TSESTree.Node, query: SequelizeQuery, walk: SequelizeWalk): void {
  for (const element of getElements(node, walk.file.scopes)) walkOrderItem(element, query, walk);
}

/** `group` has the forms of `order`, without directions. */
export function walkGroup(node: TSESTree.Node, query: SequelizeQuery, walk: SequelizeWalk): void {
  for (const element of getElements(node, walk.file.scopes))
    walkItem(element, query, { walk, place: "group" });
}

function walkOrderItem(node: TSESTree.Node, query: SequelizeQuery, walk: SequelizeWalk): void {
  walkItem(node, query, { walk, place: "order" });
}

interface ItemWalk {
  readonly walk: SequelizeWalk;
  readonly place: FragmentPlace;
}

function walkItem(node: TSESTree.Node, query: SequelizeQuery, { walk, place }: ItemWalk): void {
  const item = getConstant(node, walk.file.scopes);
  const parts = item.type === "ArrayExpression" ? item.elements : [item];
  let { table } = query;
  for (const part of parts) {
    if (!part) continue;
    const next = findNext(part, table, walk);
    if (next !== undefined) {
      table = next;
      continue;
    }
    const here = { ...query, table };
    if (walkExpression(part, { ...here, place }, walk)) return;
    const names = getNames(part, walk.file.scopes).filter(({ name }) => !DIRECTION.test(name));
    for (const { name, at } of names) addPath(name, at, { query: here, walk });
    if (getNames(part, walk.file.scopes).length === 0 && part.type !== "SpreadElement")
      addUnresolved(part, "read", { table, walk });
    return;
  }
}

const DIRECTION = /^(?:ASC|DESC)?(?: ?NULLS (?:FIRST|LAST))?$/i;

/** The model that an item goes through before it names a column. */
function findNext(
  part: TSESTree.Node,
  table: MappedTable,
  { models, file }: SequelizeWalk,
): MappedTable | undefined {
  const node = unwrap(part);
  if (node.type === "ObjectExpression") {
    const entries = getEntries(node, file.scopes);
    const as = entries.find(({ name }) => name === "as")?.value;
    const [name] = as ? getNames(as, file.scopes) : [];
    const related = name && models.findRelated(table, name.name);
    const model = entries.find((entry) => entry.name === "model")?.value;
    return related ?? (model && models.find(model));
  }
  const [name] = getNames(node, file.scopes);
  if (name !== undefined) return models.findRelated(table, name.name);
  return node.type === "Literal" || node.type === "CallExpression" ? undefined : models.find(node);
}
