import type { TSESTree } from "@typescript-eslint/utils";
import { getElements, getEntries } from "../../../ast/object-entries.js";
import { getComputedEntries } from "../../../ast/computed-entries.js";
import { getMemberName, getNameRange } from "../../../ast/property-name.js";
import { unwrap } from "../../../ast/unwrap.js";
import { addUnresolved } from "./dynamic-names.js";
import type { SequelizeQuery, SequelizeWalk } from "./sequelize-walk.js";
import { getNames } from "./static-names.js";
import { addPart, addPath, walkExpression } from "./walk-expression.js";

/**
 * A condition: objects whose keys are attributes, paths (`"$author.name$"`) or operators, lists of them, expressions. Within an attribute's
 * own value (`isOperand`) keys are no attributes.
 */
export function walkWhere(
  node: TSESTree.Node,
  query: SequelizeQuery,
  walk: SequelizeWalk,
  isOperand = false,
): void {
  const { scopes } = walk.file;
  for (const element of getElements(node, scopes)) {
    if (walkExpression(element, { ...query, place: "condition" }, walk)) continue;
    for (const { name, key, value } of isOperand ? [] : getEntries(element, scopes)) {
      addKey(name, key, { query, walk });
      walkWhere(value, query, walk, true);
    }
    for (const { key, value } of getComputedEntries(element, scopes))
      walkComputed({ key, value }, query, walk, isOperand);
  }
}

interface ComputedEntry {
  readonly key: TSESTree.Node;
  readonly value: TSESTree.Node;
}

function walkComputed(
  { key, value }: ComputedEntry,
  query: SequelizeQuery,
  walk: SequelizeWalk,
  isOperand: boolean,
): void {
  const operator = getOperator(key);
  if (operator === "col") {
    for (const { name, at } of getNames(value, walk.file.scopes)) addPath(name, at, { query, walk });
    return;
  }
  if (operator !== undefined) return walkWhere(value, query, walk, isOperand);
  if (isOperand) return;
  const names = getNames(key, walk.file.scopes);
  for (const { name, at } of names) addKey(name, at, { query, walk });
  if (names.length === 0) addUnresolved(key, "read", { table: query.table, walk });
  walkWhere(value, query, walk, true);
}

/** `Op.and`, `Sequelize.Op.or`; `and` of `const { and } = Op` is taken for one too. */
function getOperator(key: TSESTree.Node): string | undefined {
  const node = unwrap(key);
  if (node.type !== "MemberExpression") return undefined;
  const object = unwrap(node.object);
  const holder =
    object.type === "MemberExpression"
      ? getMemberName(object)
      : object.type === "Identifier"
        ? object.name
        : "";
  return holder === "Op" ? getMemberName(node) : undefined;
}

interface KeyWalk {
  readonly query: SequelizeQuery;
  readonly walk: SequelizeWalk;
}

function addKey(name: string, at: TSESTree.Node, { query, walk }: KeyWalk): void {
  const path = /^\$(.+)\$$/.exec(name)?.[1];
  if (path === undefined) return addPart(name, at, { query, walk });
  const [start, end] = getNameRange(at);
  addPath(path, at, { query, walk, within: [start + 1, end - 1] });
}
