import type { MigrationFormat } from "../migration-format.js";

export const typeorm: MigrationFormat = {
  name: "typeorm",
  getScore: () => 0,
  isMigrationFile: () => false,
  read: () => [],
};
