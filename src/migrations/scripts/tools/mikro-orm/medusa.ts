import type { Handle } from "../../handle.js";
import { getItems, getText, toHandle, UNKNOWN, type Value } from "../../value.js";
import { composeSql, joinSql, quoteName } from "../../compose-sql.js";

/** `generatePostgresAlterColummnIfExistStatement(table, columns, alteration)`: packages/core/utils/src/common/alter-columns-helper.ts of Medusa. */
const ALTER_COLUMNS: Handle = {
  label: "generatePostgresAlterColummnIfExistStatement",
  isData: true,
  call([table, columns, alteration]) {
    const names = columns?.kind === "list" ? getItems(columns) : undefined;
    if (names === undefined || getText(alteration) === undefined || alteration?.kind !== "text")
      return UNKNOWN;
    const commands = names.map((name) =>
      composeSql("ALTER COLUMN ", quoteName(name), " ", alteration.pieces),
    );
    const pieces = composeSql("ALTER TABLE ", quoteName(table), " ", joinSql(commands, ", "), ";\n");
    return { kind: "text", pieces };
  },
};

/** What Medusa gives to its modules' migrations. */
export function getMedusaImport(source: string, name: string): Value | undefined {
  const isMedusa = source.startsWith("@medusajs/") && source.endsWith("/utils");
  return isMedusa && name === ALTER_COLUMNS.label ? toHandle(ALTER_COLUMNS) : undefined;
}
