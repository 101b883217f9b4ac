import type { TSESTree } from "@typescript-eslint/utils";
import { getMemberName } from "../../ast/property-name.js";
import { unwrap } from "../../ast/unwrap.js";
import { walk } from "../../ast/walk.js";

export type ClassNode = TSESTree.ClassDeclaration | TSESTree.ClassExpression;

export interface ModuleClass {
  readonly node: ClassNode;
  /** Its own name, or that of the variable that holds it. */
  readonly name: string | undefined;
  readonly isExported: boolean;
}

/** The classes at the top of a module, in the order of the text. */
export function listModuleClasses({ body }: TSESTree.Program): readonly ModuleClass[] {
  const exported = new Set(body.filter(isExport).flatMap(getNames));
  return body.flatMap((statement) =>
    getClasses(statement).map(({ node, name }) => ({
      node,
      name,
      isExported: isExport(statement) || (name !== undefined && exported.has(name)),
    })),
  );
}

/** `export …`, `export = …`, `module.exports = …`, `exports.name = …` */
function isExport(statement: TSESTree.ProgramStatement): boolean {
  if (statement.type !== "ExpressionStatement") return /^(?:Export|TSExport)/.test(statement.type);
  const { expression } = statement;
  return expression.type === "AssignmentExpression" && isExports(expression.left);
}

function isExports(target: TSESTree.Node): boolean {
  if (target.type === "Identifier") return target.name === "exports";
  if (target.type !== "MemberExpression") return false;
  const isOfModule = target.object.type === "Identifier" && target.object.name === "module";
  return (isOfModule && getMemberName(target) === "exports") || isExports(target.object);
}

/** Every name that an export mentions: `export { A }`, `export default A`, `export const migrations = [A]`, `exports.A = A`. */
function getNames(statement: TSESTree.ProgramStatement): string[] {
  return getClasses(statement).length > 0
    ? []
    : walk(statement).flatMap((node) => (node.type === "Identifier" ? [node.name] : []));
}

interface NamedClass {
  readonly node: ClassNode;
  readonly name: string | undefined;
}

function getClasses(statement: TSESTree.Node): readonly NamedClass[] {
  switch (statement.type) {
    case "ExportNamedDeclaration":
    case "ExportDefaultDeclaration":
      return statement.declaration ? getClasses(statement.declaration) : [];
    case "TSExportAssignment":
      return getClasses(unwrap(statement.expression));
    case "ExpressionStatement":
      return getClasses(statement.expression);
    case "AssignmentExpression":
      return getClasses(unwrap(statement.right));
    case "VariableDeclaration":
      return statement.declarations.flatMap(getDeclared);
    case "ClassDeclaration":
    case "ClassExpression":
      return [{ node: statement, name: statement.id?.name }];
    default:
      return [];
  }
}

function getDeclared({ id, init }: TSESTree.VariableDeclarator): readonly NamedClass[] {
  const name = id.type === "Identifier" ? id.name : undefined;
  const value = init && unwrap(init);
  if (value?.type === "AssignmentExpression") return getClasses(value).map((one) => ({ ...one, name }));
  return value?.type === "ClassExpression" ? [{ node: value, name: value.id?.name ?? name }] : [];
}
