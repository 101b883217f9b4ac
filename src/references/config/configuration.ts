import type { Variable } from "@typescript-eslint/scope-manager";
import type { TSESTree } from "@typescript-eslint/utils";
import { findField } from "../../ast/class-field.js";
import { findFunction, type FunctionNode, getReturned, isFunction } from "../../ast/find-function.js";
import { findVariable } from "../../ast/find-variable.js";
import { getMemberName, getPropertyName } from "../../ast/property-name.js";
import { unwrap } from "../../ast/unwrap.js";
import type { ModuleGraph } from "../../modules/module-graph.js";
import type { ScriptFile } from "../detector.js";
import { getClassObject, isGetter } from "./getters.js";
import { getCallResult } from "./call-result.js";
import { getImportedObject, getModuleMember, getRequiredObject } from "./imported-object.js";
import { assumed, getGlobalObject, getMemberObject, known, type KnownObject } from "./known-object.js";
import { getTypeObject } from "./type-object.js";
import { isWorkerEnvironment } from "./worker-environment.js";

/** A script, and what its imports lead to. */
export interface ConfigFile extends ScriptFile {
  readonly modules: Pick<ModuleGraph, "getOrigins" | "getShape">;
}

export interface Configuration {
  /** What an expression is, if it leads to configuration. */
  getObject(node: TSESTree.Node): KnownObject | undefined;
  /** What the value is that a pattern takes apart. */
  getPatternObject(pattern: TSESTree.ObjectPattern): KnownObject | undefined;
}

/** Follows the environment and settings through one module: aliases, imports, patterns, defaults, functions of the module. Never into other functions' callers. */
export function createConfiguration(file: ConfigFile): Configuration {
  const { scopes } = file;
  // Both also end circles: what is under way is nothing.
  const variables = new Map<Variable, KnownObject | undefined>();
  const functions = new Map<FunctionNode, KnownObject | undefined>();

  function getObject(expression: TSESTree.Node): KnownObject | undefined {
    const node = unwrap(expression);
    switch (node.type) {
      case "Identifier":
        return getIdentifierObject(node);
      case "MetaProperty":
        return node.meta.name === "import" ? known("meta") : undefined;
      case "MemberExpression":
        return getMember(node);
      case "AwaitExpression":
        return getObject(node.argument);
      case "ImportExpression":
        return getRequiredObject(file, node.source);
      case "CallExpression":
        return getCall(node);
      case "NewExpression":
        return getMade(node);
      case "LogicalExpression":
        return getObject(node.left) ?? getObject(node.right);
      case "ConditionalExpression":
        return getObject(node.consequent) ?? getObject(node.alternate);
      case "ObjectExpression":
        return node.properties.some(isEnvironmentSpread) ? known("env") : undefined;
      case "ArrowFunctionExpression":
      case "FunctionExpression":
        return getFunctionObject(node);
      default:
        return undefined;
    }
  }

  function getMember(node: TSESTree.MemberExpression): KnownObject | undefined {
    const object = getObject(node.object);
    const member = getMemberName(node);
    if (object?.name === "module") return getModuleMember(file, object, member);
    if (object !== undefined) return getMemberObject(object, member);
    if (isWorkerEnvironment(node)) return assumed(known("env"));
    return getFieldObject(node);
  }

  function getFieldObject(node: TSESTree.MemberExpression): KnownObject | undefined {
    const field = findField(node);
    if (field === undefined) return undefined;
    const typed = field.type && getTypeObject(field.type, { file, getObject });
    return typed ?? field.values.map(getObject).find(isFound);
  }

  function isEnvironmentSpread(property: TSESTree.Node): boolean {
    return property.type === "SpreadElement" && getObject(property.argument)?.name === "env";
  }

  function getCall(node: TSESTree.CallExpression): KnownObject | undefined {
    const { callee } = node;
    const isRequire = callee.type === "Identifier" && callee.name === "require" && isGlobal(callee);
    if (isRequire) return getRequiredObject(file, node.arguments[0]);
    return getCallResult(node, getObject) ?? getOwnResult(callee);
  }

  function getOwnResult(callee: TSESTree.Node): KnownObject | undefined {
    const made = findFunction(callee, scopes);
    const object = made && getFunctionObject(made);
    return object?.isFunction ? { ...object, isFunction: false } : undefined;
  }

  /** A function of the module is what it gives back, when called. */
  function getFunctionObject(made: FunctionNode): KnownObject | undefined {
    if (!functions.has(made)) {
      functions.set(made, undefined);
      const object = made.generator ? undefined : getReturned(made).map(getObject).find(isFound);
      const whole = object && !object.isFunction ? { ...object, isFunction: true } : undefined;
      functions.set(made, whole ?? (isGetter(made, getObject) ? known("getter") : undefined));
    }
    return functions.get(made);
  }

  function getMade({ callee }: TSESTree.NewExpression): KnownObject | undefined {
    const target = unwrap(callee);
    if (target.type === "MemberExpression" && getMemberName(target) === "Provider")
      return getObject(target.object)?.name === "store" ? known("store") : undefined;
    return getObject(target)?.name === "config-service" ? known("store") : undefined;
  }

  function isGlobal(identifier: TSESTree.Identifier): boolean {
    const variable = findVariable(scopes, identifier);
    return variable === undefined || variable.defs.every(isAmbient);
  }

  function getIdentifierObject(identifier: TSESTree.Identifier): KnownObject | undefined {
    const variable = findVariable(scopes, identifier);
    if (variable === undefined || variable.defs.every(isAmbient)) return getGlobalObject(identifier.name);
    if (!variables.has(variable)) {
      variables.set(variable, undefined);
      variables.set(variable, getVariableObject(variable));
    }
    return variables.get(variable);
  }

  function getVariableObject({ defs: [definition], references }: Variable): KnownObject | undefined {
    if (definition === undefined) return undefined;
    if (definition.type === "ImportBinding") return getImportedObject(file, definition);
    if (definition.type === "FunctionName" && isFunction(definition.node))
      return getFunctionObject(definition.node);
    if (definition.type === "ClassName") return getClassObject(definition.node, getObject);
    const sets = references.filter((reference) => reference.isWrite() && reference.init !== true);
    const object = getTargetObject(definition.name);
    if (sets.length === 0) return object;
    const [found] = [object, ...sets.map(({ identifier }) => getTargetObject(identifier))].filter(isFound);
    return found && { ...found, isAssumed: true };
  }

  /** What a name or a pattern is given where it is bound or assigned. */
  function getTargetObject(target: TSESTree.Node): KnownObject | undefined {
    const type = getAnnotation(target);
    const typed = type && getTypeObject(type, { file, getObject });
    if (typed !== undefined) return typed;
    if (isWorkerEnvironment(target)) return assumed(known("env"));
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
          ? getPatternMember(getTargetObject(parent.parent), getPropertyName(parent))
          : undefined;
      default:
        return undefined;
    }
  }

  function getPatternMember(object: KnownObject | undefined, name: string | undefined) {
    return object?.name === "module" ? getModuleMember(file, object, name) : getMemberObject(object, name);
  }

  return { getObject, getPatternObject: getTargetObject };
}

function isFound(object: KnownObject | undefined): object is KnownObject {
  return object !== undefined;
}

function getAnnotation(target: TSESTree.Node): TSESTree.TypeNode | undefined {
  if (target.type !== "Identifier" && target.type !== "ObjectPattern") return undefined;
  return target.typeAnnotation?.typeAnnotation;
}

/** `declare const process: …` describes the global and makes none of its own. */
function isAmbient({ node }: Variable["defs"][number]): boolean {
  return node.type === "VariableDeclarator" && node.parent.declare;
}
