import type { MigrationFormat } from "../migration-format.js";

export const graphileMigrate: MigrationFormat = {
  name: "graphile-migrate",
  getScore: () => 0,
  isMigrationFile: () => false,
  read: () => [],
};
