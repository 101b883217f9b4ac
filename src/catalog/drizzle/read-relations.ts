import type { ScopeManager } from "@typescript-eslint/scope-manager";
import type { TSESTree } from "@typescript-eslint/utils";
import { getReturned, isFunction } from "../../ast/find-function.js";
import { getMemberName, getPropertyName } from "../../ast/property-name.js";
import { unwrap } from "../../ast/unwrap.js";
import { getCodeName } from "../code/code-name.js";
import type { DrizzleRelations, DrizzleTarget } from "./drizzle-mapping.js";
import { getFirstCall } from "./read-columns.js";
import type { TopLevelValue } from "./top-level.js";

/** `relations(users, ({ many }) => ({ posts: many(posts) }))`, and `defineRelations(schema, (r) => ({ users: { posts: r.many.posts() } }))`. */
export function readRelations({ value }: TopLevelValue, scopes: ScopeManager): DrizzleRelations[] {
  if (value.type !== "CallExpression" || value.callee.type !== "Identifier") return [];
  const [first, callback] = value.arguments;
  if (first === undefined || !isFunction(callback)) return [];
  switch (value.callee.name) {
    case "relations": {
      const table = getCodeName(first, scopes);
      return table === undefined ? [] : [{ table, relations: getRelations(getReturned(callback), scopes) }];
    }
    case "defineRelations":
    case "defineRelationsPart":
      return getProperties(getReturned(callback)).map(({ name, value: own }) => ({
        table: { key: name },
        relations: getRelations([own], scopes),
      }));
    default:
      return [];
  }
}

interface NamedValue {
  readonly name: string;
  readonly value: TSESTree.Node;
}

function getProperties(nodes: readonly TSESTree.Node[]): NamedValue[] {
  return nodes.map(unwrap).flatMap((node) => {
    if (node.type !== "ObjectExpression") return [];
    return node.properties.flatMap((property) => {
      const name = property.type === "Property" ? getPropertyName(property) : undefined;
      return property.type === "Property" && name !== undefined
        ? [{ name, value: unwrap(property.value) }]
        : [];
    });
  });
}

function getRelations(nodes: readonly TSESTree.Node[], scopes: ScopeManager): DrizzleRelations["relations"] {
  return getProperties(nodes).flatMap(({ name: property, value }) => {
    const target = getTarget(value, scopes);
    return target === undefined ? [] : [{ property, target }];
  });
}

/** `one(users, …)`, `r.one.users(…)` */
function getTarget(value: TSESTree.Node, scopes: ScopeManager): DrizzleTarget | undefined {
  const call = getFirstCall(value);
  if (call === undefined) return undefined;
  const callee = unwrap(call.callee);
  const key = callee.type === "MemberExpression" ? getMemberName(callee) : undefined;
  if (callee.type === "MemberExpression" && callee.object.type === "MemberExpression" && key !== undefined)
    return { key };
  const [table] = call.arguments;
  return table && getCodeName(table, scopes);
}
