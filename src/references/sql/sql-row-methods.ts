import type { TSESTree } from "@typescript-eslint/utils";
import { getMemberName, getPropertyName } from "../../ast/property-name.js";
import { unwrap } from "../../ast/unwrap.js";
import type { RowMethods } from "../row-methods.js";
import { METHODS } from "./handed-texts.js";

type Callback = TSESTree.ArrowFunctionExpression | TSESTree.FunctionExpression;

/** What drivers' methods do with the rows of the statement, cursor or result on which they are called. */
export const SQL_ROW_METHODS: RowMethods = {
  keeping: new Set([...METHODS, "bind", "cursor", "read", "on", "once", "addListener", "expand", "append"]),
  ending: new Set(["raw", "values", "pluck", "describe", "columns"]),
  naming: new Set(["first"]),
  getPositions: (method, call) => {
    if (EMITTING.has(method)) return isRowEvent(call) ? [0] : [];
    // pg-cursor has errors first, porsager's cursor has none.
    return { read: [1], cursor: [0], forEach: [0], each: [0], stream: [0], eachRow: [0] }[method];
  },
  isGivenRows: ({ callee, arguments: args }, argument) => {
    const target = unwrap(callee);
    return args[0] === argument && target.type === "MemberExpression" && METHODS.has(getName(target));
  },
};

const EMITTING: ReadonlySet<string> = new Set(["on", "once", "addListener"]);
const ROW_EVENTS: ReadonlySet<unknown> = new Set(["row", "data", "result"]);

/** `query.on("row", (row) => …)` */
function isRowEvent({ arguments: [event] }: TSESTree.CallExpression): boolean {
  return event?.type === "Literal" && ROW_EVENTS.has(event.value);
}

/** pg-promise hands the row to its callback, slonik the stream; everybody else hands an error first. */
const WITHOUT_ERROR: ReadonlySet<string> = new Set([
  "one",
  "oneOrNone",
  "map",
  "each",
  "result",
  "stream",
  "forEach",
]);
const ERRORS: ReadonlySet<string> = new Set(["error", "err", "e", "_", "_err", "_error"]);

/** Which parameter of a call's callback gets what the call gives. */
export function getCallbackPosition({ callee }: TSESTree.CallExpression, { params }: Callback): number {
  const target = unwrap(callee);
  const [first] = params;
  const hasError = first?.type === "Identifier" && ERRORS.has(first.name);
  return target.type === "MemberExpression" && WITHOUT_ERROR.has(getName(target)) && !hasError ? 0 : 1;
}

/** `rowMode: "array"` of pg and `rowsAsArray: true` of mysql2: such rows have no properties. */
export function givesArrays(result: TSESTree.Expression): boolean {
  if (result.type !== "CallExpression" && result.type !== "NewExpression") return false;
  return result.arguments.some(
    (argument) => argument.type === "ObjectExpression" && argument.properties.some(isArrayMode),
  );
}

function isArrayMode(property: TSESTree.Property | TSESTree.SpreadElement): boolean {
  if (property.type !== "Property" || property.value.type !== "Literal") return false;
  const name = getPropertyName(property);
  if (name === "rowMode") return property.value.value === "array";
  return (name === "rowsAsArray" || name === "arrayMode") && property.value.value === true;
}

function getName(member: TSESTree.MemberExpression): string {
  return getMemberName(member) ?? "";
}
