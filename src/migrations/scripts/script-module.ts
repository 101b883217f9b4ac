import type { TSESTree } from "@typescript-eslint/utils";
import { unwrap } from "../../ast/unwrap.js";
import { callFunction } from "./call-function.js";
import { createInstance } from "./class-member.js";
import { joinValues, listAll } from "./either.js";
import { execute } from "./execute.js";
import { readIdentifier } from "./read-identifier.js";
import type { CommonJs, Scope } from "./run.js";
import { getField, type ClassValue, type ObjectValue, UNDEFINED, UNKNOWN, type Value } from "./value.js";

/** What a migration's script gives to its tool. */
export interface ScriptModule {
  readonly scope: Scope;
  /** `export const up`, `exports.up =`, `module.exports = { up }`, `export default { up }`; `default` is the default export itself. */
  getExport(name: string): Value | undefined;
  /** All that `export const` and `export function` name, in the order of the text. */
  getExports(): readonly Value[];
  /** Classes of the module, in the order of the text. */
  readonly classes: readonly ClassValue[];
  /** An instance of a class; `base` answers for what the class does not have. */
  construct(made: ClassValue, base?: Value): ObjectValue;
}

/** Runs the module from its top, which defines what it exports. */
export function createScriptModule(scope: Scope): ScriptModule {
  const { body } = scope.run.file.ast;
  execute(scope.run.file.ast, scope);
  return {
    scope,
    getExport: (name) => findNamed(body, name, scope) ?? findAssigned(name, scope.run.commonjs),
    getExports: () => listExports(body, scope),
    classes: listClasses(body, scope),
    construct: (made, base) => {
      const { instance, constructors } = createInstance(made, base, scope);
      for (const one of constructors)
        callFunction(
          one,
          one.node.params.map(() => UNKNOWN),
          { scope, self: instance },
        );
      return instance;
    },
  };
}

function findNamed(
  body: readonly TSESTree.ProgramStatement[],
  name: string,
  scope: Scope,
): Value | undefined {
  for (const statement of body) {
    const found = statement.type === "ExportNamedDeclaration" ? readNamed(statement, name, scope) : undefined;
    if (found !== undefined) return found;
  }
  return undefined;
}

/** Of `export default`, `export =`, `module.exports` and `exports`, as the module's end leaves them. */
function findAssigned(name: string, { module }: CommonJs): Value | undefined {
  const all = listAll(module.fields.get("exports") ?? UNKNOWN).map((exports) => {
    const given = getField(exports, "default");
    if (name === "default") return given ?? exports;
    return getField(exports, name) ?? findInAll(given, name);
  });
  return all.every((one) => one === undefined) ? undefined : joinValues(all.map((one) => one ?? UNDEFINED));
}

function findInAll(value: Value | undefined, name: string): Value | undefined {
  const all = listAll(value ?? UNKNOWN).map((one) => getField(one, name));
  return all.every((one) => one === undefined) ? undefined : joinValues(all.map((one) => one ?? UNDEFINED));
}

function readNamed(node: TSESTree.ExportNamedDeclaration, name: string, scope: Scope): Value | undefined {
  const { declaration } = node;
  for (const { local, exported } of node.specifiers)
    if (getName(exported) === name && local.type === "Identifier") return readIdentifier(local, scope);
  if (declaration?.type === "FunctionDeclaration" || declaration?.type === "ClassDeclaration")
    return declaration.id?.name === name ? readIdentifier(declaration.id, scope) : undefined;
  if (declaration?.type !== "VariableDeclaration") return undefined;
  const declared = declaration.declarations.find(({ id }) => id.type === "Identifier" && id.name === name);
  return declared?.id.type === "Identifier" ? readIdentifier(declared.id, scope) : undefined;
}

function listExports(body: readonly TSESTree.ProgramStatement[], scope: Scope): Value[] {
  return body.flatMap((statement) => {
    const declaration = statement.type === "ExportNamedDeclaration" ? statement.declaration : null;
    const declared = declaration?.type === "VariableDeclaration" ? declaration.declarations : [declaration];
    return declared.flatMap((one) =>
      one !== null && "id" in one && one.id?.type === "Identifier" ? [readIdentifier(one.id, scope)] : [],
    );
  });
}

function getName(node: TSESTree.Identifier | TSESTree.StringLiteral): string {
  return node.type === "Identifier" ? node.name : node.value;
}

function listClasses(body: readonly TSESTree.ProgramStatement[], { environment }: Scope): ClassValue[] {
  return body.flatMap((statement): ClassValue[] => {
    const node = "declaration" in statement && statement.declaration ? statement.declaration : statement;
    const inner = node.type === "ExpressionStatement" ? unwrap(node.expression) : node;
    const made = inner.type === "AssignmentExpression" ? unwrap(inner.right) : inner;
    const isClass = made.type === "ClassDeclaration" || made.type === "ClassExpression";
    return isClass ? [{ kind: "class", node: made, environment }] : [];
  });
}
