import type { MigrationFormat } from "../migration-format.js";

export const mikroOrm: MigrationFormat = {
  name: "mikro-orm",
  getScore: () => 0,
  isMigrationFile: () => false,
  read: () => [],
};
