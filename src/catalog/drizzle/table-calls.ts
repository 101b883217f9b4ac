import type { ScopeManager } from "@typescript-eslint/scope-manager";
import type { TSESTree } from "@typescript-eslint/utils";
import { getMemberName } from "../../ast/property-name.js";
import { unwrap } from "../../ast/unwrap.js";
import { type CodeName, getCodeName } from "../code/code-name.js";
import { getStaticString } from "./static-string.js";

const DIALECTS = ["pg", "mysql", "sqlite", "singlestore", "gel", "cockroach", "mssql"] as const;

const MAKERS: ReadonlySet<string> = new Set(
  DIALECTS.flatMap((dialect) => [`${dialect}Table`, `${dialect}View`, `${dialect}MaterializedView`]),
);
const SCHEMAS: ReadonlySet<string> = new Set(DIALECTS.flatMap((dialect) => [`${dialect}Schema`]));
const CREATORS: ReadonlySet<string> = new Set(DIALECTS.flatMap((dialect) => [`${dialect}TableCreator`]));
const METHODS: ReadonlySet<string> = new Set(["table", "view", "materializedView", "withRLS"]);

/** Who makes the table: Drizzle itself, within a schema perhaps, or something of the repo. */
export interface TableMaker {
  readonly schema?: string;
  readonly maker?: CodeName;
}

/** The call that makes the table, out of what follows it: `pgTable(…).enableRLS()`, `pgView(…).as(…)`. */
export function findTableCall(
  node: TSESTree.Node,
  scopes: ScopeManager,
): { readonly call: TSESTree.CallExpression; readonly maker: TableMaker } | undefined {
  const call = unwrap(node);
  if (call.type !== "CallExpression") return undefined;
  const maker = getTableMaker(unwrap(call.callee), scopes);
  if (maker !== undefined) return { call, maker };
  const callee = unwrap(call.callee);
  return callee.type === "MemberExpression" ? findTableCall(callee.object, scopes) : undefined;
}

function getTableMaker(callee: TSESTree.Node, scopes: ScopeManager): TableMaker | undefined {
  if (callee.type === "MemberExpression" && METHODS.has(getMemberName(callee) ?? ""))
    return getMethodMaker(unwrap(callee.object), scopes);
  const name = getCodeName(callee, scopes);
  if (name === undefined) return callee.type === "Identifier" && MAKERS.has(callee.name) ? {} : undefined;
  if (isDrizzles(name, MAKERS)) return {};
  return "from" in name && name.from.startsWith("drizzle-orm") ? undefined : { maker: name };
}

/** `pgSchema("auth").table`, `auth.table`, `pgTable.withRLS`. */
function getMethodMaker(object: TSESTree.Node, scopes: ScopeManager): TableMaker | undefined {
  if (object.type === "CallExpression") {
    const schema = getStaticString(object.arguments[0], scopes);
    return isNamed(object.callee, SCHEMAS, scopes) && schema !== undefined ? { schema } : undefined;
  }
  const name = getCodeName(object, scopes);
  if (name === undefined) return undefined;
  return isDrizzles(name, MAKERS) ? {} : { maker: name };
}

function isDrizzles(name: CodeName, names: ReadonlySet<string>): boolean {
  return "from" in name && names.has(name.imported);
}

/** Whether an expression is one of Drizzle's functions, imported under whatever name. */
function isNamed(node: TSESTree.Node, names: ReadonlySet<string>, scopes: ScopeManager): boolean {
  const name = getCodeName(node, scopes);
  return name !== undefined && isDrizzles(name, names);
}

export function isSchemaCall({ callee }: TSESTree.CallExpression, scopes: ScopeManager): boolean {
  return isNamed(callee, SCHEMAS, scopes);
}

export function isCreatorCall({ callee }: TSESTree.CallExpression, scopes: ScopeManager): boolean {
  return isNamed(callee, CREATORS, scopes);
}
