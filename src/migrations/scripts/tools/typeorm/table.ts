import type { TSESTree } from "@typescript-eslint/utils";
import type { TableName } from "../../../../catalog/table-columns.js";
import { isFunction } from "../../../../ast/find-function.js";
import { getMemberName } from "../../../../ast/property-name.js";
import { walk } from "../../../../ast/walk.js";
import { isAtRunTime } from "../../../operations/run-time-names.js";
import { evaluate } from "../../evaluate.js";
import type { CallSite, Handle } from "../../handle.js";
import type { Scope } from "../../run.js";
import { type FunctionValue, getField, getItems, toHandle, UNKNOWN, type Value } from "../../value.js";
import { readName, toTableName } from "./names.js";
import { createStoredColumn, readColumn } from "./table-column.js";

/** A table's definition, or the table that the database has under a name. */
export class Table implements Handle {
  readonly label = "Table";
  readonly isData = true;

  constructor(
    readonly name: TableName,
    public columns: Value,
    readonly path: Value = UNKNOWN,
  ) {}

  getMember(name: string): Value | undefined {
    if (name === "columns" || name === "primaryColumns") return this.columns;
    if (name === "name") return this.path;
    // Keys and indexes: what is done to one of them touches no column.
    return UNKNOWN;
  }

  setMember(name: string, value: Value): void {
    if (name === "columns") this.columns = value;
  }

  callMethod(name: string, [first = UNKNOWN]: readonly Value[]): Value {
    if (name === "addColumn" && this.columns.kind === "list") this.columns.items.push(first);
    if (name === "findColumnByName") return toHandle(createStoredColumn(first));
    return name === "clone" ? toHandle(this) : UNKNOWN;
  }
}

/** `new Table(options)` */
export function createTable(options: Value | undefined): Table {
  const [path, schema] = [getField(options, "name"), getField(options, "schema")];
  const hasSchema = schema !== undefined && schema.kind !== "plain";
  const columns = getField(options, "columns") ?? {
    kind: "list",
    items: [],
    isOpen: options?.kind !== "object" || options.isOpen,
  };
  const name = toTableName(readName(path), hasSchema ? readName(schema) : undefined);
  return new Table(name, columns, path);
}

/** `queryRunner.getTable(path)` */
export function createStoredTable(path: Value | undefined, scope: Scope): Table {
  return new Table(toTableName(readName(path)), toHandle(createStoredColumns(scope)), path);
}

/** A table by itself, by its options, or by its path. */
export function readTable(value: Value | undefined): Table {
  if (value?.kind === "handle" && value.handle instanceof Table) return value.handle;
  if (value?.kind === "object") return createTable(value);
  return new Table(toTableName(readName(value)), UNKNOWN, value);
}

/** Names of a table's columns, and whether there may be others. */
export function getColumnNames({ columns }: Table): {
  readonly names: readonly string[];
  readonly isPartial: boolean;
} {
  const items = columns.kind === "unknown" || columns.kind === "handle" ? undefined : getItems(columns);
  const all = (items ?? (columns.kind === "list" ? columns.items : [])).map((item) => readColumn(item).name);
  const names = all.filter((name) => !isAtRunTime(name));
  return { names, isPartial: items === undefined || names.length < all.length };
}

/** The columns of a table in the database: one is found by its name, any other is one that only running would tell. */
function createStoredColumns(scope: Scope): Handle {
  return {
    label: "table.columns",
    isData: true,
    callMethod(name, [first], site) {
      if (first?.kind !== "function") return UNKNOWN;
      if (name === "find") return toHandle(createStoredColumn(findComparedName(first, scope) ?? UNKNOWN));
      callForAny(first, site);
      return UNKNOWN;
    },
  };
}

function callForAny(callback: FunctionValue, site: CallSite): void {
  site.callFunction(callback, [toHandle(createStoredColumn(UNKNOWN))]);
}

/** What `(column) => column.name === "status"` compares the name with. */
function findComparedName({ node, environment }: FunctionValue, scope: Scope): Value | undefined {
  const [parameter] = node.params;
  if (parameter?.type !== "Identifier") return undefined;
  const { body } = node;
  const compared = walk(body).flatMap((one) => getOtherSide(one, parameter.name));
  const isAlone = walk(body).every((one) => one.type !== "LogicalExpression" && !isFunction(one));
  const [side] = compared;
  return side === undefined || compared.length > 1 || !isAlone
    ? undefined
    : evaluate(side, { ...scope, environment });
}

function getOtherSide(node: TSESTree.Node, parameter: string): TSESTree.Node[] {
  if (node.type !== "BinaryExpression" || (node.operator !== "===" && node.operator !== "==")) return [];
  const isName = (side: TSESTree.Node): boolean =>
    side.type === "MemberExpression" &&
    side.object.type === "Identifier" &&
    side.object.name === parameter &&
    getMemberName(side) === "name";
  if (isName(node.left)) return [node.right];
  return isName(node.right) ? [node.left] : [];
}
