import { getNode, getNodes, getText, type PlainNode } from "./plain-node.js";

/** Names that statements at the top of a script declare. */
export function getDeclaredNames(statements: readonly PlainNode[]): ReadonlySet<string> {
  return new Set(statements.flatMap(getNamesOf));
}

function getNamesOf(statement: PlainNode): string[] {
  switch (statement.type) {
    case "ImportDeclaration":
      return getNodes(statement, "specifiers").flatMap((specifier) =>
        getPatternNames(getNode(specifier, "local")),
      );
    case "ExportNamedDeclaration": {
      const declaration = getNode(statement, "declaration");
      return declaration === undefined ? [] : getNamesOf(declaration);
    }
    case "VariableDeclaration":
      return getNodes(statement, "declarations").flatMap((declarator) =>
        getPatternNames(getNode(declarator, "id")),
      );
    case "FunctionDeclaration":
    case "ClassDeclaration":
    case "TSEnumDeclaration":
      return getPatternNames(getNode(statement, "id"));
    default:
      return [];
  }
}

function getPatternNames(pattern: PlainNode | undefined): string[] {
  switch (pattern?.type) {
    case "Identifier":
      return [getText(pattern, "name")];
    case "ObjectPattern":
      return getNodes(pattern, "properties").flatMap((property) =>
        getPatternNames(getNode(property, "value") ?? getNode(property, "argument")),
      );
    case "ArrayPattern":
      return getNodes(pattern, "elements").flatMap(getPatternNames);
    case "AssignmentPattern":
      return getPatternNames(getNode(pattern, "left"));
    case "RestElement":
      return getPatternNames(getNode(pattern, "argument"));
    default:
      return [];
  }
}
