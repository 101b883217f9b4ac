import type { ScopeManager } from "@typescript-eslint/scope-manager";
import type { TSESTree } from "@typescript-eslint/utils";
import { findVariable, getDeclarator } from "../../ast/find-variable.js";
import { getDottedPath, getMemberName, getPropertyName } from "../../ast/property-name.js";
import { unwrap } from "../../ast/unwrap.js";
import { getCodeName } from "../code/code-name.js";
import type { ModelRef } from "./sequelize-mapping.js";

/** Methods of a model that give the model again. */
const SAME_MODEL: ReadonlySet<string> = new Set([
  "scope",
  "unscoped",
  "schema",
  "withScope",
  "withoutScope",
  "withInitialScope",
  "withSchema",
]);

/** Which model an expression names; undefined for what can't be one. */
export function getModelRef(expression: TSESTree.Node, scopes: ScopeManager): ModelRef | undefined {
  const node = unwrap(expression);
  switch (node.type) {
    case "Literal":
      return typeof node.value === "string" ? { name: node.value } : undefined;
    case "ArrowFunctionExpression":
      return node.body.type === "BlockStatement" ? undefined : getModelRef(node.body, scopes);
    case "ThisExpression": {
      const name = getEnclosingClass(node)?.id?.name;
      return name === undefined ? undefined : { code: { own: name }, name };
    }
    case "CallExpression":
      return getCallRef(node, scopes);
    case "MemberExpression":
      return getMemberRef(node, scopes);
    case "Identifier":
      return getIdentifierRef(node, scopes);
    default:
      return undefined;
  }
}

export function getEnclosingClass(
  node: TSESTree.Node,
): TSESTree.ClassDeclaration | TSESTree.ClassExpression | undefined {
  for (let current: TSESTree.Node | undefined = node.parent; current; current = current.parent) {
    if (current.type === "ClassDeclaration" || current.type === "ClassExpression") return current;
    // Its own `this`.
    if (current.type === "FunctionDeclaration") return undefined;
  }
  return undefined;
}

/** `User.scope("active")`, `sequelize.model("User")`, `require("./user")`, `require("./user")(sequelize, DataTypes)`. */
function getCallRef(node: TSESTree.CallExpression, scopes: ScopeManager): ModelRef | undefined {
  const callee = unwrap(node.callee);
  const [first] = node.arguments;
  const required = getRequired(node);
  if (required !== undefined) return { code: { from: required, imported: "default" } };
  if (callee.type === "CallExpression")
    return getRequired(callee) === undefined ? undefined : getCallRef(callee, scopes);
  if (callee.type === "Identifier") {
    const made = getCodeName(callee, scopes) ?? getIdentifierRef(callee, scopes)?.code;
    return made && { made };
  }
  if (callee.type !== "MemberExpression") return undefined;
  const method = getMemberName(callee) ?? "";
  if (SAME_MODEL.has(method)) return getModelRef(callee.object, scopes);
  const isNaming = method === "model" || method === "define";
  if (isNaming && first?.type === "Literal" && typeof first.value === "string") return { name: first.value };
  // `users.initModel(sequelize)` gives the class.
  const made = isNaming || !method.startsWith("init") ? undefined : getCodeName(callee.object, scopes);
  return made && { made };
}

function getRequired({ callee, arguments: [first] }: TSESTree.CallExpression): string | undefined {
  const isRequire = callee.type === "Identifier" && callee.name === "require";
  return isRequire && first?.type === "Literal" && typeof first.value === "string" ? first.value : undefined;
}

/** `models.User`, `db.User`, `sequelize.models.User`, `schema.User` of a namespace. */
function getMemberRef(node: TSESTree.MemberExpression, scopes: ScopeManager): ModelRef | undefined {
  const code = getCodeName(node, scopes);
  const name = getMemberName(node);
  if (name === undefined) return undefined;
  if (code !== undefined) return { code, name };
  return holdsModels(node.object, name) ? { name } : undefined;
}

/** `models`, `db`, `this.sequelize.models`; any name that is read like a class may be a model's too (`ctx.User`). */
function holdsModels(object: TSESTree.Node, name: string): boolean {
  const node = unwrap(object);
  if (node.type === "CallExpression") return givesModels(node);
  const path = getDottedPath(node);
  return path !== undefined && (/^\p{Lu}/u.test(name) || HOLDERS.has(path.at(-1) ?? ""));
}

/** `initModels(sequelize)`, `defineAll(db.sequelize)` */
function givesModels({ callee, arguments: args }: TSESTree.CallExpression): boolean {
  const isHanded = args.some((one) => /^sequelize$/i.test(getDottedPath(unwrap(one))?.at(-1) ?? ""));
  return isHanded || /models$/i.test(getDottedPath(unwrap(callee))?.at(-1) ?? "");
}

const HOLDERS: ReadonlySet<string> = new Set(["models", "db", "database", "orm", "sequelize", "sql"]);

function getIdentifierRef(node: TSESTree.Identifier, scopes: ScopeManager): ModelRef | undefined {
  const variable = findVariable(scopes, node);
  const definition = variable?.defs[0];
  if (variable === undefined || definition === undefined) return undefined;
  const code = getCodeName(node, scopes);
  const declarator = getDeclarator(variable);
  if (declarator?.id.type === "ObjectPattern") return getTakenRef(declarator, node.name, scopes);
  const init = declarator?.init && unwrap(declarator.init);
  if (init?.type === "CallExpression") {
    const called = getCallRef(init, scopes);
    if (called?.made) return { ...called, ...(code && { code, name: node.name }) };
    if (called !== undefined)
      return code !== undefined && !("from" in (called.code ?? {})) ? { ...called, code } : called;
  }
  if (init?.type === "MemberExpression") return getMemberRef(init, scopes);
  if (definition.type === "Parameter") return getParameterRef(definition.name, node.name);
  if (definition.type === "ClassName") return { code: code ?? { own: node.name }, name: node.name };
  return (
    code && { code, name: "imported" in code && code.imported !== "default" ? code.imported : node.name }
  );
}

/** `const { User, Post: Article } = models`, or of `require("./models")`. */
function getTakenRef(
  { id, init }: TSESTree.VariableDeclarator,
  local: string,
  scopes: ScopeManager,
): ModelRef | undefined {
  const name = id.type === "ObjectPattern" ? getTakenName(id, local) : undefined;
  if (name === undefined || init === null) return undefined;
  const source = unwrap(init);
  const required = source.type === "CallExpression" ? getRequired(source) : undefined;
  if (required !== undefined) return { code: { from: required, imported: name }, name };
  const namespace = source.type === "Identifier" ? getCodeName(source, scopes) : undefined;
  if (namespace && "from" in namespace && namespace.imported === "*")
    return { code: { from: namespace.from, imported: name }, name };
  return holdsModels(source, name) ? { name } : undefined;
}

/** `({ User, Post }) => …`: a function that is handed the models. */
function getParameterRef(pattern: TSESTree.Node, local: string): ModelRef | undefined {
  const { parent } = pattern;
  const holder = parent?.type === "Property" ? parent.parent : undefined;
  if (holder?.type !== "ObjectPattern" || holder.typeAnnotation !== undefined) return undefined;
  const name = getTakenName(holder, local);
  return name === undefined || !/^\p{Lu}/u.test(name) ? undefined : { name };
}

function getTakenName({ properties }: TSESTree.ObjectPattern, local: string): string | undefined {
  for (const property of properties) {
    if (property.type !== "Property") continue;
    const value = property.value.type === "AssignmentPattern" ? property.value.left : property.value;
    if (value.type === "Identifier" && value.name === local) return getPropertyName(property);
  }
  return undefined;
}
