import { getBaseName } from "./file-order.js";
import type { Migration, MigrationSequence } from "./migration.js";

/**
 * The migrations up to and with `after`: an id or a file's name, the start of one, or a date (`2026-06-01`, `20260601`) for tools that put the
 * date into names. Of several that start so, the last counts.
 */
export function findHistory(
  { migrations }: MigrationSequence,
  after: string | undefined,
): readonly Migration[] {
  if (after === undefined || after === "") return [];
  const named = migrations.findLastIndex(({ id, file }) =>
    [id, getBaseName(file)].some((name) => name.startsWith(after)),
  );
  if (named >= 0) return migrations.slice(0, named + 1);
  const until = after.replaceAll(/[-_:.TZ\s]/g, "");
  if (!/^\d{8,}$/.test(until)) return [];
  return migrations.filter((migration) => isUntil(migration, until));
}

function isUntil({ id, file }: Migration, until: string): boolean {
  const date = getDate(getBaseName(file)) ?? getDate(id);
  return date !== undefined && date.slice(0, until.length) <= until.slice(0, date.length);
}

/** `20260601120000`, from the number that a name starts or ends with: a date, or milliseconds since 1970. */
function getDate(name: string): string | undefined {
  const written = /^\d{4}(?:[-_.]\d{2}){2,5}/.exec(name)?.[0];
  if (written !== undefined) return written.replaceAll(/\D/g, "");
  const digits = (/^\d{8,}/.exec(name) ?? /\d{13,}$/.exec(name))?.[0];
  if (digits?.length !== MILLISECONDS) return digits;
  return new Date(Number(digits)).toISOString().replaceAll(/\D/g, "").slice(0, 14);
}

const MILLISECONDS = 13;
