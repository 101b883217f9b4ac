import type { TSESTree } from "@typescript-eslint/utils";
import type { MappedTable } from "../../../catalog/catalog.js";
import { getCodeName } from "../../../catalog/code/code-name.js";
import type { RowTypeOf } from "../../../catalog/drizzle/drizzle-mapping.js";
import { getValidated } from "../../../catalog/drizzle/read-row-types.js";
import { getEntries } from "../../../ast/object-entries.js";
import { getMemberName } from "../../../ast/property-name.js";
import { unwrap } from "../../../ast/unwrap.js";
import type { DrizzleFile } from "./drizzle-file.js";

const NAMING: ReadonlySet<string> = new Set(["pick", "omit"]);

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
  if (callee.type !== "MemberExpression" || !NAMING.has(getMemberName(callee) ?? "")) return;
  const [keys] = call.arguments;
  const validator = unwrap(callee.object);
  const name = validator.type === "Identifier" ? getCodeName(validator, scopes) : undefined;
  const of = name === undefined ? getValidated(validator, scopes) : { type: name };
  const table = findValidatedTable(of, drizzle);
  if (keys !== undefined && table !== undefined) addKeys(keys, table, drizzle);
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
