import type { TSESTree } from "@typescript-eslint/utils";
import type { MappedTable } from "../../../catalog/catalog.js";
import { getCodeName } from "../../../catalog/code/code-name.js";
import type { RowTypeOf } from "../../../catalog/drizzle/drizzle-mapping.js";
import { getValidated } from "../../../catalog/drizzle/read-row-types.js";
import { getEntries } from "../../../ast/object-entries.js";
import { getMemberName } from "../../../ast/property-name.js";
import { unwrap } from "../../../ast/unwrap.js";
import { followRows } from "../../follow-rows.js";
import type { DrizzleFile } from "./drizzle-file.js";
import { createTableRow } from "./drizzle-row.js";
import { createReader } from "./walk-types.js";

const NAMING: ReadonlySet<string> = new Set(["pick", "omit"]);
const PARSING: ReadonlySet<string> = new Set(["parse", "parseAsync"]);

/** Columns that validators of drizzle-zod name: `createInsertSchema(users, { name: … })`, `insertUser.pick({ name: true })`. */
export function walkValidator(call: TSESTree.CallExpression, drizzle: DrizzleFile): void {
  const callee = unwrap(call.callee);
  const { scopes } = drizzle.file;
  if (callee.type === "Identifier") {
    const [, refinements] = call.arguments;
    const table = refinements && findValidatedTable(getValidated(call, scopes), drizzle);
    if (refinements !== undefined && table !== undefined) addKeys(refinements, table, drizzle);
    return;
  }
  const method = callee.type === "MemberExpression" ? (getMemberName(callee) ?? "") : "";
  if (callee.type !== "MemberExpression") return;
  if (PARSING.has(method)) return followParsed(call, callee.object, drizzle);
  if (!NAMING.has(method)) return;
  const [keys] = call.arguments;
  const table = findValidatedTable(getValidatedType(callee.object, drizzle), drizzle);
  if (keys !== undefined && table !== undefined) addKeys(keys, table, drizzle);
}

function getValidatedType(expression: TSESTree.Node, { file }: DrizzleFile): RowTypeOf | undefined {
  const validator = unwrap(expression);
  const name = validator.type === "Identifier" ? getCodeName(validator, file.scopes) : undefined;
  return name === undefined ? getValidated(validator, file.scopes) : { type: name };
}

/** `selectUser.parse(row).name` is of the table, and so is each of `z.array(selectUser).parse(rows)`. */
function followParsed(call: TSESTree.CallExpression, validator: TSESTree.Node, drizzle: DrizzleFile): void {
  const of = getValidatedType(getElement(unwrap(validator)), drizzle);
  const isSelected =
    of !== undefined &&
    ("table" in of ? of.use : drizzle.rowTypes.find(of.type, drizzle.file.path)?.kind) === "select";
  const table = isSelected ? findValidatedTable(of, drizzle) : undefined;
  if (table === undefined) return;
  const flow = { scopes: drizzle.file.scopes, onRead: createReader(drizzle) };
  followRows(call, createTableRow(table), flow);
}

/** `selectUser` of `z.array(selectUser)` and `selectUser.array()`. */
function getElement(validator: TSESTree.Node): TSESTree.Node {
  if (validator.type !== "CallExpression") return validator;
  const callee = unwrap(validator.callee);
  if (callee.type !== "MemberExpression" || getMemberName(callee) !== "array") return validator;
  return validator.arguments[0] ?? unwrap(callee.object);
}

function findValidatedTable(
  of: RowTypeOf | undefined,
  { models, rowTypes, file }: DrizzleFile,
): MappedTable | undefined {
  if (of === undefined) return undefined;
  return "table" in of ? models.findNamed(of.table) : rowTypes.find(of.type, file.path)?.table;
}

function addKeys(keys: TSESTree.Node, table: MappedTable, { file, collector }: DrizzleFile): void {
  for (const { name, key } of getEntries(keys, file.scopes)) {
    const column = table.columns.find(({ property }) => property === name);
    if (column !== undefined) collector.addColumn(table, column.column, { access: "type", at: key });
  }
}
