import type { CallSite } from "../../handle.js";
import type { Scope } from "../../run.js";
import { UNKNOWN, type Value } from "../../value.js";
import { COLUMN_METHODS } from "./column-methods.js";
import { runQuery } from "./run-query.js";
import { does, loses, type RunnerMethods } from "./runner-method.js";
import { TABLE_METHODS } from "./table-methods.js";

// Of QueryRunner (src/query-runner/QueryRunner.ts of TypeORM): what touches no column, and what only looks.
const OTHERS: readonly string[] = [
  ...["createDatabase", "createSchema", "updatePrimaryKeys", "dropPrimaryKey", "changeTableComment"],
  ...["createUniqueConstraint", "createUniqueConstraints", "dropUniqueConstraint", "dropUniqueConstraints"],
  ...["createCheckConstraint", "createCheckConstraints", "dropCheckConstraint", "dropCheckConstraints"],
  ...["createExclusionConstraint", "createExclusionConstraints"],
  ...["dropExclusionConstraint", "dropExclusionConstraints"],
  ...["createForeignKey", "createForeignKeys", "dropForeignKey", "dropForeignKeys"],
  ...["createIndex", "createIndices", "dropIndex", "dropIndices", "clearTable"],
];
const LOOKS: readonly string[] = [
  ...["connect", "release", "startTransaction", "commitTransaction", "rollbackTransaction"],
  ...["beforeMigration", "afterMigration", "hasDatabase", "hasSchema", "hasTable", "hasColumn"],
  ...["getDatabases", "getSchemas", "getCurrentDatabase", "getCurrentSchema", "getReplicationMode"],
  ...["getTables", "getView", "getViews", "stream", "getMemorySql", "enableSqlMemory", "disableSqlMemory"],
  ...["clearSqlMemory"],
];

const METHODS: RunnerMethods = new Map([
  ...OTHERS.map((name) => [name, does(() => [{ type: "other" }])] as const),
  ...LOOKS.map((name) => [name, () => UNKNOWN] as const),
  ...COLUMN_METHODS,
  ...TABLE_METHODS,
  ["query", runQuery],
  ["executeMemoryUpSql", loses("what it runs is known only when it runs")],
  ["executeMemoryDownSql", loses("what it runs is known only when it runs")],
]);

/** A method of the query runner; undefined for one that it does not have. */
export function callRunner(
  name: string,
  args: readonly Value[],
  { site, scope }: { readonly site: CallSite; readonly scope: Scope },
): Value | undefined {
  return METHODS.get(name)?.(args, site, scope);
}
