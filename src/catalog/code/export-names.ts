import type { TSESTree } from "@typescript-eslint/utils";

/** Under which names a module exports its own top-level names: local name → exported names (`default` too). */
export function getExportNames({ body }: TSESTree.Program): ReadonlyMap<string, readonly string[]> {
  const names = new Map<string, string[]>();
  const add = (local: string, exported: string): void => {
    names.set(local, [...(names.get(local) ?? []), exported]);
  };
  for (const statement of body) {
    if (statement.type === "ExportDefaultDeclaration") {
      const local = getDefaultName(statement.declaration);
      if (local !== undefined) add(local, "default");
    }
    if (statement.type !== "ExportNamedDeclaration" || statement.source !== null) continue;
    for (const { local, exported } of statement.specifiers)
      if (local.type === "Identifier")
        add(local.name, exported.type === "Identifier" ? exported.name : exported.value);
    for (const name of getDeclaredNames(statement.declaration)) add(name, name);
  }
  return names;
}

function getDefaultName(declaration: TSESTree.ExportDefaultDeclaration["declaration"]): string | undefined {
  if (declaration.type === "Identifier") return declaration.name;
  return declaration.type === "ClassDeclaration" || declaration.type === "FunctionDeclaration"
    ? declaration.id?.name
    : undefined;
}

function getDeclaredNames(declaration: TSESTree.ExportNamedDeclaration["declaration"]): string[] {
  if (declaration === null) return [];
  if (declaration.type === "VariableDeclaration")
    return declaration.declarations.flatMap(({ id }) => (id.type === "Identifier" ? [id.name] : []));
  return "id" in declaration && declaration.id?.type === "Identifier" ? [declaration.id.name] : [];
}
