import { getBaseName } from "./file-order.js";

// `down.sql`, `7_users.down.sql`, `7_users_rollback.sql`, `7_users.undo.sql`
const ROLLBACK = /(^|[._-])(rollback|revert|undo)\.sql$|(^|\.)down\.sql$/i;
const DOWN = /([_-])down\.sql$/i;

/**
 * True for files that undo a migration: they are never judged. `…_down.sql` is one only beside its `…_up.sql`:
 * alone it may be a forward migration about something that goes down.
 */
export function isRollbackFile(path: string, siblings: ReadonlySet<string>): boolean {
  if (ROLLBACK.test(getBaseName(path))) return true;
  return DOWN.test(path) && siblings.has(path.replace(DOWN, "$1up.sql"));
}
