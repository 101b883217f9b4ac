import type { TSESTree } from "@typescript-eslint/utils";
import { getMemberName } from "../../ast/property-name.js";
import { walk } from "../../ast/walk.js";
import type { ScriptFile } from "../detector.js";
import { getColumnHelper } from "./column-helpers.js";
import { getConstructed, getHanded } from "./handed-texts.js";
import { isTextForPeople } from "./text-for-people.js";
import { getTagKind } from "./sql-tags.js";
import { findVerb } from "./statement-start.js";

/**
 * How surely an expression is SQL: `tagged` says so itself; `handed` goes to a database call and is SQL if it is a statement;
 * `loose` is any other string.
 */
export type Assurance = "tagged" | "handed" | "loose";

export interface SqlSite {
  readonly node: TSESTree.Expression;
  readonly assurance: Assurance;
  /** The call whose result are the statement's rows, where it is not the one around `node`. */
  readonly call?: TSESTree.CallExpression | TSESTree.NewExpression;
  /** What the call hands over beside the text, for its placeholders. */
  readonly values?: readonly TSESTree.Node[];
}

/** Expressions of a file that may be SQL, the surest first, and among equals the outer before the inner. */
export function findSqlSites(file: ScriptFile): SqlSite[] {
  const marked = getMarkedOffsets(file);
  const sites: SqlSite[] = [];
  for (const node of walk(file.ast))
    if (CANDIDATES.has(node.type)) sites.push(...getSites(node, file, marked));
  const likely = sites.filter(({ node, assurance }) => assurance === "tagged" || mayBeStatement(node));
  return ORDER.flatMap((assurance) => likely.filter((site) => site.assurance === assurance));
}

const CANDIDATES: ReadonlySet<string> = new Set([
  "TaggedTemplateExpression",
  "CallExpression",
  "NewExpression",
  "Literal",
  "TemplateLiteral",
  "BinaryExpression",
]);

/** Looks no further than at how a text starts: most strings of a file end here. */
function mayBeStatement(node: TSESTree.Node): boolean {
  switch (node.type) {
    case "Literal":
      return typeof node.value === "string" && findVerb(node.value) !== undefined;
    case "TemplateLiteral": {
      const start = node.quasis[0]?.value.cooked ?? "";
      return start.trim() === "" || findVerb(start) !== undefined;
    }
    case "BinaryExpression":
      return node.operator === "+" && mayBeStatement(node.left);
    default:
      return true;
  }
}

const ORDER: readonly Assurance[] = ["tagged", "handed", "loose"];

function getSites(node: TSESTree.Node, file: ScriptFile, marked: ReadonlySet<number>): SqlSite[] {
  switch (node.type) {
    case "TaggedTemplateExpression":
      return getTagKind(node, file.scopes) === "sql"
        ? [{ node, assurance: "tagged" }]
        : getLooseSites(node, file);
    case "CallExpression":
      return [
        ...getHelped(node),
        ...getHanded(node, file).map((handed): SqlSite => ({ ...handed, assurance: "handed", call: node })),
        ...getLooseSites(node, file),
      ];
    case "NewExpression":
      return [
        ...getHelped(node),
        ...getConstructed(node, file).map((handed): SqlSite => ({
          ...handed,
          assurance: "handed",
          call: node,
        })),
      ];
    case "Literal":
    case "TemplateLiteral":
    case "BinaryExpression":
      return marked.has(node.range[0]) ? [{ node, assurance: "tagged" }] : getLooseSites(node, file);
    default:
      return [];
  }
}

/** A helper that writes a statement of its own. */
function getHelped(node: TSESTree.CallExpression | TSESTree.NewExpression): SqlSite[] {
  return getColumnHelper(node) === undefined ? [] : [{ node, assurance: "tagged" }];
}

function getLooseSites(node: TSESTree.Node, { scopes }: ScriptFile): SqlSite[] {
  const isText =
    (node.type === "Literal" && typeof node.value === "string") ||
    node.type === "TemplateLiteral" ||
    (node.type === "BinaryExpression" && node.operator === "+") ||
    (node.type === "TaggedTemplateExpression" && getTagKind(node, scopes) !== undefined) ||
    (node.type === "CallExpression" && isStringCall(node));
  return isText && isValue(node) && !isTextForPeople(node) ? [{ node, assurance: "loose" }] : [];
}

/** `[a, b].join(" ")`, `a.concat(b)`: text put together of texts that mean little alone. */
function isStringCall({ callee }: TSESTree.CallExpression): boolean {
  if (callee.type !== "MemberExpression") return false;
  const name = getMemberName(callee);
  return (name === "join" && callee.object.type === "ArrayExpression") || name === "concat";
}

/** Keys, module names, types and JSX text are no values that a database could be given. */
function isValue(node: TSESTree.Node): boolean {
  const { parent } = node;
  switch (parent?.type) {
    case undefined:
    case "JSXAttribute":
    case "JSXExpressionContainer":
    case "TSLiteralType":
    case "ImportDeclaration":
    case "ExportNamedDeclaration":
    case "ExportAllDeclaration":
    case "ImportExpression":
    case "ImportAttribute":
    case "TSEnumMember":
      return false;
    case "Property":
      return parent.value === node;
    case "ExpressionStatement":
      return parent.directive === undefined;
    default:
      return true;
  }
}

/** Starts of the expressions that a comment marks as SQL, as editors know it. */
function getMarkedOffsets({ ast, text }: ScriptFile): ReadonlySet<number> {
  const offsets = new Set<number>();
  for (const { type, value, range } of ast.comments ?? []) {
    if (type !== "Block" || value.trim().toLowerCase() !== "sql") continue;
    const rest = text.slice(range[1]);
    offsets.add(range[1] + rest.length - rest.trimStart().length);
  }
  return offsets;
}
