import type { ScopeManager } from "@typescript-eslint/scope-manager";
import type { TSESTree } from "@typescript-eslint/utils";
import { type FunctionNode, isFunction } from "../../ast/find-function.js";
import { getMemberName, getPropertyName } from "../../ast/property-name.js";
import { unwrap } from "../../ast/unwrap.js";
import { getCodeName } from "../code/code-name.js";
import { getModelRef } from "./model-ref.js";
import type { MadeModel, ModelFactory } from "./sequelize-mapping.js";

type Exports = ReadonlyMap<string, readonly string[]>;

/** The function of the module that gives a model: `(sequelize) => sequelize.define(…)`, `export default`ed, `module.exports`, or by its name. */
export function findFactory(node: TSESTree.Node, model: string, exports: Exports): ModelFactory | undefined {
  const made = getOutermost(node);
  const { parent } = made ?? {};
  if (made === undefined || !parent) return undefined;
  const at = made.range[0];
  if (made.type === "FunctionDeclaration" && made.id)
    return { model: made.id.name, exports: exports.get(made.id.name) ?? [], at };
  if (parent.type === "ExportDefaultDeclaration") return { model, exports: ["default"], at };
  if (parent.type === "VariableDeclarator" && parent.id.type === "Identifier")
    return { model: parent.id.name, exports: exports.get(parent.id.name) ?? [], at };
  if (parent.type !== "AssignmentExpression" || parent.left.type !== "MemberExpression") return undefined;
  const { object } = parent.left;
  const isWhole = object.type === "Identifier" && object.name === "module";
  const name = isWhole ? "default" : getMemberName(parent.left);
  return name === undefined ? undefined : { model, exports: [name], at };
}

function getOutermost(node: TSESTree.Node): FunctionNode | undefined {
  let outermost: FunctionNode | undefined;
  for (let current = node.parent; current; current = current.parent)
    if (isFunction(current)) outermost = current;
  return outermost;
}

/** `const User = defineUser(sequelize)`, `db.users = require("./user")(sequelize)`, `{ User: users.initModel(sequelize) }`. */
export function readMade(
  node: TSESTree.CallExpression,
  { scopes }: { readonly scopes: ScopeManager },
  exports: Exports,
): MadeModel | undefined {
  if (node.arguments.length === 0) return undefined;
  const from = getFactoryName(node, scopes);
  const name = from && getHolderName(node);
  return name === undefined || from === undefined
    ? undefined
    : { name, exports: exports.get(name) ?? [], from };
}

/** The function that makes a model, or the class whose own method does. */
function getFactoryName(
  { callee }: TSESTree.CallExpression,
  scopes: ScopeManager,
): MadeModel["from"] | undefined {
  const target = unwrap(callee);
  if (target.type === "CallExpression") return getModelRef(target, scopes)?.code;
  if (target.type === "Identifier") return getCodeName(target, scopes) ?? getModelRef(target, scopes)?.code;
  if (target.type !== "MemberExpression") return undefined;
  return (getMemberName(target) ?? "").startsWith("init")
    ? getCodeName(target.object, scopes)
    : getCodeName(target, scopes);
}

function getHolderName({ parent }: TSESTree.Node): string | undefined {
  if (parent === undefined) return undefined;
  if (unwrap(parent) !== parent) return getHolderName(parent);
  if (parent.type === "VariableDeclarator")
    return parent.id.type === "Identifier" ? parent.id.name : undefined;
  if (parent.type === "Property") return getPropertyName(parent);
  if (parent.type !== "AssignmentExpression") return undefined;
  return parent.left.type === "MemberExpression" ? getMemberName(parent.left) : undefined;
}
