import type { Variable } from "@typescript-eslint/scope-manager";
import type { TSESTree } from "@typescript-eslint/utils";
import { findVariable } from "../../ast/find-variable.js";
import { getMemberName, getPropertyName } from "../../ast/property-name.js";
import { unwrap } from "../../ast/unwrap.js";
import type { ScriptFile } from "../detector.js";

/** The objects on the way to the environment, by what they are and not by what they are called. */
type ObjectName = "global" | "process" | "meta" | "bun" | "deno" | "deno-env" | "env";

export interface KnownObject {
  readonly name: ObjectName;
  /** True where another value may stand there: a parameter's default, a variable that is set more than once. */
  readonly isAssumed: boolean;
}

const GLOBALS: Readonly<Record<string, ObjectName>> = {
  globalThis: "global",
  global: "global",
  window: "global",
  self: "global",
  process: "process",
  Bun: "bun",
  Deno: "deno",
};

const MEMBERS: Readonly<Record<ObjectName, Readonly<Record<string, ObjectName>>>> = {
  global: GLOBALS,
  // The module `node:process` has its object as the default export, too.
  process: { env: "env", default: "process" },
  meta: { env: "env" },
  bun: { env: "env" },
  deno: { env: "deno-env" },
  "deno-env": {},
  env: {},
};

const PROCESS_MODULES: ReadonlySet<unknown> = new Set(["process", "node:process"]);
const ENVIRONMENT_TYPES: ReadonlySet<string> = new Set(["NodeJS.ProcessEnv", "ImportMetaEnv"]);

export interface Environment {
  /** What an expression is, if it is one of the objects that lead to the environment. */
  getObject(node: TSESTree.Node): KnownObject | undefined;
  /** What the value is that a pattern takes apart. */
  getPatternObject(pattern: TSESTree.ObjectPattern): KnownObject | undefined;
}

/** Follows the environment through one module: aliases, imports, patterns, defaults. Never into other functions' callers. */
export function createEnvironment({ scopes }: ScriptFile): Environment {
  // Also ends circles: a variable under way is nothing.
  const variables = new Map<Variable, KnownObject | undefined>();

  function getObject(expression: TSESTree.Node): KnownObject | undefined {
    const node = unwrap(expression);
    switch (node.type) {
      case "Identifier":
        return getIdentifierObject(node);
      case "MetaProperty":
        return node.meta.name === "import" ? known("meta") : undefined;
      case "MemberExpression":
        return getMember(getObject(node.object), getMemberName(node));
      case "AwaitExpression":
        return getObject(node.argument);
      case "ImportExpression":
        return isProcessModule(node.source) ? known("process") : undefined;
      case "CallExpression":
        return getCallObject(node);
      case "LogicalExpression":
        return getObject(node.left) ?? getObject(node.right);
      case "ConditionalExpression":
        return getObject(node.consequent) ?? getObject(node.alternate);
      case "ObjectExpression":
        return node.properties.some(isEnvironmentSpread) ? known("env") : undefined;
      default:
        return undefined;
    }
  }

  function isEnvironmentSpread(property: TSESTree.Node): boolean {
    return property.type === "SpreadElement" && getObject(property.argument)?.name === "env";
  }

  function getCallObject({ callee, arguments: [first] }: TSESTree.CallExpression): KnownObject | undefined {
    if (callee.type === "Identifier" && callee.name === "require" && isGlobal(callee))
      return isProcessModule(first) ? known("process") : undefined;
    if (callee.type !== "MemberExpression" || getMemberName(callee) !== "toObject") return undefined;
    return getObject(callee.object)?.name === "deno-env" ? known("env") : undefined;
  }

  function isGlobal(identifier: TSESTree.Identifier): boolean {
    const variable = findVariable(scopes, identifier);
    return variable === undefined || variable.defs.every(isAmbient);
  }

  function getIdentifierObject(identifier: TSESTree.Identifier): KnownObject | undefined {
    const variable = findVariable(scopes, identifier);
    if (variable === undefined || variable.defs.every(isAmbient))
      return known(getOwn(GLOBALS, identifier.name));
    if (!variables.has(variable)) {
      variables.set(variable, undefined);
      variables.set(variable, getVariableObject(variable));
    }
    return variables.get(variable);
  }

  function getVariableObject({ defs: [definition], references }: Variable): KnownObject | undefined {
    if (definition === undefined) return undefined;
    if (definition.type === "ImportBinding") return getImportObject(definition.node, definition.parent);
    const sets = references.filter((reference) => reference.isWrite() && reference.init !== true);
    const object = getTargetObject(definition.name);
    if (sets.length === 0) return object;
    const [found] = [object, ...sets.map(({ identifier }) => getTargetObject(identifier))].filter(isFound);
    return found && { ...found, isAssumed: true };
  }

  /** What a name or a pattern is given where it is bound or assigned. */
  function getTargetObject(target: TSESTree.Node): KnownObject | undefined {
    if (hasEnvironmentType(target)) return known("env");
    const { parent } = target;
    switch (parent?.type) {
      case "VariableDeclarator":
        return parent.init === null ? undefined : getObject(parent.init);
      case "AssignmentExpression":
        return parent.left === target ? getObject(parent.right) : undefined;
      case "AssignmentPattern":
        return getTargetObject(parent) ?? assumed(getObject(parent.right));
      case "RestElement":
        return getTargetObject(parent);
      case "ObjectPattern":
        // The rest of an environment is one.
        return target.type === "RestElement" ? getTargetObject(parent) : undefined;
      case "Property":
        return parent.parent.type === "ObjectPattern"
          ? getMember(getTargetObject(parent.parent), getPropertyName(parent))
          : undefined;
      default:
        return undefined;
    }
  }

  return { getObject, getPatternObject: getTargetObject };
}

function known(name: ObjectName | undefined): KnownObject | undefined {
  return name && { name, isAssumed: false };
}

function assumed(object: KnownObject | undefined): KnownObject | undefined {
  return object && { ...object, isAssumed: true };
}

function isFound(object: KnownObject | undefined): object is KnownObject {
  return object !== undefined;
}

function getMember(object: KnownObject | undefined, member: string | undefined): KnownObject | undefined {
  if (object === undefined || member === undefined) return undefined;
  const name = getOwn(MEMBERS[object.name], member);
  return name && { ...object, name };
}

function getOwn<T>(record: Readonly<Record<string, T>>, key: string): T | undefined {
  return Object.hasOwn(record, key) ? record[key] : undefined;
}

/** `declare const process: …` describes the global and makes none of its own. */
function isAmbient({ node }: Variable["defs"][number]): boolean {
  return node.type === "VariableDeclarator" && node.parent.declare;
}

function isProcessModule(source: TSESTree.Node | undefined): boolean {
  return source?.type === "Literal" && PROCESS_MODULES.has(source.value);
}

function getImportObject(specifier: TSESTree.Node, declaration: TSESTree.Node): KnownObject | undefined {
  if (declaration.type === "TSImportEqualsDeclaration") {
    const { moduleReference } = declaration;
    if (moduleReference.type !== "TSExternalModuleReference") return undefined;
    return isProcessModule(moduleReference.expression) ? known("process") : undefined;
  }
  if (declaration.type !== "ImportDeclaration" || !isProcessModule(declaration.source)) return undefined;
  if (specifier.type !== "ImportSpecifier") return known("process");
  const { imported } = specifier;
  return getMember(known("process"), imported.type === "Identifier" ? imported.name : imported.value);
}

function hasEnvironmentType(target: TSESTree.Node): boolean {
  if (target.type !== "Identifier" && target.type !== "ObjectPattern") return false;
  const type = target.typeAnnotation?.typeAnnotation;
  return type?.type === "TSTypeReference" && ENVIRONMENT_TYPES.has(getTypeName(type.typeName));
}

function getTypeName(name: TSESTree.EntityName): string {
  if (name.type === "TSQualifiedName") return `${getTypeName(name.left)}.${name.right.name}`;
  return name.type === "Identifier" ? name.name : "";
}
