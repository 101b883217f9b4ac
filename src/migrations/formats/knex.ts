import type { MigrationFormat } from "../migration-format.js";

export const knex: MigrationFormat = {
  name: "knex",
  getScore: () => 0,
  isMigrationFile: () => false,
  read: () => [],
};
