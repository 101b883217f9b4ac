import type { Definition, Variable } from "@typescript-eslint/scope-manager";
import type { TSESTree } from "@typescript-eslint/utils";
import { isFunction } from "../../ast/find-function.js";
import { findVariable } from "../../ast/find-variable.js";
import { bind } from "./assign.js";
import { evaluate } from "./evaluate.js";
import { createImported } from "./imported-value.js";
import type { Run, Scope } from "./run.js";
import { UNDEFINED, UNKNOWN, type Value } from "./value.js";

/** The value of a variable: of this call, of those around, or of the module. */
export function readIdentifier(node: TSESTree.Identifier, scope: Scope): Value {
  const { environment, run } = scope;
  const variable = findVariable(run.file.scopes, node);
  if (variable === undefined || variable.defs.length === 0) return readGlobal(node.name, run);
  const known = environment.find(variable);
  if (known !== undefined) return known;
  if (run.pending.has(variable)) return UNKNOWN;
  run.pending.add(variable);
  const value = define(variable, variable.defs[0], scope);
  run.pending.delete(variable);
  return value;
}

function readGlobal(name: string, { commonjs }: Run): Value {
  if (name === "module") return commonjs.module;
  if (name === "exports") return commonjs.exports;
  return name === "undefined" ? UNDEFINED : UNKNOWN;
}

/** A variable that nothing has reached yet: hoisted, imported, or of the module's later lines. */
function define(variable: Variable, definition: Definition | undefined, scope: Scope): Value {
  const { run } = scope;
  const node = definition?.node;
  if (isFunction(node) && node.type === "FunctionDeclaration" && definition?.type === "FunctionName")
    return { kind: "function", node, environment: scope.environment };
  if (node?.type === "ClassDeclaration") return { kind: "class", node, environment: scope.environment };
  if (definition?.type === "ImportBinding") return readImport(definition.node, definition.parent, scope);
  const isOfModule = variable.scope.type === "module" || variable.scope.type === "global";
  if (!isOfModule || node?.type !== "VariableDeclarator" || node.init === null) return UNKNOWN;
  const inModule = { ...scope, environment: run.module };
  bind(node.id, evaluate(node.init, inModule), inModule);
  return run.module.find(variable) ?? UNKNOWN;
}

function readImport(node: TSESTree.Node, parent: TSESTree.Node | null | undefined, { run }: Scope): Value {
  if (parent?.type !== "ImportDeclaration") return UNKNOWN;
  const { value: source } = parent.source;
  const name = getImportedName(node);
  return run.tool.getImported?.(source, name, run.file) ?? createImported(source, name);
}

function getImportedName(node: TSESTree.Node): string {
  if (node.type === "ImportNamespaceSpecifier") return "*";
  if (node.type !== "ImportSpecifier") return "default";
  return node.imported.type === "Identifier" ? node.imported.name : node.imported.value;
}
