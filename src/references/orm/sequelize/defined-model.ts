import type { TSESTree } from "@typescript-eslint/utils";
import type { MappedTable } from "../../../catalog/catalog.js";
import { getMemberName } from "../../../ast/property-name.js";
import { unwrap } from "../../../ast/unwrap.js";
import { getText } from "../../../catalog/sequelize/model-options.js";
import type { SequelizeModels } from "./sequelize-models.js";

/** The model whose `init` or `define` a node stands in: its attributes' getters, its hooks, its scopes. */
export function getDefinedModel(node: TSESTree.Node, models: SequelizeModels): MappedTable | undefined {
  for (let current = node.parent; current; current = current.parent) {
    if (current.type === "CallExpression") {
      const model = getModelOfCall(current, models);
      if (model !== undefined) return model;
    }
    if (current.type === "BlockStatement") return undefined;
  }
  return undefined;
}

/** `User.init(…)`, `sequelize.define("User", …)` */
export function getModelOfCall(
  call: TSESTree.CallExpression,
  { find, all, getOfClass }: SequelizeModels,
): MappedTable | undefined {
  const callee = unwrap(call.callee);
  const name = callee.type === "MemberExpression" ? getMemberName(callee) : undefined;
  if (callee.type !== "MemberExpression" || (name !== "init" && name !== "define")) return undefined;
  if (name === "init") {
    const owner = callee.object.type === "Super" ? getClass(call) : undefined;
    return owner ? getOfClass(owner)[0] : find(callee.object);
  }
  const defined = getText(call.arguments[0]);
  return defined === undefined ? undefined : all.find((table) => table.name === defined);
}

function getClass(node: TSESTree.Node): TSESTree.ClassDeclaration | undefined {
  for (let current: TSESTree.Node | undefined = node; current; current = current.parent)
    if (current.type === "ClassDeclaration") return current;
  return undefined;
}
