import type { TSESTree } from "@typescript-eslint/utils";
import { unwrap } from "../../ast/unwrap.js";

/** A statement of the module's top level, out of its `export`. */
export function getDeclarations({ body }: TSESTree.Program): TSESTree.Node[] {
  return body.map((statement) =>
    (statement.type === "ExportNamedDeclaration" || statement.type === "ExportDefaultDeclaration") &&
    statement.declaration
      ? statement.declaration
      : statement,
  );
}

/** A name of the module's top level with its value: a constant, or a function. */
export interface TopLevelValue {
  readonly id: TSESTree.Identifier;
  readonly value: TSESTree.Node;
}

export function getTopLevelValues(program: TSESTree.Program): TopLevelValue[] {
  return getDeclarations(program).flatMap((declaration): TopLevelValue[] => {
    if (declaration.type === "FunctionDeclaration")
      return declaration.id === null ? [] : [{ id: declaration.id, value: declaration }];
    if (declaration.type !== "VariableDeclaration") return [];
    return declaration.declarations.flatMap(({ id, init }) =>
      id.type === "Identifier" && init !== null ? [{ id, value: unwrap(init) }] : [],
    );
  });
}
