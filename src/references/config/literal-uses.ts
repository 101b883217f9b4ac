import type { TSESTree } from "@typescript-eslint/utils";
import { findVariable } from "../../ast/find-variable.js";
import { type FunctionNode, getFunctionAround } from "../../ast/find-function.js";
import { getDottedPath, getPropertyName } from "../../ast/property-name.js";
import { unwrap, wrap } from "../../ast/unwrap.js";
import { isSettingsScript } from "./deployment/settings-file.js";
import type { ConfigSearch, KeyUse } from "./find-config-places.js";
import { getKeyPath } from "./key-path.js";
import { getArgumentRole, getCalledName, getJsonSchemaRole, type LiteralRole } from "./literal-role.js";
import { getPlainText } from "./plain-text.js";

/** What a key of an object literal, or a field of a class, means: settings that are given, a schema that is read by, an environment that is made. */
export function findLiteralUses(
  property: TSESTree.Property | TSESTree.PropertyDefinition,
  search: ConfigSearch,
): KeyUse[] {
  const name = getName(property);
  if (!search.keys.hasName(name)) return [];
  if (property.type === "PropertyDefinition") return getFieldUses(property, name, search);
  const role = findRole(property, [name], search);
  if (role === undefined) return [];
  const { access, path, isAssumed = false, via = "env" } = role;
  return [{ node: property.key, path, access, isAssumed, via }];
}

function getName(property: TSESTree.Property | TSESTree.PropertyDefinition): string | undefined {
  if (property.type === "Property") return getPropertyName(property);
  const { key, computed } = property;
  return !computed && key.type === "Identifier" ? key.name : undefined;
}

/** `class Environment { LEGACY_DSN: string }` that the environment is turned into. */
function getFieldUses(field: TSESTree.PropertyDefinition, name: string, search: ConfigSearch): KeyUse[] {
  // A class has its name twice: around it and within.
  const variables = search.file.scopes.getDeclaredVariables(field.parent.parent);
  const references = variables.flatMap((variable) => variable.references);
  const isMade = references.some(({ identifier }) => {
    const call = identifier.parent;
    return (
      call?.type === "CallExpression" &&
      /^(?:plainTo\w+|transformAndValidate\w*)$/.test(getCalledName(call) ?? "") &&
      call.arguments.some((argument) => search.configuration.getObject(argument)?.name === "env")
    );
  });
  return isMade ? [{ node: field.key, path: [name], access: "read", isAssumed: false, via: "env" }] : [];
}

/** Looks at the literal around a property, then at those around it. */
function findRole(
  property: TSESTree.Property,
  path: readonly string[],
  search: ConfigSearch,
): LiteralRole | undefined {
  const literal = property.parent;
  if (literal.type !== "ObjectExpression") return undefined;
  const role = getLiteralRole(literal, path, search);
  if (role !== undefined) return role;
  const holder = wrap(literal).parent;
  if (holder?.type !== "Property" || unwrap(holder.value) !== literal) return undefined;
  const name = getPropertyName(holder);
  return name === undefined ? undefined : findRole(holder, [name, ...path], search);
}

function getLiteralRole(
  literal: TSESTree.ObjectExpression,
  path: readonly string[],
  search: ConfigSearch,
): LiteralRole | undefined {
  for (const use of getUses(literal, search)) {
    const role = getUseRole(use, path, search);
    if (role !== undefined) return role;
  }
  const isCopy = path.length === 1 && search.configuration.getObject(literal)?.name === "env";
  // `{ ...process.env, X: "1" }` is most likely meant for a child process.
  return isCopy ? { path, access: "write", isAssumed: true } : undefined;
}

/** Where a literal stands, and where the constants stand that hold it. */
function getUses(literal: TSESTree.Node, { file }: ConfigSearch): TSESTree.Node[] {
  const node = wrap(literal);
  const { parent } = node;
  if (parent?.type !== "VariableDeclarator" || parent.id.type !== "Identifier") return [node];
  const references = findVariable(file.scopes, parent.id)?.references ?? [];
  return [node, ...references.flatMap(({ identifier, init }) => (init ? [] : [wrap(identifier)]))];
}

function getUseRole(
  node: TSESTree.Node,
  path: readonly string[],
  search: ConfigSearch,
): LiteralRole | undefined {
  const { parent } = node;
  switch (parent?.type) {
    case "CallExpression":
      return parent.callee === node ? undefined : getArgumentRole(parent, node, { path, search });
    case "AssignmentExpression":
      return parent.right === node ? getAssignedRole(parent, path, search) : undefined;
    case "ExportDefaultDeclaration":
      return getExportedRole(path, search);
    case "ArrowFunctionExpression":
      return parent.body === node ? getFactoryRole(parent, path, search) : undefined;
    case "ReturnStatement":
      return getFactoryRole(getFunctionAround(parent), path, search);
    case "Property":
      return getNestedRole(parent, path, search);
    case "SpreadElement":
      return path.length === 1 && parent.parent.type === "ObjectExpression"
        ? getLiteralRole(parent.parent, path, search)
        : undefined;
    case "VariableDeclarator":
      return getJsonSchemaRole(node, path, search);
    default:
      return undefined;
  }
}

function getAssignedRole(
  { left }: TSESTree.AssignmentExpression,
  path: readonly string[],
  search: ConfigSearch,
): LiteralRole | undefined {
  if (path.length === 1 && search.configuration.getObject(left)?.name === "env")
    return { path, access: "write" };
  const isExport = getDottedPath(left)?.join(".") === "module.exports";
  return isExport ? getExportedRole(path, search) : undefined;
}

/** `config/default.js` of node-config exports settings; what other modules export is their own matter. */
function getExportedRole(path: readonly string[], { file }: ConfigSearch): LiteralRole | undefined {
  if (isSettingsScript(file.path)) return { path, access: "write", via: "config" };
  return undefined;
}

/** What Nest's `registerAs("billing", () => ({ … }))` and `load: [() => ({ … })]` give. */
function getFactoryRole(
  made: FunctionNode | undefined,
  path: readonly string[],
  search: ConfigSearch,
): LiteralRole | undefined {
  const parent = made?.parent;
  if (made === undefined || parent === undefined) return undefined;
  if (parent.type === "CallExpression") {
    const isFactory = search.configuration.getObject(parent.callee)?.name === "register-as";
    const namespace = isFactory ? getPlainText(parent.arguments[0]) : undefined;
    if (namespace !== undefined)
      return { path: [...getKeyPath(namespace), ...path], access: "write", via: "config" };
  }
  const list = parent.type === "ArrayExpression" ? parent.parent : undefined;
  const isLoaded = list?.type === "Property" && getPropertyName(list) === "load";
  if (isLoaded) return { path, access: "write", via: "config" };
  const isExported = parent.type === "ExportDefaultDeclaration" || made.type === "FunctionDeclaration";
  const isSettings = isExported && path.length > 1 && /config/i.test(search.file.path);
  return isSettings ? { path, access: "write", isAssumed: true, via: "config" } : undefined;
}

const SPAWNING = /^(?:spawn|exec|fork|execa|execFile|\$)(?:Sync|Command|CommandSync|Node)?$/;
const SETTINGS_FILE = /(?:^|\/)[\w.-]+\.config\.[cm]?[jt]s$/;

/** `{ env: { X: "1" } }` of a child process, of a bundler's or a process manager's settings. */
function getNestedRole(
  property: TSESTree.Property,
  path: readonly string[],
  search: ConfigSearch,
): LiteralRole | undefined {
  const name = getPropertyName(property) ?? "";
  if (path.length !== 1 || property.parent.type !== "ObjectExpression") return undefined;
  if (name === "properties") return getJsonSchemaRole(wrap(property.parent), ["properties", ...path], search);
  if (!/^env(?:_\w+)?$/.test(name)) return undefined;
  const isNext = /(?:^|\/)next\.config\./.test(search.file.path);
  if (isNext || SETTINGS_FILE.test(search.file.path)) return { path, access: "write", isAssumed: !isNext };
  const options = wrap(property.parent);
  const call = options.parent;
  const isSpawned = call?.type === "CallExpression" && SPAWNING.test(getCalledName(call) ?? "");
  return isSpawned ? { path, access: "write", isAssumed: true } : undefined;
}

/** Whether a literal is, or is part of, what convict is given. */
export function isConvictLiteral(literal: TSESTree.ObjectExpression, search: ConfigSearch): boolean {
  const { getObject } = search.configuration;
  const isGiven = getUses(literal, search).some(
    ({ parent }) => parent?.type === "CallExpression" && getObject(parent.callee)?.name === "convict",
  );
  if (isGiven) return true;
  const holder = wrap(literal).parent;
  return (
    holder?.type === "Property" &&
    holder.parent.type === "ObjectExpression" &&
    isConvictLiteral(holder.parent, search)
  );
}
