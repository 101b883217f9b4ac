import type { TSESTree } from "@typescript-eslint/utils";
import { getMemberName, getPropertyName } from "../../../ast/property-name.js";
import { unwrap } from "../../../ast/unwrap.js";

const READING_KEYS: ReadonlySet<string> = new Set(["where", "select", "order", "relations", "conflictPaths"]);
const READING_CALLS =
  /^(?:find|count|exist|delete|softDelete|restore|sum|average|minimum|maximum|where|andWhere|orWhere)/;

/** What a key of an object of an entity's properties is for: conditions and selections read, values write. */
export function getKeyAccess(key: TSESTree.Node): "read" | "write" {
  const { parent } = key;
  switch (parent?.type) {
    case "CallExpression":
      return isReadArgument(parent, key) ? "read" : "write";
    case "Property":
      if (parent.value === key && READING_KEYS.has(getPropertyName(parent) ?? "")) return "read";
      return getKeyAccess(parent);
    case "ObjectExpression":
    case "ArrayExpression":
    case "SpreadElement":
    case "ConditionalExpression":
    case "LogicalExpression":
    case "TSAsExpression":
    case "TSSatisfiesExpression":
      return getKeyAccess(parent);
    default:
      return "write";
  }
}

/** The criteria of `update(criteria, values)` are all but the last of its arguments. */
function isReadArgument(call: TSESTree.CallExpression, argument: TSESTree.Node): boolean {
  const callee = unwrap(call.callee);
  const name = callee.type === "MemberExpression" ? (getMemberName(callee) ?? "") : "";
  if (name === "update" || name === "increment" || name === "decrement")
    return call.arguments.findIndex((one) => one === argument) < call.arguments.length - 1;
  return READING_CALLS.test(name);
}
