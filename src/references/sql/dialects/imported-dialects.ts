import type { TSESTree } from "@typescript-eslint/utils";
import { type Dialect, DIALECTS } from "../../../sql/dialects/dialect.js";
import { findDriverDialect } from "../../../sql/dialects/drivers.js";
import type { Project, ScriptFile } from "../../detector.js";

/** What a repo without a driver speaks, until something says otherwise. */
export const DEFAULT_DIALECTS: readonly Dialect[] = ["postgres"];

/**
 * The dialects that SQL in a file may be written in, the likeliest first: those of the drivers that it imports, else what the modules of this
 * repo say that it imports, where its package speaks several.
 */
export function getScriptDialects(file: ScriptFile, project: Project): readonly Dialect[] {
  const imported = getImportedDialects(file.ast);
  if (imported.length > 0) return imported;
  const possible = getFileDialects(file.path, project);
  if (possible.length < 2) return possible;
  const spoken = new Set(getModules(file, project).flatMap((module) => project.getSpoken?.(module) ?? []));
  return spoken.size > 0 ? DIALECTS.filter((dialect) => spoken.has(dialect)) : possible;
}

/** The dialects of the drivers that a module imports. */
export function getImportedDialects({ body }: TSESTree.Program): readonly Dialect[] {
  const found = new Set(body.flatMap(getSpecifiers).flatMap((name) => findDriverDialect(name) ?? []));
  return DIALECTS.filter((dialect) => found.has(dialect));
}

/** Paths of this repo's modules from which a script imports something. */
function getModules({ ast, path }: ScriptFile, { modules }: Project): string[] {
  const origins = ast.body.flatMap((statement) => {
    if (statement.type !== "ImportDeclaration" || statement.importKind === "type") return [];
    return statement.specifiers.flatMap((specifier) =>
      modules.getOrigins(path, statement.source.value, getImportedName(specifier)),
    );
  });
  return [...new Set(origins.flatMap(({ module }) => (module.startsWith("./") ? [module.slice(2)] : [])))];
}

function getImportedName(specifier: TSESTree.ImportClause): string {
  if (specifier.type === "ImportDefaultSpecifier") return "default";
  if (specifier.type === "ImportNamespaceSpecifier") return "*";
  const { imported } = specifier;
  return imported.type === "Identifier" ? imported.name : imported.value;
}

/** The dialects of a file by where it stands. */
export function getFileDialects(path: string, { getDialects }: Project): readonly Dialect[] {
  return getDialects?.(path) ?? DEFAULT_DIALECTS;
}

/** The modules that a statement at the top of a script imports or requires. */
export function getSpecifiers(statement: TSESTree.ProgramStatement): string[] {
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
