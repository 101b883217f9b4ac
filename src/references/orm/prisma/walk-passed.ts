import type { Variable } from "@typescript-eslint/scope-manager";
import type { TSESTree } from "@typescript-eslint/utils";
import type { ExportOrigin, ImportedType } from "../../../modules/module-graph.js";
import { findVariable } from "../../../ast/find-variable.js";
import { getMemberName } from "../../../ast/property-name.js";
import { unwrap } from "../../../ast/unwrap.js";
import type { Project, ScriptFile } from "../../detector.js";
import { findClientName, findOperationType } from "./client-types.js";
import type { ArgumentWalk } from "./argument-walk.js";

/**
 * What a call hands to a function of another module whose parameters are declared with types of the client:
 * `updateUser(id, { name })` with `data: Prisma.UserUpdateInput`. Only the declaration says so; no type has to be inferred.
 */
export function walkPassed(
  call: TSESTree.CallExpression,
  { file, project }: { readonly file: ScriptFile; readonly project: Project },
  walk: ArgumentWalk,
): void {
  if (call.arguments.length === 0) return;
  for (const origin of getCalledOrigins(call, file, project)) {
    const shape = project.modules.getShape(origin);
    if (shape?.kind !== "function") continue;
    for (const [position, types] of shape.parameters.entries()) {
      const argument = call.arguments[position];
      if (argument === undefined || argument.type === "SpreadElement") break;
      for (const type of types) walkAs(argument, { type, origin, project }, walk);
    }
  }
}

interface Declared {
  readonly type: ImportedType;
  readonly origin: ExportOrigin;
  readonly project: Project;
}

function walkAs(argument: TSESTree.Node, { type, origin, project }: Declared, walk: ArgumentWalk): void {
  const importer = origin.module.slice("./".length);
  const imported = { importer, specifier: type.from, name: type.imported };
  if (type.member === undefined || findClientName(imported, project) !== "Prisma") return;
  const declared = findOperationType(type.member, walk.models);
  if (declared && typeof declared.use === "function") declared.use(argument, declared.model, walk);
}

/** The declarations of an imported function: `f()`, `users.f()` of a namespace. */
export function getCalledOrigins(
  call: TSESTree.CallExpression,
  { path, scopes }: ScriptFile,
  { modules }: Project,
): readonly ExportOrigin[] {
  const callee = unwrap(call.callee);
  const holder = callee.type === "MemberExpression" ? unwrap(callee.object) : callee;
  const variable = holder.type === "Identifier" ? findVariable(scopes, holder) : undefined;
  const imported = variable && findImport(variable);
  if (imported === undefined) return [];
  const member = callee.type === "MemberExpression" ? getMemberName(callee) : undefined;
  const name = imported.name === "*" ? member : imported.name;
  if (name === undefined || (imported.name !== "*" && callee.type === "MemberExpression")) return [];
  return modules.getOrigins(path, imported.specifier, name);
}

function findImport({
  defs: [definition],
}: Variable): { readonly specifier: string; readonly name: string } | undefined {
  if (definition?.type !== "ImportBinding") return undefined;
  const { node } = definition;
  if (node.parent.type !== "ImportDeclaration") return undefined;
  const specifier = node.parent.source.value;
  switch (node.type) {
    case "ImportNamespaceSpecifier":
      return { specifier, name: "*" };
    case "ImportDefaultSpecifier":
      return { specifier, name: "default" };
    case "ImportSpecifier": {
      const { imported } = node;
      return { specifier, name: imported.type === "Identifier" ? imported.name : imported.value };
    }
    default:
      return undefined;
  }
}
