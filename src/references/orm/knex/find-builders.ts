import type { TSESTree } from "@typescript-eslint/utils";
import { type BuilderCall, followBuilder } from "../../../ast/follow-builder.js";
import { findFunction } from "../../../ast/find-function.js";
import { getMemberName } from "../../../ast/property-name.js";
import { unwrap } from "../../../ast/unwrap.js";
import { walk } from "../../../ast/walk.js";
import type { ScriptFile } from "../../detector.js";
import type { Certainty } from "../../reference.js";
import { findValue } from "../../sql/static-values.js";
import { findOpenBuilders } from "./find-open-builders.js";
import { getSureness } from "./knex-instance.js";
import { beginsQuery, ENDING, findClause, FOREIGN, HANDING, isKnexOnly } from "./methods.js";

/** A query as a file puts it together. */
export interface KnexBuilder {
  /** The expression that makes it: `knex("users")`, or the instance of `knex.select("name")`. */
  readonly root: TSESTree.Expression;
  /** The tables that the instance is called with. */
  readonly tables: readonly TSESTree.Node[];
  readonly calls: readonly BuilderCall[];
  readonly results: readonly TSESTree.Expression[];
  readonly certainty: Certainty;
  /** True: it is made elsewhere, with tables that are not known here. */
  readonly isOpen: boolean;
}

/** The queries of a file, in the order of their places. */
export function findBuilders(file: ScriptFile): KnexBuilder[] {
  const mentionsKnex = /knex/i.test(file.text);
  const roots = new Map<TSESTree.Expression, KnexBuilder>();
  for (const node of walk(file.ast)) {
    if (node.type !== "CallExpression") continue;
    const root = findRoot(node, file);
    if (root === undefined || roots.has(root)) continue;
    const builder = readBuilder(root, file, mentionsKnex);
    if (builder !== undefined) roots.set(root, builder);
  }
  const closed = [...roots.values()];
  return [...closed, ...findOpenBuilders(file, closed)];
}

/** The expression with which the query begins that a call belongs to, if the call is the first on it. */
function findRoot(node: TSESTree.CallExpression, { scopes }: ScriptFile): TSESTree.Expression | undefined {
  const callee = unwrap(node.callee);
  if (callee.type === "MemberExpression") {
    const sureness = getSureness(callee.object, scopes);
    if (sureness !== undefined && sureness !== "possible" && beginsQuery(getMemberName(callee) ?? ""))
      return callee.object;
  }
  const [table] = node.arguments;
  if (callee.type === "MemberExpression" && findClause(getMemberName(callee) ?? "") !== undefined)
    return undefined;
  if (table === undefined || !mayBeTable(table) || findFunction(callee, scopes) !== undefined)
    return undefined;
  const sureness = getSureness(callee, scopes);
  if (sureness === undefined || (sureness === "possible" && !isText(findValue(table, scopes))))
    return undefined;
  return node;
}

/** What is called may be anything: then only a name that stands in the text says that it is a table. */
function isText({ type }: TSESTree.Node): boolean {
  return type === "Literal" || type === "TemplateLiteral";
}

/** A name, a constant that holds it, an object of aliases, a builder. */
function mayBeTable(argument: TSESTree.Node): boolean {
  const node = unwrap(argument);
  if (node.type === "Literal") return typeof node.value === "string" && /^[\w.$ ]+$/.test(node.value);
  return TABLES.has(node.type);
}

const TABLES: ReadonlySet<string> = new Set([
  "TemplateLiteral",
  "Identifier",
  "MemberExpression",
  "ObjectExpression",
  "CallExpression",
  "ConditionalExpression",
]);

export function readBuilder(
  root: TSESTree.Expression,
  { scopes }: ScriptFile,
  mentionsKnex: boolean,
): KnexBuilder | undefined {
  const { calls, results } = followBuilder(root, { scopes, handing: HANDING, ending: ENDING });
  const names = calls.map(({ name }) => name);
  const isCalled = root.type === "CallExpression";
  const sureness = getSureness(isCalled ? root.callee : root, scopes);
  // Nothing else is called with a table's name and goes on with `where`.
  const isSure =
    sureness === "known" ||
    mentionsKnex ||
    names.some(isKnexOnly) ||
    (isCalled && sureness === "likely" && names.some(beginsQuery));
  if (sureness !== "known") {
    // `return db("users")`: whoever gets it has a whole query.
    const isBare =
      isCalled &&
      calls.length === 0 &&
      sureness === "likely" &&
      root.arguments.every(({ type }) => type === "Literal");
    if (names.some((name) => FOREIGN.has(name)) || (!isBare && !names.some(beginsQuery))) return undefined;
    if (!isSure && !isCalled) return undefined;
    if (sureness === "possible" && !isSure && !names.includes("where")) return undefined;
  }
  const certainty = sureness === "possible" || !isSure ? "inferred" : "resolved";
  return { root, tables: isCalled ? root.arguments : [], calls, results, certainty, isOpen: false };
}
