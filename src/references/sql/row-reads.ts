import type { TSESTree } from "@typescript-eslint/utils";
import { getNameRange } from "../../ast/property-name.js";
import { wrap } from "../../ast/unwrap.js";
import type { Detection, ScriptFile } from "../detector.js";
import { followBinding, followRows, type RowFlow, type RowShape } from "../follow-rows.js";
import { type Carry, getDelivered, type Relation } from "./postgres/relations.js";
import { getCallbackPosition, givesArrays, SQL_ROW_METHODS } from "./sql-row-methods.js";
import type { SqlSite } from "./sql-sites.js";

interface SqlRow extends RowShape<SqlRow> {
  getCarries(property: string): readonly Carry[];
}

/** Properties of a driver's result that hold its rows: pg, mssql, D1, slonik's stream. */
const ROW_LISTS: ReadonlySet<string> = new Set(["rows", "recordset", "results", "data"]);

/** Where the rows that a statement gives are read by property: each is a read of the old column that they carry under that name. */
export function findRowReads(site: SqlSite, output: Relation, { scopes }: ScriptFile): Detection[] {
  const row = createRow(output);
  const result = findResult(site);
  if (row === undefined || result === undefined || givesArrays(result)) return [];
  const found: Detection[] = [];
  const flow: RowFlow<SqlRow> = {
    scopes,
    methods: SQL_ROW_METHODS,
    onRead: (shape, property, at) => {
      const [start, end] = getNameRange(at);
      for (const { change, certainty: carried } of shape.getCarries(property)) {
        const certainty = site.assurance === "loose" ? "inferred" : carried;
        found.push({ change, access: "read", start, end, via: "sql", certainty });
      }
    },
  };
  const shape = createResult(row, result);
  followRows(result, shape, flow);
  for (const parameter of getCallbackParameters(result)) followBinding(parameter, shape, flow);
  return found;
}

/** A tagged template is its own result, unless it is handed to a call; any other text only has one where it is handed on. */
function findResult({ node, assurance, call }: SqlSite): TSESTree.Expression | undefined {
  if (call !== undefined) return call;
  const { parent } = wrap(node);
  if (parent?.type === "CallExpression" && parent.callee !== node) return parent;
  return assurance === "tagged" ? node : undefined;
}

/** Undefined where nothing that comes back carries an old column. */
function createRow({ columns }: Relation): SqlRow | undefined {
  const byName = new Map<string, { readonly carries: readonly Carry[]; readonly row?: SqlRow }>();
  for (const column of columns) {
    const row = column.row && createRow(column.row);
    // Of two columns of one name drivers keep the last.
    byName.set(column.name, { carries: getDelivered(column), ...(row && { row }) });
  }
  if ([...byName.values()].every(({ carries, row }) => carries.length === 0 && row === undefined))
    return undefined;
  const getCarries = (property: string): readonly Carry[] => byName.get(property)?.carries ?? [];
  return {
    getCarries,
    // A list has a length too, and nothing tells a list from a row.
    has: (property) => property !== "length" && getCarries(property).length > 0,
    getRelated: (property) => byName.get(property)?.row,
  };
}

/** What a call to the database gives: the rows, or an object that holds them, or (mysql2) a pair of them and the fields. */
function createResult(row: SqlRow, { type }: TSESTree.Expression): SqlRow {
  return {
    ...row,
    getRelated: (property) => row.getRelated(property) ?? (ROW_LISTS.has(property) ? row : undefined),
    isPair: type === "CallExpression",
  };
}

/** `db.all("…", (error, rows) => …)`, `db.one("…", values, (row) => …)` */
function getCallbackParameters(result: TSESTree.Expression): TSESTree.Parameter[] {
  if (result.type !== "CallExpression") return [];
  const callback = result.arguments.findLast((argument) => argument.type !== "SpreadElement");
  if (callback?.type !== "ArrowFunctionExpression" && callback?.type !== "FunctionExpression") return [];
  const position = getCallbackPosition(result, callback);
  return callback.params.slice(position, position + 1);
}
