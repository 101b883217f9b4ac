/** Whose migrations are read, by the name that `format` has for each; `sql` and `scripts` are those of a runner that isn't known. */
export const MIGRATION_TOOLS = [
  "prisma",
  "drizzle",
  "knex",
  "typeorm",
  "mikro-orm",
  "sequelize",
  "kysely",
  "node-pg-migrate",
  "graphile-migrate",
  "db-migrate",
  "dbmate",
  "flyway",
  "golang-migrate",
  "atlas",
  "supabase",
  "sql",
  "scripts",
] as const;

export type MigrationTool = (typeof MIGRATION_TOOLS)[number];

export function isMigrationTool(name: string): name is MigrationTool {
  return MIGRATION_TOOLS.some((tool) => tool === name);
}
