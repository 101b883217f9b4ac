import { isBuiltin } from "node:module";
import { posix } from "node:path";
import type { TSESTree } from "@typescript-eslint/utils";
import type { ModuleGraph } from "../modules/module-graph.js";
import type { ScriptFile } from "../references/detector.js";

/** How many modules a script imports that lead to nothing that was read: packages that are neither scanned nor known, files that a build makes. */
export function countUnresolvedImports({ path, ast }: ScriptFile, modules: ModuleGraph): number {
  const specifiers = new Set(ast.body.flatMap(getSpecifiers));
  return [...specifiers].filter((specifier) => isModule(specifier) && !modules.leadsToFile(path, specifier))
    .length;
}

/** What an import or a `require` at the top of a module names. */
function getSpecifiers(statement: TSESTree.ProgramStatement): string[] {
  switch (statement.type) {
    case "ImportDeclaration":
    case "ExportAllDeclaration":
      return [statement.source.value];
    case "ExportNamedDeclaration":
      return statement.source ? [statement.source.value] : [];
    case "TSImportEqualsDeclaration":
      return statement.moduleReference.type === "TSExternalModuleReference"
        ? getText(statement.moduleReference.expression)
        : [];
    case "VariableDeclaration":
      return statement.declarations.flatMap(({ init }) => (init ? getRequired(init) : []));
    default:
      return [];
  }
}

function getRequired(node: TSESTree.Expression): string[] {
  if (node.type === "MemberExpression") return getRequired(node.object);
  if (node.type !== "CallExpression" || node.callee.type !== "Identifier" || node.callee.name !== "require")
    return [];
  const [first] = node.arguments;
  return first ? getText(first) : [];
}

function getText(node: TSESTree.Node): string[] {
  return node.type === "Literal" && typeof node.value === "string" ? [node.value] : [];
}

const ASSETS: ReadonlySet<string> = new Set([
  ...[".json", ".css", ".scss", ".sass", ".less", ".styl", ".svg", ".png", ".jpg", ".jpeg", ".gif", ".webp"],
  ...[
    ".avif",
    ".ico",
    ".woff",
    ".woff2",
    ".ttf",
    ".wasm",
    ".node",
    ".md",
    ".mdx",
    ".txt",
    ".html",
    ".graphql",
  ],
  ...[".gql", ".sql", ".yaml", ".yml", ".mp3", ".mp4", ".pdf", ".vue", ".svelte", ".astro"],
]);

/** Neither the runtime's own (`fs`, `bun:test`, `virtual:icons`) nor an asset: those have no exports of ours. */
function isModule(specifier: string): boolean {
  const [name = ""] = specifier.split("?");
  return !isBuiltin(name) && !/^[a-z]+:/.test(name) && !ASSETS.has(posix.extname(name));
}
