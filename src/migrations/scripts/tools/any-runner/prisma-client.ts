import type { CallSite, Handle } from "../../handle.js";
import { getField, toHandle, UNKNOWN, type Value } from "../../value.js";

const READING: ReadonlySet<string> = new Set([
  ...["findMany", "findFirst", "findFirstOrThrow", "findUnique", "findUniqueOrThrow"],
  ...["count", "aggregate", "groupBy"],
]);
const WRITING: ReadonlySet<string> = new Set([
  ...["create", "createMany", "createManyAndReturn", "update", "upsert", "delete", "deleteMany"],
]);
const CHANGING_ALL: ReadonlySet<string> = new Set(["updateMany", "updateManyAndReturn"]);

/** `tx.user.updateMany({ where, data })`: rows alone, of the table that Prisma names after the model. Undefined for any other call. */
export function callPrismaModel(
  model: string,
  { method, args }: { readonly method: string; readonly args: readonly Value[] },
  site: CallSite,
): Value | undefined {
  const [query] = args;
  if (args.length > 1 || !isQuery(query)) return undefined;
  if (CHANGING_ALL.has(method)) {
    const isBounded = getField(getField(query, "where"), "id") !== undefined;
    const table = { table: `${model.charAt(0).toUpperCase()}${model.slice(1)}` };
    site.emit({ type: "backfill", table, isBounded, statement: "update" });
    return UNKNOWN;
  }
  if (!READING.has(method) && !WRITING.has(method)) return undefined;
  site.emit({ type: "other" });
  return UNKNOWN;
}

const QUERY_KEYS = ["where", "data", "select", "include", "orderBy", "take", "by", "create"];

function isQuery(value: Value | undefined): boolean {
  return value === undefined || QUERY_KEYS.some((key) => getField(value, key) !== undefined);
}

const SQL: Handle = { label: "Prisma.sql", isData: true, callTag: (text) => text };

/** `Prisma.sql` and `Prisma.raw` put SQL together; a query of the client runs it. */
export const PRISMA: Handle = {
  label: "Prisma",
  isData: true,
  getMember: (name) => (name === "sql" ? toHandle(SQL) : undefined),
  callMethod: (name, [text]) => (name === "raw" && text !== undefined ? text : UNKNOWN),
};
