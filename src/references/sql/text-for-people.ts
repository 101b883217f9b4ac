import type { TSESTree } from "@typescript-eslint/utils";
import { getDottedPath } from "../../ast/property-name.js";
import { unwrap } from "../../ast/unwrap.js";

/** Whether a string surely is read by people and not by a database: logs, errors, translations, test titles. */
export function isTextForPeople(node: TSESTree.Node): boolean {
  let inner = node;
  for (let outer = node.parent; outer; inner = outer, outer = outer.parent) {
    switch (outer.type) {
      case "ThrowStatement":
        return true;
      case "NewExpression":
        return isNamed(outer.callee, isErrorName);
      case "CallExpression":
        return outer.callee !== inner && isCallForPeople(outer, inner);
      case "BinaryExpression":
      case "ConditionalExpression":
      case "LogicalExpression":
      case "TemplateLiteral":
      case "TaggedTemplateExpression":
      case "ObjectExpression":
      case "Property":
      case "ArrayExpression":
      case "TSAsExpression":
      case "TSSatisfiesExpression":
      case "TSNonNullExpression":
        continue;
      default:
        return false;
    }
  }
  return false;
}

const LOGS: ReadonlySet<string> = new Set(["console", "logger", "log", "debug", "winston", "pino"]);
const TRANSLATIONS: ReadonlySet<string> = new Set(["t", "$t", "translate", "gettext", "i18n"]);
const TITLES: ReadonlySet<string> = new Set([
  "describe",
  "it",
  "test",
  "suite",
  "context",
  "specify",
  "bench",
  "step",
]);

function isCallForPeople(
  { callee, arguments: args }: TSESTree.CallExpression,
  inner: TSESTree.Node,
): boolean {
  const path = getCalledPath(callee);
  const first = path[0] ?? "";
  if (path.some((name) => LOGS.has(name)) || TRANSLATIONS.has(path.at(-1) ?? "")) return true;
  if (TITLES.has(first)) return args[0] === inner;
  return isErrorName(path.at(-1) ?? "");
}

/** `test.each(rows)(title, …)` is a call of a call. */
function getCalledPath(callee: TSESTree.Node): readonly string[] {
  const node = unwrap(callee);
  if (node.type === "CallExpression") return getCalledPath(node.callee);
  return getDottedPath(node) ?? [];
}

function isNamed(node: TSESTree.Node, test: (name: string) => boolean): boolean {
  return test(getDottedPath(unwrap(node))?.at(-1) ?? "");
}

function isErrorName(name: string): boolean {
  return /(?:Error|Exception)$/.test(name);
}
