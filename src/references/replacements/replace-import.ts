import type { Variable } from "@typescript-eslint/scope-manager";
import type { TSESTree } from "@typescript-eslint/utils";
import { walk } from "../../ast/walk.js";
import type { Change, SymbolTarget } from "../../manifest/manifest.js";
import type { ModuleGraph } from "../../modules/module-graph.js";
import { getOriginKey } from "../../modules/symbol-home.js";
import type { ScriptFile } from "../detector.js";
import { getAccess } from "../symbols/access.js";
import { renameUses } from "./rename-variable.js";
import type { Edit, Replacement } from "./replacement.js";

export interface ImportContext {
  readonly file: ScriptFile;
  readonly modules: ModuleGraph;
}

/**
 * An import by name of an export whose replacement the same module exports: the import gets the new name. None where the file passes the old
 * one on under its own exports, and where it names the module in a string as well: a mock of it has the old names.
 */
export function replaceImport(
  start: number,
  { old, replacement }: Change,
  context: ImportContext,
): Replacement | undefined {
  if (old.kind !== "symbol" || replacement?.kind !== "symbol" || !isSibling(old, replacement))
    return undefined;
  const found = findImport(start, context.file);
  const [from] = old.path;
  const [to] = replacement.path;
  if (found === undefined || !isNamed(found.specifier.imported, from)) return undefined;
  const source = found.statement.source.value;
  if (!exportsIt(source, replacement, context) || isExported(found.variable)) return undefined;
  if (isNamedElsewhere(source, context.file)) return undefined;
  const { imported, local } = found.specifier;
  const [specifierStart, specifierEnd] = imported.range;
  const renamed = { start: specifierStart, end: specifierEnd, text: to };
  if (local.range[0] !== specifierStart) return { kind: "import", from, to, edits: [renamed] };
  const uses = renameUses(found.variable, to, context.file);
  if (uses !== undefined) return { kind: "import", from, to, edits: [renamed, ...uses] };
  const aliased: Edit = { ...renamed, text: `${to} as ${from}` };
  return { kind: "alias", from, to, edits: [aliased] };
}

/** Another export of the same module, as a whole. */
function isSibling(old: SymbolTarget, replacement: SymbolTarget): boolean {
  const names = [...old.path, ...replacement.path];
  return old.module === replacement.module && names.length === 2 && !names.includes("default");
}

interface FoundImport {
  readonly statement: TSESTree.ImportDeclaration;
  readonly specifier: TSESTree.ImportSpecifier;
  readonly variable: Variable;
}

/** The import that stands at an offset, or that is used there. */
function findImport(start: number, { ast, scopes }: ScriptFile): FoundImport | undefined {
  for (const statement of ast.body) {
    if (statement.type !== "ImportDeclaration") continue;
    for (const specifier of statement.specifiers) {
      const [variable] = scopes.getDeclaredVariables(specifier);
      if (specifier.type !== "ImportSpecifier" || variable === undefined) continue;
      const isUsed = variable.references.some(({ identifier }) => identifier.range[0] === start);
      if (isUsed || specifier.imported.range[0] === start) return { statement, specifier, variable };
    }
  }
  return undefined;
}

function isNamed(node: TSESTree.Identifier | TSESTree.StringLiteral, name: string): boolean {
  return node.type === "Identifier" && node.name === name;
}

/** A barrel between may pass on the old name alone. */
function exportsIt(source: string, { module, path: [name] }: SymbolTarget, context: ImportContext): boolean {
  const { file, modules } = context;
  const home = new Set(modules.getTargetOrigins(module, name).map(getOriginKey));
  return modules.getOrigins(file.path, source, name).every((origin) => home.has(getOriginKey(origin)));
}

function isExported({ references }: Variable): boolean {
  return references.some(({ identifier }) => getAccess(identifier) === "export");
}

function isNamedElsewhere(source: string, { ast }: ScriptFile): boolean {
  return walk(ast).some((node) => {
    if (node.type === "TemplateElement") return node.value.cooked === source;
    return node.type === "Literal" && node.value === source && !IMPORTS.has(node.parent?.type ?? "");
  });
}

const IMPORTS: ReadonlySet<string> = new Set([
  "ImportDeclaration",
  "ExportNamedDeclaration",
  "ExportAllDeclaration",
]);
