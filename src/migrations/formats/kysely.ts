import type { MigrationFormat } from "../migration-format.js";

export const kysely: MigrationFormat = {
  name: "kysely",
  getScore: () => 0,
  isMigrationFile: () => false,
  read: () => [],
};
