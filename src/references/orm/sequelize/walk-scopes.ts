import type { TSESTree } from "@typescript-eslint/utils";
import { getReturned, isFunction } from "../../../ast/find-function.js";
import { getEntries } from "../../../ast/object-entries.js";
import { unwrap } from "../../../ast/unwrap.js";
import type { MappedTable } from "../../../catalog/catalog.js";
import { getModelOfCall } from "./defined-model.js";
import type { SequelizeWalk } from "./sequelize-walk.js";
import { walkOptions } from "./walk-options.js";

/** `defaultScope` and `scopes` of `User.init({ … }, { … })` and `sequelize.define`. */
export function walkDefinition(node: TSESTree.CallExpression, walk: SequelizeWalk): void {
  const table = getModelOfCall(node, walk.models);
  const options = node.arguments.at(-1);
  if (table === undefined || options === undefined) return;
  for (const { name, value } of getEntries(options, walk.file.scopes)) {
    if (name === "defaultScope") walkScope(value, table, walk);
    if (name === "scopes") walkScopes(value, table, walk);
  }
}

/** `@DefaultScope(() => ({ … }))`, `@Scopes(() => ({ active: { … } }))` */
export function walkScopeDecorator({ expression, parent }: TSESTree.Decorator, walk: SequelizeWalk): void {
  if (expression.type !== "CallExpression" || expression.callee.type !== "Identifier") return;
  const [first] = expression.arguments;
  const isClass = parent.type === "ClassDeclaration" || parent.type === "ClassExpression";
  if (first === undefined || !isClass) return;
  const take = TAKING[expression.callee.name];
  if (take === undefined) return;
  for (const table of walk.models.getOfClass(parent)) take(first, table, walk);
}

type Take = (node: TSESTree.Node, table: MappedTable, walk: SequelizeWalk) => void;

const TAKING: Readonly<Record<string, Take>> = { DefaultScope: walkScope, Scopes: walkScopes };

function walkScopes(node: TSESTree.Node, table: MappedTable, walk: SequelizeWalk): void {
  for (const given of getGiven(node))
    for (const { value } of getEntries(given, walk.file.scopes)) walkScope(value, table, walk);
}

function walkScope(node: TSESTree.Node, table: MappedTable, walk: SequelizeWalk): void {
  for (const given of getGiven(node)) walkOptions(given, table, walk);
}

/** A scope's options, or what a function gives for them. */
function getGiven(node: TSESTree.Node): TSESTree.Node[] {
  const value = unwrap(node);
  return isFunction(value) ? getReturned(value).map(unwrap) : [value];
}
