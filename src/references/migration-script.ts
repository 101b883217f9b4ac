/**
 * `migrations/20240101-users.js`, `migrations/postgres/1693840429259-Init.ts`, `migration/20241209110456_users/migration.ts`,
 * `migrations/Migration20240101.ts`: the names that Knex, TypeORM, Sequelize, Kysely and MikroORM give.
 */
const MIGRATION = /(?:^|\/)[\w-]*migrations?\/(?:[^/]+\/)*(?:Migration)?\d{3,}[^/]*(?:\/[^/]+)*$/;

/**
 * Whether a script is a migration. What it does to a column is history, which nobody edits: it says nothing of what code still needs, and judging what it
 * does to the schema is the gate's part. Symbols and configuration it uses as any other code does.
 */
export function isMigrationScript(path: string): boolean {
  return path.includes("igration") && MIGRATION.test(path);
}
