import { createTableColumns } from "../../../../src/catalog/table-columns.js";

/** The tables that the statements of both dialects run on. */
export const DIALECT_TABLES = createTableColumns([
  { table: "users", columns: ["id", "name", "email", "manager_id"] },
  { table: "orders", columns: ["id", "user_id", "total", "note"] },
  { table: "accounts", columns: ["id", "user_id", "name"] },
  { table: "archive", columns: ["id", "label"] },
]);
