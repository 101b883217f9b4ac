import { type Change, isTableTarget } from "../../../manifest/manifest.js";
import type { Project } from "../../detector.js";
import { getQueryNames } from "../../search-words.js";
import type { Rename } from "./names.js";

/** `fullName` for `full_name`, where a mapper (`knexSnakeCaseMappers`, `wrapIdentifier`) stands between code and database. */
export function createRename({ changes, catalog }: Project): Rename | undefined {
  return collect(changes, ({ old }) =>
    old.kind === "column" ? getQueryNames(old.column, catalog).map((name) => [name, old.column]) : [],
  );
}

/** `userAccounts` for `user_accounts`. */
export function createTableRename({ changes, catalog }: Project): Rename | undefined {
  return collect(changes, ({ old }) =>
    isTableTarget(old) ? getQueryNames(old.table, catalog).map((name) => [name, old.table]) : [],
  );
}

function collect(
  changes: readonly Change[],
  get: (change: Change) => readonly (readonly [string, string])[],
): Rename | undefined {
  const names = new Map(changes.flatMap(get).filter(([name, mapped]) => name !== mapped));
  return names.size === 0 ? undefined : (name) => names.get(name);
}

/** Changes whose table a text names, in either way. */
export function findMentioned(text: string, { changes, catalog }: Project): Change[] {
  const lower = text.toLowerCase();
  return changes.filter(({ old }) => {
    if (!isTableTarget(old)) return false;
    return [old.table, ...getQueryNames(old.table, catalog)].some(
      (name) => lower.includes(name.toLowerCase()) || mayImport(lower, name.toLowerCase()),
    );
  });
}

const IMPORTED_NAME = /\bimport\b[^;]*(?:table|namespace|schema|prefix|collection)/;

/** A constant of another module may hold the name (`Tables.UserAccounts`), or what it begins with (`namespace + "sync_configs"`). */
function mayImport(lower: string, table: string): boolean {
  if (!IMPORTED_NAME.test(lower)) return false;
  const text = lower.replaceAll("_", "");
  const parts = table.split("_").filter((part) => part !== "");
  return parts.some((_, index) => {
    const tail = parts.slice(index).join("");
    return tail.length > 3 && text.includes(tail);
  });
}
