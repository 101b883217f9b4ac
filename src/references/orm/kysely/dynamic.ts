import type { ScopeManager } from "@typescript-eslint/scope-manager";
import type { TSESTree } from "@typescript-eslint/utils";
import { findVariable } from "../../../ast/find-variable.js";
import { getPropertyName } from "../../../ast/property-name.js";
import { unwrap } from "../../../ast/unwrap.js";

/** Types whose values are expressions of SQL and no names. */
const EXPRESSION = /Expression|RawBuilder|Ref\b|Builder|Sql/;

/** True for what may well be the name of a column, and only running tells which: a parameter, a property of something, text put together. */
export function isDynamic(node: TSESTree.Node, scopes: ScopeManager): boolean {
  switch (node.type) {
    case "TemplateLiteral":
      return node.expressions.length > 0;
    case "MemberExpression":
      return node.computed;
    case "Identifier": {
      const definition = findVariable(scopes, node)?.defs[0];
      if (definition?.type !== "Parameter") return false;
      const annotation = definition.name.type === "Identifier" ? definition.name.typeAnnotation : undefined;
      return !EXPRESSION.test(getTypeName(annotation?.typeAnnotation));
    }
    default:
      return false;
  }
}

function getTypeName(type: TSESTree.TypeNode | undefined): string {
  if (type?.type !== "TSTypeReference") return "";
  const { typeName } = type;
  if (typeName.type === "Identifier") return typeName.name;
  return typeName.type === "TSQualifiedName" ? typeName.right.name : "";
}

/** Whether an object may have properties that its text does not show. */
export function mayHaveMore(expression: TSESTree.Node, scopes: ScopeManager, depth = 0): boolean {
  const node = unwrap(expression);
  if (depth > 8) return true;
  const inner = (one: TSESTree.Node): boolean => mayHaveMore(one, scopes, depth + 1);
  switch (node.type) {
    case "ObjectExpression":
      return node.properties.some((property) =>
        property.type === "SpreadElement"
          ? inner(property.argument)
          : getPropertyName(property) === undefined,
      );
    case "ConditionalExpression":
      return inner(node.consequent) || inner(node.alternate);
    case "LogicalExpression":
      return inner(node.right) || (node.operator !== "&&" && inner(node.left));
    case "Identifier": {
      const definition = findVariable(scopes, node)?.defs[0]?.node;
      if (definition?.type !== "VariableDeclarator" || definition.id.type !== "Identifier") return true;
      return definition.init === null || inner(definition.init);
    }
    case "Literal":
      return false;
    default:
      return true;
  }
}
