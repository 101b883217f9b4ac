import type { TSESTree } from "@typescript-eslint/utils";
import { type Dialect, DIALECTS } from "../../../sql/dialects/dialect.js";
import { findDriverDialect } from "../../../sql/dialects/drivers.js";
import type { Project, ScriptFile } from "../../detector.js";

/** What a repo without a driver speaks, until something says otherwise. */
export const DEFAULT_DIALECTS: readonly Dialect[] = ["postgres"];

/** The dialects that SQL in a file may be written in, the likeliest first: those of the drivers that it imports, else those of its package. */
export function getScriptDialects({ ast, path }: ScriptFile, project: Project): readonly Dialect[] {
  const specifiers = ast.body.flatMap(getSpecifiers);
  const imported = new Set(specifiers.flatMap((specifier) => findDriverDialect(specifier) ?? []));
  return imported.size > 0
    ? DIALECTS.filter((dialect) => imported.has(dialect))
    : getFileDialects(path, project);
}

/** The dialects of a file by where it stands. */
export function getFileDialects(path: string, { getDialects }: Project): readonly Dialect[] {
  return getDialects?.(path) ?? DEFAULT_DIALECTS;
}

function getSpecifiers(statement: TSESTree.ProgramStatement): string[] {
  if (statement.type === "ImportDeclaration") return [statement.source.value];
  if (statement.type !== "VariableDeclaration") return [];
  return statement.declarations.flatMap(({ init }) => getRequired(init));
}

/** `require("mysql2")`, `require("mysql2").verbose()`. */
function getRequired(node: TSESTree.Node | null): string[] {
  if (node?.type === "MemberExpression") return getRequired(node.object);
  if (node?.type !== "CallExpression") return [];
  const { callee, arguments: args } = node;
  const [argument] = args;
  if (callee.type !== "Identifier" || callee.name !== "require") return getRequired(callee);
  return argument?.type === "Literal" && typeof argument.value === "string" ? [argument.value] : [];
}
